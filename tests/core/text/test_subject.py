import json

import pytest

from dash_core import Collection

PRODUCTS = [
    (f"On {word}", f"Novell sold {word} to offices.") for word in ("drivers", "fonts", "keys")
]


def barred(*texts):
    lines = [
        json.dumps({"id": str(i), "date": "1990", "title": title, "summary": summary})
        for i, (title, summary) in enumerate(texts)
    ]
    listing = "\n".join(lines).encode()
    return Collection.read(listing, topics="", name="listing.jsonl").core.name_terms


def test_a_capital_alone_bars_no_word_from_labels():
    assert "novel" not in barred(("Patents", "Suit between Novell and Oracle."), *PRODUCTS)


@pytest.mark.parametrize(
    "told",
    [
        pytest.param([("Letter from Novell to Weiss", "On fonts.")], id="who wrote"),
        pytest.param([("Visit", "Dinner for Ambassador Novell.")], id="an office"),
        pytest.param(
            [("Fonts", "The talks with Ida Novell."), ("Keys", "A meeting with Ida Novell.")],
            id="a full name in two documents",
        ),
    ],
)
def test_what_tells_a_person_bars_the_name(told):
    assert "novel" in barred(*told, *PRODUCTS)
