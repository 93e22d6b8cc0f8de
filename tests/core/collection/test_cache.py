"""Collections shared by many: made once, bounded in bytes, and nobody waits for another's."""

from threading import Barrier, Event, Thread

import pandas as pd
import pytest

from dash_core import Collection
from dash_core.collection import cache as module
from dash_core.collection.cache import CollectionCache, size_of
from dash_core.collection.fitting.listing_topics import FOUND_LATER
from dash_core.common.keep import keep
from dash_core.study.annotations import Note
from dash_core.study.study import SourceFile, Study

SUBJECTS = ("oil wells at sea", "wheat harvests", "railway strikes", "tariffs on wool", "schools")


def study_of(name: str) -> Study:
    text = f"• May 5, 1946\n\nLetter from A. Smith to B. {name}\n\nOn oil and {name}.\n"
    return Study.of((SourceFile(f"{name}.txt", text.encode()),))


@pytest.fixture
def cache() -> CollectionCache:
    return CollectionCache(lambda: 2**30)


def test_many_who_ask_at_once_get_one(cache, monkeypatch):
    fitted, start = [], Barrier(8)
    study, fit = study_of("Jones"), CollectionCache._fit
    monkeypatch.setattr(CollectionCache, "_fit", lambda *args: fitted.append(args) or fit(*args))
    got = []

    def ask():
        start.wait()
        got.append(cache.fit(study))

    threads = [Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(fitted) == 1
    assert len(set(map(id, got))) == 1


def test_a_long_reading_holds_nobody_up(cache):
    long, go_on = Event(), Event()

    def wait(_share):
        long.set()
        go_on.wait()

    thread = Thread(target=lambda: cache.fit(study_of("Long"), wait))
    thread.start()
    long.wait()
    assert len(cache.fit(study_of("Short"))) == 1  # while the other is still being read
    assert len(cache) == 1
    go_on.set()
    thread.join()
    assert len(cache) == 2


def test_who_gives_up_does_not_wait_for_others(cache):
    long, go_on = Event(), Event()

    def wait(_share):
        long.set()
        go_on.wait()

    def give_up(_share):
        raise InterruptedError

    thread = Thread(target=lambda: cache.fit(study_of("Long"), wait))
    thread.start()
    long.wait()
    with pytest.raises(InterruptedError):
        cache.fit(study_of("Long"), give_up)
    go_on.set()
    thread.join()
    assert cache.get(study_of("Long")) is not None


def test_those_used_least_recently_go_first():
    seen: dict[int, object] = {}
    first, next_ = (size_of([Collection(study_of(name))], seen) for name in ("One", "Two"))
    cache = CollectionCache(lambda: first + int(1.5 * next_))  # two of them
    one, two, three, four = map(study_of, ("One", "Two", "Three", "Four"))
    for study in (one, two, one, three, four):
        cache.fit(study)
    assert cache.get(two) is None
    assert cache.get(four) is not None
    assert len(cache) == 2


@keep(1)
def large(_collection: Collection) -> bytes:
    return bytes(2**20)


def test_what_is_made_from_one_later_counts_too():
    cache = CollectionCache(lambda: 2**20)
    large(cache.fit(study_of("One")))
    cache.fit(study_of("Two"))
    assert cache.get(study_of("One")) is None


def test_those_that_fit_are_counted_once_however_many_follow(monkeypatch):
    counted, told = [], []
    monkeypatch.setattr(module, "size_of", lambda *args: counted.append(args) or size_of(*args))
    cache = CollectionCache(lambda: 2**30, told.append)
    for name in ("One", "Two", "Three"):
        cache.fit(study_of(name))
    assert len(counted) == 3
    assert told == [False] * 3  # none was dropped


def test_the_last_one_stays_however_large():
    told: list[bool] = []
    cache = CollectionCache(lambda: 1, told.append)
    for name in ("One", "Two"):
        cache.fit(study_of(name))
    assert len(cache) == 1
    assert told == [False, True]
    assert cache.get(study_of("Two")) is not None


def test_what_nobody_uses_goes_but_what_all_find_first():
    cache = CollectionCache(lambda: 2**30)
    first, other, noted = map(study_of, ("First", "Other", "Noted"))
    for study in (first, other, noted):
        plain = cache.fit(study)
    with_note = noted.with_notes([Note(plain.table["id"][0], "Look at this")])
    cache.get(with_note)
    assert cache.drop_unused(3600, first) == 0
    assert len(cache) == 3
    assert cache.drop_unused(-1, first) == 2  # whatever was used until now
    assert cache.get(first) is not None
    assert cache.get(other) is cache.get(with_note) is None
    assert len(cache.fit(other)) == 1  # it is read again


def test_notes_fit_nothing_and_go_with_their_listing():
    cache = CollectionCache(lambda: 1)
    study = study_of("One")
    plain = cache.fit(study)
    noted = cache.get(study.with_notes([Note(plain.table["id"][0], "Look at this")]))
    assert noted is not None
    assert noted.core is plain.core
    cache.fit(study_of("Two"))
    assert cache.get(noted.study) is None


def test_what_versions_share_is_counted_once():
    listing = Collection(study_of("One"))
    changed = listing.with_topics('[[topic]]\nid = "oil"\nlabel = "Oil"\nwords = ["oil"]\n')
    seen: dict[int, object] = {}
    assert size_of([listing], seen) > 10 * size_of([changed], seen)


def large_listing() -> Study:
    rows = "".join(
        f"d{i},19{i % 50 + 10},On {SUBJECTS[i % 5]} {i % 7} of the year\n"
        for i in range(FOUND_LATER)
    )
    return Study.of((SourceFile("large.csv", f"id,date,title\n{rows}".encode()),))


def test_the_topics_of_a_large_listing_may_come_later(cache):
    study = large_listing()
    first = cache.fit(study, whole=False)
    assert not first.is_whole
    assert not len(first.topics)
    assert cache.get(study) is None
    assert cache.get(study, whole=False) is first
    whole = cache.fit(study)
    assert cache.get(study, whole=False) is whole
    assert whole.is_whole
    assert whole.index is first.index  # was not made again
    anew = Collection(study)
    pd.testing.assert_frame_equal(whole.table, anew.table)
    assert [topic.members for topic in whole.topics] == [topic.members for topic in anew.topics]
    assert len(cache) == 1


def test_who_waits_for_the_rest_has_it_before_the_topics(cache):
    study, seen = large_listing(), []

    def progress(_share):
        shown = cache.get(study, whole=False)
        seen.append(shown is not None and not shown.is_whole)

    assert cache.fit(study, progress).is_whole
    assert (seen[0], seen[-1]) == (False, True)
