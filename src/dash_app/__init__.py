"""The Streamlit side shared by app.py and the pages."""
