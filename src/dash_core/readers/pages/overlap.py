"""Overlapping pages: telling the second copy of a run of records from true duplicates.

People copy a long listing page by page, and a page may begin with the last records of the page
before. Only a run at the start of a page counts that is equal record by record, in date, title
and summary; equal records within a page are separate documents.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final

from dash_core.readers.report import Record

__all__ = ["count_repeats", "repeated_runs", "repeats_in_file"]

_Key = tuple[str, str, str]

_MANY: Final = 5  # different records without summary, too many for chance
_TELLING: Final = 120  # characters of summaries, too many to repeat by chance
_NEAREST: Final = 8  # earlier copies of a record that are tried as the start of its run


def _key(record: Record) -> _Key:
    return record.date, record.title, record.summary


def count_repeats(pages: Sequence[Sequence[Record]]) -> list[int]:
    """For each page, how many records at its start repeat the end of the page before.

    A page may be a part of a file or a whole file. The longest run is taken; a run of records
    with neither title nor summary does not count.

    >>> a, b, c = (Record(title=title) for title in "abc")
    >>> count_repeats([[a, b], [b, c], [a, a]])
    [0, 1, 0]
    """
    numbers: dict[_Key, int] = {}
    keys = [[numbers.setdefault(_key(r), len(numbers)) for r in page] for page in pages]
    empty = {number for key, number in numbers.items() if not (key[1] or key[2])}
    counts = [0] * len(pages)
    for i in range(1, len(pages)):
        k = _overlap(keys[i - 1], keys[i])
        counts[i] = 0 if all(number in empty for number in keys[i][:k]) else k
    return counts


def _overlap(before: Sequence[int], after: Sequence[int]) -> int:
    """The longest end of `before` that is a start of `after` (Knuth, Morris & Pratt 1977)."""
    size = min(len(before), len(after))
    both = [*after[:size], -1, *before[len(before) - size :]]
    borders = [0] * len(both)
    k = 0
    for i in range(1, len(both)):
        while k and both[i] != both[k]:
            k = borders[k - 1]
        k += both[i] == both[k]
        borders[i] = k
    return borders[-1] if size else 0


def repeated_runs(records: Sequence[Record]) -> list[range]:
    """The runs that repeat the run right before them, without a sign that a page begins.

    Such a run has at least two different records with unique summaries of `_TELLING` characters
    together, or `_MANY` different records: the same record three times is a page with
    duplicates, and untitled prints of one year in a museum do occur as A B A B.
    """
    numbers: dict[_Key, int] = {}
    keys = [numbers.setdefault(_key(record), len(numbers)) for record in records]
    if len(numbers) == len(keys):
        return []
    summaries = Counter(summary for _date, _title, summary in numbers)
    lengths = {
        number: len(summary)
        for (_date, _title, summary), number in numbers.items()
        if summary and summaries[summary] == 1
    }
    seen: dict[int, list[int]] = {}
    counts: list[range] = []
    i = 0
    while i < len(keys):
        size = next((k for j in seen.get(keys[i], ()) if _is_run(keys, i, k := i - j, lengths)), 0)
        if size:
            counts.append(range(i, i + size))
        for at in range(i, i + max(size, 1)):
            seen[keys[at]] = [*seen.get(keys[at], ())[1 - _NEAREST :], at]
        i += max(size, 1)
    return counts


def _is_run(keys: list[int], i: int, k: int, lengths: Mapping[int, int]) -> bool:
    """Whether the `k` records before position `i` are repeated from it on, not by chance."""
    if k < 2 or k > i or i + k > len(keys) or keys[i + k - 1] != keys[i - 1]:
        return False
    run = keys[i : i + k]
    if run != keys[i - k : i]:
        return False
    different = set(run)
    unique = [lengths[number] for number in different if number in lengths]
    return len(different) >= _MANY or (len(unique) > 1 and sum(unique) >= _TELLING)


def repeats_in_file(records: Sequence[Record], begins: Collection[int]) -> Iterator[range]:
    """The positions of a file's records that are second copies, as runs in order.

    `begins` has the positions at which the source shows that a new page begins.
    """
    starts = sorted({0, len(records), *(i for i in begins if 0 < i < len(records))})
    pages = [range(start, end) for start, end in pairwise(starts)]
    counts = count_repeats([records[page.start : page.stop] for page in pages])
    for page, count in zip(pages, counts, strict=True):
        if count:
            yield page[:count]
        rest = page[count:]
        for run in repeated_runs(records[rest.start : rest.stop]):
            yield rest[run.start : run.stop]
