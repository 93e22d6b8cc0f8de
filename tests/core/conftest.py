"""What the tests of the library share: listings made here."""

from collections.abc import Callable
from pathlib import Path

import pytest

from dash_core import Collection

SUBJECTS = (
    "oil concession company pipeline refinery",
    "wheat harvest peasants drought granary",
    "school teacher textbook pupils newspaper",
)
DAYS = 380


def print_listing(*records: tuple[str, str, str]) -> str:
    """Date, title and summary of each record, as a page prints them."""
    return "\n".join(f"  • {date}\n\n    {title}\n\n    {text}\n" for date, title, text in records)


@pytest.fixture(scope="session")
def listing() -> Callable[..., str]:
    return print_listing


@pytest.fixture(scope="session")
def seed_topics() -> str:
    return str(Path(__file__).parents[2] / "seeds" / "topics.toml")


@pytest.fixture(scope="session")
def many(seed_topics: str) -> Collection:
    """400 documents of 1945 to 1947: 380 days, 10 months, 10 years."""
    dates = [f"{1945 + i % 3}-{1 + i % 12:02d}-{1 + i % 28:02d}" for i in range(DAYS)]
    dates += [f"{1945 + i % 3}-{1 + i:02d}" for i in range(10)] + ["1946"] * 10
    records = []
    for i, date in enumerate(dates):
        words = SUBJECTS[i % 3].split()
        del words[i % 5]
        records.append((date, f"Letter from Smith to Jones on {words[0]}", f"On {words} again."))
    return Collection.read(print_listing(*records), topics=seed_topics)
