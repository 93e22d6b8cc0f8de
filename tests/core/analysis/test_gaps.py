from datetime import date, timedelta

import pytest

from dash_core import Collection, Filter
from dash_core.analysis.gaps import find_gaps
from dash_core.collection.view import select
from tests.catalogues import CATALOGUES, csv


def said(collection, filter_=None):
    chosen = filter_ or Filter()
    return [(s.kind, s.question) for s in find_gaps(collection, select(collection, chosen))]


def daily(listing, days, title="On oil", extra=()):
    records = [(f"{day:%B} {day.day}, {day.year}", title, "Text.") for day in days]
    return Collection.read(listing(*records, *extra), topics="")


START = date(1946, 1, 1)


def every(step, n, start=START):
    return [start + timedelta(days=step * i) for i in range(n)]


def test_a_gap_in_a_steady_listing_is_asked_about(listing):
    days = every(2, 40) + every(2, 40, date(1946, 5, 2))  # nothing from 21 March to 1 May
    collection = daily(listing, days)
    (gap,) = [s for s in find_gaps(collection, select(collection, Filter())) if s.kind == "time"]
    assert gap.question == "Why is there nothing from April 1946?"
    assert "The last document before it is of 20 Mar 1946, the next of 2 May 1946." in gap.evidence
    assert "about 21 days" in gap.evidence
    around = collection.where(gap.filter)
    assert around["date"].tolist() == ["March 20, 1946", "May 2, 1946"]


@pytest.mark.parametrize(
    ("days", "span"),
    [
        (every(1, 20) + every(1, 20, date(1946, 2, 5)), "21 Jan – 4 Feb 1946"),
        (every(3, 40) + every(3, 40, date(1946, 8, 1)), "May – July 1946"),
        (every(5, 70) + every(5, 70, date(1948, 2, 20)), "January 1947 – January 1948"),
        (every(20, 60) + every(20, 60, date(1955, 3, 1)), "1950 – 1954"),
    ],
)
def test_whole_months_or_years_are_named(listing, days, span):
    assert ("time", f"Why is there nothing from {span}?") in said(daily(listing, days))


@pytest.mark.parametrize(
    "days",
    [
        every(2, 80),  # steady
        [day for year in range(1946, 1951) for day in every(1, 15, date(year, 5, 1))],  # yearly
        every(1, 4) + every(1, 4, date(1947, 1, 1)),  # too few
        [*every(1, 30), date(1960, 1, 1)],  # one straggler
        [date(1946, 1, 1)] * 50 + [date(1950, 1, 1)] * 50,  # two days
        [],
    ],
)
def test_no_gap_is_claimed_where_the_rhythm_has_none(listing, days):
    collection = daily(listing, days, extra=(("n.d.", "On oil", "Text."),))
    assert [s for s in said(collection) if s[0] == "time"] == []


def test_a_wide_date_that_may_fall_into_a_gap_is_told(listing):
    days = every(2, 40) + every(2, 40, date(1946, 5, 2))
    collection = daily(
        listing, days, extra=(("1946", "On oil", "Text."), ("1946", "On tin", "Text."))
    )
    (gap,) = [s for s in find_gaps(collection, select(collection, Filter())) if s.kind == "time"]
    assert "2 documents with less precise dates may fall into it." in gap.evidence


def letters(listing, *pairs):
    records = [
        (f"May {1 + i % 28}, 1946", f"Letter from {one} to {other}", "Text.")
        for i, (one, other) in enumerate(pairs)
    ]
    return Collection.read(listing(*records), topics="")


def test_one_who_is_written_to_and_never_writes(listing):
    collection = letters(
        listing, *[("Brown", "Smith")] * 6, *[("Jones", "Brown")] * 3, ("Brown", "Jones")
    )
    found = find_gaps(collection, select(collection, Filter()))
    (smith,) = [s for s in found if s.kind == "recipient"]
    assert smith.question == "Why is there nothing from Smith, to whom 6 documents went?"
    assert "50% receive" in smith.evidence
    assert smith.filter == Filter(recipients=("Smith",))
    assert smith.chance == pytest.approx(0.5**6)
    assert [s for s in found if s.kind == "sender"] == []


def test_one_who_writes_and_is_never_written_to(listing):
    collection = letters(listing, *[("Smith", "Brown")] * 6, *[("Brown", "Jones")] * 3)
    assert ("sender", "Why is there nothing to Smith, who sent 6 documents?") in said(collection)


def test_where_nobody_is_written_to_nobody_is_missing(listing):
    records = [(f"May {i}, 1946", "Report by Smith on oil", "Text.") for i in range(1, 20)]
    collection = Collection.read(listing(*records), topics="")
    assert [s for s in said(collection) if s[0] in ("sender", "recipient")] == []


@pytest.mark.parametrize(
    "pairs",
    [
        [("Smith", "Brown")] * 6 + [("Jones", "Carter")] * 3,  # letters that went one way
        [("Peterson", "Brown")] * 6 + [("Brown", "Petersen")] * 3,  # perhaps the same
    ],
)
def test_nothing_is_asked_that_the_page_answers(listing, pairs):
    assert [s for s in said(letters(listing, *pairs)) if "Brown" not in s[1]] == []


def test_a_gap_that_wide_dates_may_fill_is_no_gap(listing):
    days = every(2, 40) + every(2, 40, date(1946, 5, 2))
    collection = daily(listing, days, extra=[("1946", "On oil", "Text.")] * 25)
    assert [s for s in said(collection) if s[0] == "time"] == []


@pytest.mark.parametrize("kind", CATALOGUES)
def test_nobody_is_missing_from_a_catalogue_without_letters(kind):
    collection = Collection.read(csv(kind, 60).encode(), topics="")
    assert not any(collection.table["recipients"])
    assert {s[0] for s in said(collection)} <= {"time", "topic"}


TOPICS = """
[[topic]]
id = "oil"
label = "Oil"
words = ["oil"]
[[topic]]
id = "grain"
label = "Grain"
words = ["grain"]
"""


def test_a_topic_that_comes_up_in_one_half_only(listing):
    records = []
    for i in range(40):
        about = "oil" if i >= 20 and i % 2 else "grain"
        records.append(
            (f"{'May' if i < 20 else 'June'} {1 + i % 20}, 1946", f"On {about}", "Text.")
        )
    collection = Collection.read(listing(*records), topics="").with_topics(TOPICS)
    found = find_gaps(collection, select(collection, Filter()))
    (oil,) = [s for s in found if s.kind == "topic"]
    assert oil.question == "Why is nothing about “Oil” before 26 May 1946?"
    assert "All 10 documents about it are later; of all dated documents 20 of 40 are not." in (
        oil.evidence
    )
    assert oil.filter == Filter(topics=("oil",))
    assert len(collection.where(oil.filter)) == 10


def test_a_view_is_asked_about_itself(listing):
    pairs = [("Brown", "Smith")] * 6 + [("Brown", "Jones")] * 2 + [("Jones", "Brown")] * 6
    collection = letters(listing, *pairs, *[("Smith", "Carter")] * 3)
    assert [s for s in said(collection) if "Smith" in s[1]] == []
    chosen = Filter(correspondents=("Brown",))
    (smith,) = [
        s for s in find_gaps(collection, select(collection, chosen)) if "Smith" in s.question
    ]
    assert smith.question == "Why is there nothing from Smith, to whom 6 documents went?"
    assert smith.filter == Filter(correspondents=("Brown",), recipients=("Smith",))
    assert said(collection, Filter(people=("Nobody",))) == []


@pytest.mark.parametrize(
    "chosen",
    [
        Filter(creators=("Brown",)),
        Filter(recipients=("Smith",)),
        Filter(words="from:Brown"),
        Filter(words="to:Smith again -troops"),
        Filter(excluded=Filter(creators=("Smith",))),
    ],
)
def test_what_the_filter_asked_for_is_no_gap(listing, chosen):
    collection = letters(listing, *[("Brown", "Smith")] * 9, *[("Smith", "Brown")] * 9)
    assert said(collection) == []
    assert said(collection, chosen) == []


def test_the_seed(seed):
    found = said(seed)
    assert ("recipient", "Why is there nothing from Stalin, to whom 4 documents went?") in found
    assert len(found) <= 3
