"""The baseline: a minimal Streamlit page with one Altair chart, one table and one filter."""

import altair as alt
import pandas as pd
import streamlit as st

documents = pd.DataFrame(
    {
        "title": [f"Document {n}" for n in range(1, 21)],
        "date": pd.date_range("1945-12-01", periods=20, freq="W"),
        "topic": ["Oil"] * 4 + ["Party"] * 5 + ["Army"] * 3 + ["Trade"] * 6 + ["Talks"] * 2,
    }
)

topic = st.pills("Topic", documents["topic"].unique())
shown = documents[documents["topic"] == topic] if topic else documents

st.text(f"{len(shown)} of {len(documents)}")
st.altair_chart(alt.Chart(shown).mark_bar().encode(x="count()", y="topic"))
st.dataframe(shown)
