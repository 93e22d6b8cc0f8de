"""Tables: CSV and Excel, and what every table shares."""
