"""How well printed dates are read, against the dates cataloguers gave for the same strings.

`python evaluation/dates.py [--show N] [--all]`; needs the public corpora in `../shared/corpora`
(see `evaluation/README.md`). Exit status 1 if a bound does not hold, 2 if there is no data.
"""

import argparse
import gzip
import json
import random
import re
import sys
import tomllib
import warnings
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from time import perf_counter
from typing import Any, Final

from dash_core.dates import ArchivalDate, parse_date, read_dates
from dash_core.dates.parse import is_yearless

_ROOT: Final = Path(__file__).resolve().parents[1]
_CORPORA: Final = _ROOT.parent / "shared" / "corpora"
_SLIPS: Final = Path(__file__).with_name("date_slips.toml")
_SAMPLE: Final = 3_000  # rows also read by `text_to_edtf`, which needs minutes for all
_SEED: Final = 20

# What must hold, over all rows.
_MIN_READ: Final = 0.97
_MIN_AGREE: Final = 0.995
_MAX_MARKED: Final = 0.10
_MAX_WIDER: Final = 0.001
_MIN_CARRIED: Final = 0.995  # of the dates that took their year from the list

_DEFINITIONS: Final = """\
read      understood: it has a first and a last day, or was understood to say that there is none
marked    read, with a note that asks a person to look (share of all rows)
agrees    read without a mark, and our interval lies within the cataloguer's or theirs within
          ours (share of all read without a mark; a cataloguer's 1946 is all of that year);
          “no date” agrees with no cataloguer's date
wider     read without a mark, and our interval holds more days than the cataloguer's, though the
          print says more than we took from it: a part ("late"), or a month
slips     unmarked disagreements where the cataloguer is surely wrong (date_slips.toml), counted
          as such only if ours is what the string says; never left out of the bounds
"""

_PART: Final = re.compile(
    r"\b(?:(?:early|mid(?:dle)?|late|beginning|end|first|second|third|fourth|last|[1-4](?:st|nd|rd|th))"
    r"\b[- ]*)+(?:half|third|quarter|part)?(?: of)?(?: the)?[- ]*",
    re.IGNORECASE,
)
_NAMED_MONTH: Final = re.compile(
    r"\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)"
    r"(?:uary|ruary|ch|il|ust|tember|ember|ober)?\b",
    re.IGNORECASE,
)

_Days = tuple[date, date]


@dataclass(frozen=True)
class Row:
    """A printed date and the cataloguer's interval; None where that cannot be read."""

    printed: str
    gold: _Days | None
    gold_text: str
    source: str


@dataclass(frozen=True)
class Answer:
    """What a reader made of it."""

    days: _Days | None
    is_read: bool
    is_marked: bool
    edtf: str


def main() -> int:
    """Measure, print, and say by the exit status whether the bounds hold."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--show", type=int, default=5, metavar="N", help="examples of a kind (default %(default)s)"
    )
    parser.add_argument(
        "--all", action="store_true", help="all rows by text_to_edtf too (some minutes)"
    )
    options = parser.parse_args()
    if not (_CORPORA / "date_strings.jsonl.gz").is_file():
        print(f"There is nothing to measure: {_CORPORA} has no date_strings.jsonl.gz.")
        return 2
    print(_DEFINITIONS)
    rows = [_row(fields) for fields in _lines("date_strings.jsonl.gz")]
    start = perf_counter()
    ours = [_ours(parse_date(row.printed)) for row in rows]
    print(f"{len(rows):,} printed dates, read in {perf_counter() - start:.1f} s\n")
    _table(rows, ours)
    _compare_edtf(rows, ours, all_rows=options.all)
    _unread_and_marked(rows, options.show)
    _disagreements(rows, ours, options.show)
    share = _shares(list(zip(rows, ours, strict=True)))
    bounds = {
        f"read ≥ {_MIN_READ:.1%}": share["read"] >= _MIN_READ,
        f"marked ≤ {_MAX_MARKED:.1%}": share["marked"] <= _MAX_MARKED,
        f"agrees ≥ {_MIN_AGREE:.1%}": share["agrees"] >= _MIN_AGREE,
        f"wider ≤ {_MAX_WIDER:.1%}": _wider(rows, ours, options.show) <= _MAX_WIDER,
    }
    carried = _carried(options.show)
    if carried is not None:
        bounds[f"years carried rightly ≥ {_MIN_CARRIED:.1%}"] = carried >= _MIN_CARRIED
    print()
    for bound, holds in bounds.items():
        print(f"{'holds' if holds else 'DOES NOT HOLD'}: {bound}")
    return 0 if all(bounds.values()) else 1


def _lines(name: str) -> Iterable[dict[str, Any]]:
    with gzip.open(_CORPORA / name, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def _row(fields: dict[str, Any]) -> Row:
    start, end = fields["gold_start"], fields["gold_end"]
    first, last = _bound(start, last=False), _bound(end, last=True)
    gold = (first, last) if first and last else None
    return Row(fields["date"], gold, f"{start}/{end}", fields["class"])


def _bound(partial: str | None, *, last: bool) -> date | None:
    """The first or last day of `1946`, `1946-04` or `1946-04-05`."""
    try:
        numbers = [int(part) for part in (partial or "").split("-")]
        if len(numbers) == 3:
            return date(*numbers)
        year, month = (*numbers, 12 if last else 1)[:2]
        if not last:
            return date(year, month, 1)
        following = date(year + month // 12, month % 12 + 1, 1)
        return date.fromordinal(following.toordinal() - 1)
    except ValueError:
        return None


def _ours(date_: ArchivalDate) -> Answer:
    days = (date_.earliest, date_.latest) if date_.earliest and date_.latest else None
    is_read = date_.is_known or not date_.note
    return Answer(days, is_read, is_read and bool(date_.note), date_.edtf)


def _agrees(ours: _Days | None, gold: _Days | None) -> bool:
    if ours is None or gold is None:
        return ours is gold
    return (gold[0] <= ours[0] and ours[1] <= gold[1]) or (
        ours[0] <= gold[0] and gold[1] <= ours[1]
    )


def _shares(pairs: Sequence[tuple[Row, Answer]]) -> dict[str, float]:
    unmarked = [(row, answer) for row, answer in pairs if answer.is_read and not answer.is_marked]
    agreeing = sum(_agrees(answer.days, row.gold) for row, answer in unmarked)
    excused = sum(_is_slip(row, answer) for row, answer in unmarked)
    return {
        "rows": len(pairs),
        "read": sum(answer.is_read for _row, answer in pairs) / len(pairs),
        "marked": sum(answer.is_marked for _row, answer in pairs) / len(pairs),
        "agrees": agreeing / max(len(unmarked), 1),
        "disagree": len(unmarked) - agreeing,
        "agrees but for slips": agreeing / max(len(unmarked) - excused, 1),
    }


def _print_shares(name: str, pairs: Sequence[tuple[Row, Answer]]) -> None:
    share = _shares(pairs)
    print(
        f"{name:22}{share['rows']:>8,.0f}{share['read']:>9.2%}{share['marked']:>9.2%}"
        f"{share['agrees']:>9.2%}{share['disagree']:>10,.0f}{share['agrees but for slips']:>14.2%}"
    )


_HEAD: Final = (
    f"{'':22}{'rows':>8}{'read':>9}{'marked':>9}{'agrees':>9}{'disagree':>10}{'without slips':>14}"
)


def _table(rows: Sequence[Row], ours: Sequence[Answer]) -> None:
    print(_HEAD)
    by_source = defaultdict(list)
    for row, answer in zip(rows, ours, strict=True):
        by_source[row.source].append((row, answer))
    for source, pairs in sorted(by_source.items()):
        _print_shares(source, pairs)
    _print_shares("all", list(zip(rows, ours, strict=True)))


def _compare_edtf(rows: Sequence[Row], ours: Sequence[Answer], *, all_rows: bool) -> None:
    """The same rows by the `edtf` package alone, scored in the same way."""
    selected = range(len(rows))
    if not all_rows:
        selected = sorted(random.Random(_SEED).sample(selected, min(_SAMPLE, len(rows))))
    start = perf_counter()
    theirs = [_theirs(rows[i].printed) for i in selected]
    took = perf_counter() - start
    kind = "all rows" if all_rows else f"{len(selected):,} rows drawn at random (seed {_SEED})"
    print(f"\nBeside `edtf.text_to_edtf`, on {kind}, in {took:.0f} s")
    print(_HEAD)
    picked = [rows[i] for i in selected]
    _print_shares("ours", list(zip(picked, (ours[i] for i in selected), strict=True)))
    _print_shares("text_to_edtf", list(zip(picked, theirs, strict=True)))


def _theirs(printed: str) -> Answer:
    from edtf import parse_edtf, text_to_edtf

    nothing = Answer(None, False, False, "")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            edtf = text_to_edtf(printed)
            parsed = parse_edtf(edtf)
            days = date(*parsed.lower_strict()[:3]), date(*parsed.upper_strict()[:3])
        except Exception:  # whatever it raises on free text, it has not read it
            return nothing
    return Answer(days, True, False, edtf)


def _unread_and_marked(rows: Sequence[Row], show: int) -> None:
    notes: dict[str, Counter[str]] = {"unread": Counter(), "marked": Counter()}
    examples = defaultdict(list)
    for row in rows:
        parsed = parse_date(row.printed)
        if parsed.note:
            kind = "marked" if parsed.is_known else "unread"
            note = _without_particulars(parsed.note)
            notes[kind][note] += 1
            examples[kind, note].append(row.printed)
    for kind, counted in notes.items():
        print(f"\nWhy {kind}")
        for note, n in counted.most_common(12):
            some = " | ".join(examples[kind, note][:show])
            print(f"  {n:>6,}  {note}\n          {some}")


def _without_particulars(note: str) -> str:
    """A note without what it quotes."""
    text, quoted = [], False
    for letter in note:
        quoted = letter != "”" and (quoted or letter == "“")
        if not quoted:
            text.append("…" if letter == "”" else "#" if letter.isdigit() else letter)
    return "".join(text)


def _slips() -> dict[str, tuple[str, str]]:
    listed = tomllib.loads(_SLIPS.read_text(encoding="utf-8"))["slip"]
    return {slip["printed"]: (slip["says"], slip["reason"]) for slip in listed}


_KNOWN_SLIPS: Final = _slips()


def _is_slip(row: Row, answer: Answer) -> bool:
    known = _KNOWN_SLIPS.get(row.printed)
    return known is not None and known[0] == answer.edtf and not _agrees(answer.days, row.gold)


def _disagreements(rows: Sequence[Row], ours: Sequence[Answer], show: int) -> None:
    """Every unmarked disagreement, by how it looks."""
    groups: dict[str, list[str]] = defaultdict(list)
    for row, answer in zip(rows, ours, strict=True):
        if not answer.is_read or answer.is_marked or _agrees(answer.days, row.gold):
            continue
        line = f"{row.printed!r}: ours {answer.edtf or 'no date'}, theirs {row.gold_text}"
        if _is_slip(row, answer):
            line += f" ({_KNOWN_SLIPS[row.printed][1]})"
        groups[_kind(row, answer)].append(line)
    print("\nUnmarked disagreements")
    for kind, lines in sorted(groups.items(), key=lambda item: -len(item[1])):
        print(f"  {len(lines):>4}  {kind}")
        for line in lines if show >= 5 else lines[:show]:
            print(f"          {line}")


def _kind(row: Row, answer: Answer) -> str:
    if _is_slip(row, answer):
        return "the cataloguer's slip, surely"
    if row.gold is None:
        return "the cataloguer's date is none"
    if answer.days is None:
        return "we say no date"
    if row.gold[0] > row.gold[1]:
        return "the cataloguer's interval runs backwards"
    overlap = answer.days[0] <= row.gold[1] and row.gold[0] <= answer.days[1]
    return "the two overlap" if overlap else "the two are apart"


def _wider(rows: Sequence[Row], ours: Sequence[Answer], show: int) -> float:
    """Print the dates read wider than the cataloguer did, though the print says more.

    Returns their share of all rows.
    """
    found = [
        f"{row.printed!r}: ours {answer.edtf}, theirs {row.gold_text}"
        for row, answer in zip(rows, ours, strict=True)
        if answer.is_read and not answer.is_marked and _is_wider(row, answer)
    ]
    print(f"\nWider than the cataloguer’s though the print says more: {len(found) / len(rows):.2%}")
    for line in found[: max(show, 10)]:
        print(f"          {line}")
    return len(found) / len(rows)


def _is_wider(row: Row, answer: Answer) -> bool:
    if answer.days is None or row.gold is None or row.gold == answer.days:
        return False
    if not (answer.days[0] <= row.gold[0] <= row.gold[1] <= answer.days[1]):
        return False
    if _NAMED_MONTH.search(row.printed) and not re.search("[0-9X]-[0-9X]{2}", answer.edtf):
        return True
    whole = parse_date(" ".join(_PART.sub("", row.printed).split()))
    return bool(_PART.search(row.printed)) and (whole.earliest, whole.latest) == answer.days


def _carried(show: int) -> float | None:
    """Dates without a year in printed lists of papers; the share of years that are right."""
    if not (_CORPORA / "frus_papers.jsonl.gz").is_file():
        return None
    papers = list(_lines("frus_papers.jsonl.gz"))
    volumes: dict[str, list[str]] = defaultdict(list)
    for paper in papers:  # rows stand in the order of print, volume by volume
        volumes[paper["volume"]].append(paper["date"] or "")
    texts = [text for volume in volumes.values() for text in volume]
    dates = [day for volume in volumes.values() for day in read_dates(volume).dates]
    papers = [p for volume in volumes for p in papers if p["volume"] == volume]
    yearless: Counter[str] = Counter()
    printed: Counter[str] = Counter()
    wrong: list[str] = []
    for paper, text, parsed in zip(papers, texts, dates, strict=True):
        iso = paper.get("date_iso")
        gold = (_bound(iso, last=False), _bound(iso, last=True)) if iso else (None, None)
        days = gold if gold[0] and gold[1] else None
        if not parsed.is_known:
            result = "unknown"
        elif days is None:
            result = "nothing to compare with"
        else:
            right = _agrees((parsed.earliest, parsed.latest), days)  # type: ignore[arg-type]
            result = "right" if right else "wrong"
            if not right:
                wrong.append(f"{text!r}: ours {parsed.edtf}, theirs {iso}. {parsed.note}")
        (yearless if is_yearless(text) else printed)[result] += 1
    print(f"\n{len(papers):,} entries of lists of papers, each volume a group")
    for name, counted in (("no year printed", yearless), ("all others", printed)):
        counts = ", ".join(f"{n:,} {result}" for result, n in counted.most_common())
        print(f"  {name}: {counts}")
    for line in wrong[: max(show, 10)]:
        print(f"    wrong: {line}")
    return yearless["right"] / max(yearless["right"] + yearless["wrong"], 1)


if __name__ == "__main__":
    sys.exit(main())
