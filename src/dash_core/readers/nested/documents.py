"""Which objects of a JSON document are the listing's documents, by what they hold.

Every list of objects, and every object of objects under numbers or ids, may be the list of
documents. It is the one whose objects have titles and dates, not the first one met.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final

from dash_core.readers.nested.keys import RECORDS, field_of, is_keyed
from dash_core.readers.nested.meaning import are_pairs, count_leaves
from dash_core.readers.nested.objects import unwrap
from dash_core.readers.nested.walk import EACH
from dash_core.readers.report import LIST_FIELDS, RecordPath

__all__ = [
    "WHOLE",
    "Candidate",
    "candidates",
    "choose",
    "left_outside",
    "quality",
    "rate",
    "record_paths",
]

WHOLE: Final = "."
"""The path of the whole file, as one document."""

_LIKELY: Final = 0.75  # quality of a list that could be the documents
_SAMPLE: Final = 12  # objects of a list that are looked at
_DEPTH: Final = 8  # names in a path
_NAMED, _PART, _FIELD = 0.6, -1.0, -2.0  # what the name of a list is worth
_WEAK_TITLES: Final = frozenset({"name", "label", "heading", "caption"})
_MANY, _MORE = 50, 10  # objects of a list beside the documents, and for each of these, to ask
_CLEAR: Final = 1.4  # quality of an object that is surely a document


@dataclass(frozen=True, slots=True)
class Candidate:
    """A list (or an object by ids) of objects: its path, its number of objects, and how much they
    look like documents, without (`quality`) and with its name (`score`)."""

    path: tuple[str, ...]
    n: int
    quality: float
    score: float

    @property
    def name(self) -> str:
        """The names of its path, with dots."""
        return ".".join(name for name in self.path if name != EACH)

    @property
    def joined(self) -> str:
        """Its path as `Options.record_path` has it."""
        return "/".join(self.path) or EACH

    @property
    def is_likely(self) -> bool:
        """Whether these could be the documents."""
        return self.quality >= _LIKELY and self.score >= self.quality

    def may_be_instead(self, best: "Candidate | None") -> bool:
        """Whether these could be the documents instead of the best: by what they have, or because
        they are so many more."""
        outweighs = best is not None and self.n >= max(_MANY, _MORE * best.n)
        return self.is_likely or (outweighs and not self.is_nested)

    @property
    def is_nested(self) -> bool:
        """Whether it is in the elements of another list."""
        return EACH in self.path


def candidates(root: Any) -> list[Candidate]:
    """The possible lists of documents of a JSON document, in its order."""
    found: dict[tuple[str, ...], list[Any]] = {}
    _collect(root, (), found)
    return [rate(path, objects) for path, objects in found.items()]


def choose(root: Any, found: Sequence[Candidate]) -> Candidate | None:
    """The list of documents; None where the whole is one document, or there is no object."""
    best = max(found, key=lambda one: (one.score, not one.is_nested, one.n), default=None)
    if not isinstance(root, dict):
        return best
    head = best.path[0] if best and best.path else ""
    whole = quality([{key: value for key, value in root.items() if key != head}])
    if best is None or not best.path:
        return best
    if best.score < best.quality and quality([root]) >= 1:
        return None
    if not whole:
        return best
    if whole >= 1 and not _is_named(best.path[-1]):
        is_listing = best.quality >= _CLEAR and best.n > 1 and best.score >= best.quality
        return best if is_listing else None
    return best if best.score > 0 else None


def record_paths(root: Any, found: Sequence[Candidate], best: Candidate | None) -> list[RecordPath]:
    """What a person can choose as documents; nothing where there is no choice."""
    paths = [
        RecordPath(one.joined, one.n) for one in found if one is best or one.may_be_instead(best)
    ]
    if isinstance(root, dict) and (best is None or quality([root]) >= 1):
        paths.append(RecordPath(WHOLE, 1))
    return paths if len(paths) > 1 else []


def quality(objects: Sequence[Mapping[str, Any]]) -> float:
    """How much objects look like documents: 0 (not at all) to 2.5 (title, date and more)."""
    sample = objects[:: max(1, len(objects) // _SAMPLE)][:_SAMPLE]
    return sum(map(_quality, sample)) / len(sample) if sample else 0


def _quality(value: Mapping[str, Any]) -> float:
    try:
        unwrapped = unwrap(value)
    except RecursionError:
        return 0
    names = [name for name in unwrapped.cells if name not in unwrapped.inner]
    fields = {field_of(name) for name in names}
    title = 1.0 if "title" in fields else 0
    if title and all(name.lower() in _WEAK_TITLES for name in names if field_of(name) == "title"):
        title = 0.5
    more = bool(fields & {"creators", "recipients", "summary", "subjects", "people"})
    return title + ("date" in fields) + more / 2


def left_outside(root: Any, path: Sequence[str]) -> Counter[str]:
    """The keys of a document beside the path to its records, with their numbers of values."""
    left = Counter[str]()
    values = [root]
    for step in path:
        below: list[Any] = []
        for value in values:
            if isinstance(value, list):
                below.extend(value)
            elif isinstance(value, dict):
                left.update({key: count_leaves(v) for key, v in value.items() if key != step})
                below.append(value.get(step))
        values = below
    return +left


def rate(path: tuple[str, ...], objects: Sequence[Any]) -> Candidate:
    """A candidate for the list of documents."""
    value = quality(objects)
    names = [name for name in path if name != EACH]
    name = names[-1] if names else ""
    score = value
    if not names or _is_named(name):
        score += _NAMED
    elif any(one in RECORDS["parts"] for one in names):
        score += _PART
    elif field_of(name) in LIST_FIELDS or field_of(name) in ("date", "title"):
        score += _FIELD
    return Candidate(path, len(objects), value, score)


def _collect(value: Any, path: tuple[str, ...], found: dict[tuple[str, ...], list[Any]]) -> None:
    """Add the lists of objects in a value to those found."""
    if len(path) > _DEPTH:
        return
    if isinstance(value, list):
        objects = [one for one in value if isinstance(one, dict)]
        if not objects or (path and are_pairs(objects, path[-1])):
            return
        found.setdefault(path, []).extend(objects)
        for one in _some(objects):
            for name, inner in one.items():
                if isinstance(inner, (list, dict)):
                    _collect(inner, (*path, EACH, name), found)
    elif isinstance(value, dict):
        if is_keyed(value) or _are_documents(value):
            found.setdefault(path, []).extend(value.values())
            return
        for name, inner in value.items():
            if isinstance(inner, (list, dict)):
                _collect(inner, (*path, name), found)


def _are_documents(value: Mapping[str, Any]) -> bool:
    """Whether an object has documents under names of their own: `{"salt": {…}, "mace": {…}}`."""
    inner = list(value.values())
    return (
        len(inner) > 1
        and all(isinstance(one, dict) for one in inner)
        and min(map(_quality, inner[:_SAMPLE])) >= _CLEAR
    )


def _is_named(name: str) -> bool:
    """Whether a list of this name is one of documents."""
    return name in RECORDS["lists"] or name.lower() in RECORDS["lists"]


def _some(objects: Sequence[Any]) -> Iterator[Any]:
    return islice(objects, _SAMPLE)
