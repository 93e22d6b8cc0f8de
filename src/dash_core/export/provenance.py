"""Where an export comes from: a card that goes into every file, and one line for a record.

The machine-readable form (`Provenance.as_json`) is a schema.org `Dataset` in JSON-LD, the
vocabulary that search engines for data and RO-Crate read, with W3C PROV-O for the software that
made it. What neither has a name for is under `dossier`, as a JSON literal (JSON-LD 1.1).
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Final
from urllib.parse import urlencode

from dash_core.analysis.compare.comparison import NAMES
from dash_core.analysis.compare.distinctive_words import Side
from dash_core.analysis.topics import read_file
from dash_core.collection.collection import Collection
from dash_core.collection.document import source_pieces
from dash_core.collection.view import View, describe
from dash_core.common.i18n import _, first_few, format_number, in_language, ngettext
from dash_core.dates import format_day
from dash_core.export.method import (
    cite,
    dossier_version,
    method,
    settings_used,
    versions,
    word_vectors_used,
)
from dash_core.readers.names import NameParts
from dash_core.study.edits import Edit
from dash_core.study.repository import Repository
from dash_core.text.spellings import family_name_in_reference, family_names
from dash_core.topics import TopicFile
from dash_core.topics.file.diff import format_changes

__all__ = ["Provenance", "families", "provenance", "provenance_of_data"]

_REFERENCES: Final = ("references (RIS)", "references (BibTeX)", "references (CSL-JSON)")
_DIGITS: Final = 12  # digits of the fingerprint in the line
_UNSAFE: Final = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_CONTEXT: Final = (
    "https://schema.org",
    {
        "prov": "http://www.w3.org/ns/prov#",
        "dossier": {"@id": "urn:dossier:provenance", "@type": "@json"},
    },
)
_MAX_EDITS: Final = 100  # edits of a kind listed on the card; `as_json` has all


@dataclass(frozen=True)
class Provenance:
    """Where an export comes from.

    Attributes
    ----------
    line
        One short line, for a record or a caption: version, listing, day, n of N, filter, edits.
    card
        All of it for readers: pairs of a name and its value, in order.
    facts
        All of it for machines.
    repository
        Who holds the documents, as stated of the listing.
    families
        The family names of people whose names a bibliography inverts
        (`dash_core.text.spellings.family`).
    name_parts
        The parts of people's names, where the source divides them.
    """

    line: str
    card: tuple[tuple[str, str], ...]
    facts: Mapping[str, Any] = field(default_factory=dict)
    repository: Repository = field(default_factory=Repository)
    families: Mapping[str, str] = field(default_factory=dict)
    name_parts: Mapping[str, NameParts] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """A schema.org `Dataset` (JSON-LD), as `json.dumps` takes it."""
        return dict(self.facts)

    def as_text(self) -> str:
        """The card as lines, `name: value`."""
        return "".join(f"{name}: {value}\n" for name, value in self.card)


def provenance(
    collection: Collection,
    view: View,
    now: datetime | None = None,
    sides: Sequence[Side] = (),
) -> Provenance:
    """The provenance of an export of a view.

    Parameters
    ----------
    now
        The moment of the export (with its time zone); by default this one.
    sides
        Both sides, where the export is of a comparison; a side may be of another listing.
    """
    now = (now or datetime.now(UTC)).astimezone(UTC).replace(microsecond=0)
    facts = _Facts(collection, view, now, sides)
    return Provenance(
        facts.line(),
        tuple(facts.card()),
        facts.as_json(),
        collection.study.repository,
        families(collection, view.rows),
        collection.core.name_parts,
    )


@in_language("en")
def provenance_of_data(collection: Collection, view: View) -> Provenance:
    """The provenance of a file that programs read: the same whatever the language of the visit."""
    return provenance(collection, view)


def families(collection: Collection, rows: Iterable[int]) -> dict[str, str]:
    """The family names of people whose names a bibliography inverts, and of those whom a reference
    among these rows writes as "Family, Given"."""
    families = family_names(collection.people.names)
    written = {file.source for file in collection.report.files if file.form in _REFERENCES}
    if not written:
        return families
    sources, creators, recipients = (
        collection.table[name].tolist() for name in ("source", "creators", "recipients")
    )
    for row in rows:
        if sources[row] not in written:
            continue
        names = [*creators[row], *recipients[row]]
        if left := [name for name in names if name not in families and " " in name]:
            text = "\n".join(source_pieces(collection, row))
            stated = ((name, family_name_in_reference(name, text)) for name in left)
            families.update((name, family) for name, family in stated if family)
    return families


class _Facts:
    """The facts about an export, and their three forms: a line, a card, JSON-LD."""

    def __init__(
        self, collection: Collection, view: View, now: datetime, sides: Sequence[Side]
    ) -> None:
        study = collection.study
        self.collection, self.study, self.now = collection, study, now
        self.title = _flat(collection.name)
        self.sentence = _flat(describe(collection, view.filter, len(view)))
        self.n, self.of = len(view), len(collection)
        self.parameters = urlencode(view.filter.to_url(), doseq=True)
        self.sides = dict(zip(NAMES, sides, strict=False))
        if sides:
            both = (f"{name}: {_side_sentence(side)}" for name, side in self.sides.items())
            self.sentence = " | ".join(both)
            self.parameters = urlencode(
                {
                    f"{name.lower()}.{key}": values
                    for name, side in self.sides.items()
                    for key, values in side.view.filter.to_url().items()
                },
                doseq=True,
            )
        self.read, self.repository = study.read, study.repository
        self.edits: dict[str, list[str]] = {}
        for edit in study.edits:
            self.edits.setdefault(f"{edit.target}s", []).append(_flat(_edit_sentence(edit)))
        topics = read_file(study.topics)
        if changes := format_changes(TopicFile(), topics):
            self.edits["topics"] = [_flat(change) for change in changes]
        self.n_edits = len(study.edits) + len(topics.steps)
        self.notes = sum(bool(note.text) for note in study.notes)
        self.tags = sum(len(note.tags) for note in study.notes)
        self.highlights = sum(len(note.highlights) for note in study.notes)

    def line(self) -> str:
        """The one-line form."""
        listing = _("{title} (fingerprint {digits}, {day})").format(
            title=self.title, digits=self.collection.fingerprint[:_DIGITS], day=self._day()
        )
        n = self.n_edits
        edits = [ngettext("{n} edit", "{n} edits", n)] if n else []
        return " · ".join([f"Dossier {dossier_version()}", listing, self.sentence, *edits])

    def _day(self) -> str:
        """The day the listing was read, or of the export if that is not recorded."""
        if self.read:
            return _("read {day}").format(day=format_day(self.read))
        return _("exported {day}").format(day=format_day(self.now.date()))

    def card(self) -> Iterator[tuple[str, str]]:
        """The card."""
        yield _("Listing"), self.title
        for file in self.study.files:
            yield (
                _("File"),
                _("{name} (BLAKE2b {digest})").format(name=_flat(file.name), digest=file.digest),
            )
        yield (
            _("Read"),
            (
                format_day(self.read)
                if self.read
                else _("not recorded; exported {day}").format(day=format_day(self.now.date()))
            ),
        )
        for name, side in self.sides.items():
            if side.collection is not self.collection:
                yield _("Side {name}").format(name=name), _short_listing(side.collection)
        if held := self._held():
            yield _("Held by"), held
        yield _("Documents"), self.sentence
        if self.parameters:
            yield _("In the address"), self.parameters
        for kind, edits in self.edits.items():
            shown = first_few(edits, _MAX_EDITS)
            yield _edits_of(kind), f"{format_number(len(edits))}: {'; '.join(shown)}"
        if not self.study.edits:
            yield _("Edits"), _("none")
        if self.notes or self.tags or self.highlights:
            yield (
                _("Notes"),
                ", ".join(
                    (
                        ngettext("{n} note", "{n} notes", self.notes),
                        ngettext("{n} tag", "{n} tags", self.tags),
                        ngettext("{n} highlight", "{n} highlights", self.highlights),
                    )
                ),
            )
        yield from method(self.collection)
        yield _("Versions"), ", ".join(f"{name} {number}" for name, number in versions().items())
        yield _("To cite Dossier"), cite()
        yield _("Exported"), f"{format_day(self.now.date())}, {self.now:%H:%M:%S} UTC"

    def _held(self) -> str:
        """The repository of the documents, as stated."""
        held = self.repository
        parts = (held.collection, held.archive, held.place, held.url)
        stated = [_flat(part) for part in parts if part]
        if held.accessed:
            stated.append(_("accessed {day}").format(day=format_day(held.accessed)))
        return ", ".join(stated)

    def as_json(self) -> dict[str, Any]:
        """The JSON-LD form."""
        held = self.repository
        archive = {"@type": "ArchiveOrganization", "name": held.archive, "address": held.place}
        papers = {
            "@type": "ArchiveComponent",
            "name": held.collection,
            "url": held.url,
            "holdingArchive": archive,
        }
        based_on = [
            {"@type": "DigitalDocument", "name": file.name, "identifier": f"blake2b:{file.digest}"}
            for file in self.study.files
        ]
        details = {
            "fingerprint": self.collection.fingerprint,
            "documents": self.n,
            "of": self.of,
            "filter": self.parameters,
            "read": self.read.isoformat() if self.read else None,
            "edits": self.edits,
            "notes": {"notes": self.notes, "tags": self.tags, "highlights": self.highlights},
            "model": str(self.collection.model) if self.collection.model else None,
            "word vectors": word_vectors_used(self.collection),
            "topics": dict(method(self.collection))[_("Topics")],
            "settings": {name: value for name, (_what, value) in settings_used().items()},
            "versions": versions(),
        }
        if self.sides:
            details["sides"] = [
                {
                    "name": name,
                    "fingerprint": side.collection.fingerprint,
                    "documents": len(side),
                    "of": len(side.collection),
                    "description": _side_sentence(side),
                }
                for name, side in self.sides.items()
            ]
        return {
            "@context": list(_CONTEXT),
            "@type": "Dataset",
            "name": self.title,
            "description": self.sentence,
            "dateCreated": self.now.isoformat(),
            "isBasedOn": based_on,
            **({"about": papers} if held != Repository() else {}),
            "creditText": cite(),
            "prov:wasGeneratedBy": {
                "@type": ["CreateAction", "prov:Activity"],
                "endTime": self.now.isoformat(),
                "instrument": {
                    "@type": "SoftwareApplication",
                    "name": "Dossier",
                    "softwareVersion": dossier_version(),
                },
            },
            "dossier": details,
        }


def _side_sentence(side: Side) -> str:
    return _flat(describe(side.collection, side.view.filter, len(side)))


def _short_listing(collection: Collection) -> str:
    """Another listing in short: its name and its fingerprint."""
    return _("{title} (fingerprint {digits})").format(
        title=_flat(collection.name), digits=collection.fingerprint
    )


def _edits_of(kind: str) -> str:
    return {
        "names": _("Edits of names"),
        "places": _("Edits of places"),
        "documents": _("Edits of documents"),
        "topics": _("Decisions about topics"),
    }[kind]


def _edit_sentence(edit: Edit) -> str:
    """The edit in words, with the document it is of."""
    sentence = edit.sentence()
    return f"{edit.document}: {sentence}" if edit.target == "document" else sentence


def _flat(text: str) -> str:
    """The text on one line, without characters that UTF-8 or XML cannot hold."""
    return _UNSAFE.sub("\ufffd", " ".join(text.split()))
