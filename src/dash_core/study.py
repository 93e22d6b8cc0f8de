"""A study: a listing with what a person decided about it. Immutable; a change is a new study.

Its key is a digest of all of it, so the same study has the same address everywhere, an old
address still shows what it showed, and nobody who has a link can change what others see.

The study file is a ZIP of `study.json` (readable; see `_SCHEMA`) and the listing's files.
"""

import io
import json
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields, replace
from datetime import date
from hashlib import blake2b
from pathlib import Path
from typing import Any, Final

from dash_core import settings
from dash_core.dates import DateRules
from dash_core.edits import Edit
from dash_core.errors import StudyError, TopicFileError
from dash_core.holding import Holding
from dash_core.manifest import VERSION, check, loads
from dash_core.notes import Highlight, Note
from dash_core.readers import SourceFile, load
from dash_core.words import _

__all__ = ["MANIFEST", "PAGE", "Study", "is_study_file"]

MANIFEST: Final = "study.json"
PAGE: Final = "at"  # the key of a view under which its page stands; no parameter has this name
_FIRST: Final = ("title", "files", "topics", "columns", "dates", "edits")  # of version 1
# What zipfile and json raise on a file that is not whole, or has a password.
_DAMAGED: Final = (
    zipfile.BadZipFile,
    zlib.error,
    ValueError,
    KeyError,
    RuntimeError,
    EOFError,
    OSError,
)


@dataclass(frozen=True)
class Study:
    """A listing (its files, its name for people) and what a person decided about it.

    `topics` is the text of a file of named topics; `columns` says what a table's columns are,
    by file name; `rules` how ambiguous dates are read; `edits` what was put right, in order;
    `notes` what was written on documents; `holding` who has them.

    `read` is the day the listing was brought in; `view` what was looked at when a study file was
    saved: the page (its name under `PAGE`) and the parameters of its address. The same study is
    the same, whenever it was read and whatever of it is looked at: `key` knows neither.
    """

    title: str
    files: tuple[SourceFile, ...]
    topics: str | None = None
    columns: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    rules: DateRules = DateRules()
    edits: tuple[Edit, ...] = ()
    notes: tuple[Note, ...] = ()
    holding: Holding = field(default_factory=Holding)
    read: date | None = None
    view: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def at(cls, path: Path, topics: Path | None = None) -> "Study":
        """The listing at a path, with the topics in `topics`, if given.

        Raises
        ------
        ReadError
            If a file cannot be opened.
        TopicFileError
            If the topics are no UTF-8 text.
        """
        return cls.of((load(path),), topics)

    @classmethod
    def of(
        cls, files: Sequence[SourceFile], topics: Path | None = None, title: str = ""
    ) -> "Study":
        """The listing in these files, or the study one of them is.

        Named topics are in `topics`, else in the first file called `….toml`. Raises as `at`.
        """
        for file in files:
            if is_study_file(file):
                return cls.from_bytes(file.data, file.name)
        named = [file for file in files if file.name.lower().endswith(".toml")][:1]
        listing = tuple(file for file in files if file not in named) or tuple(files)
        if topics is not None:
            named = [load(topics)]
        text = _topics(named[0]) if named else None
        return cls(title or ", ".join(file.name for file in listing), listing, text)

    def with_edits(self, edits: tuple[Edit, ...]) -> "Study":
        """The same listing, otherwise edited."""
        return replace(self, edits=edits)

    def with_topics(self, text: str | None) -> "Study":
        """The same listing with other topics: the text of a topics file; None or "" for none."""
        return replace(self, topics=text if text and text.strip() else None)

    def manifest(self) -> dict[str, Any]:
        """Everything but the files' content, as JSON has it (`dash_core.manifest`)."""
        parameters = {name: list(own) for name, own in self.view.items() if name != PAGE}
        return {
            "version": VERSION,
            "title": self.title,
            "read": self.read.isoformat() if self.read else None,
            "files": [{"name": file.name, "digest": file.digest} for file in self.files],
            "columns": {name: dict(chosen) for name, chosen in self.columns.items()},
            "dates": asdict(self.rules),
            "holding": _without_defaults(self.holding),
            "view": {"page": "".join(self.view.get(PAGE, ())[:1]), "parameters": parameters},
            "topics": self.topics,
            "edits": [_without_defaults(edit) for edit in self.edits],
            "notes": [_note(note) for note in self.notes],
        }

    @property
    def key(self) -> str:
        """24 hexadecimal digits that change with anything in the study but `read` and `view`."""
        own = self.manifest()
        # As version 1 had it, so that old addresses open: what it had not stands here only where
        # there is something.
        said = {name: own[name] for name in _FIRST}
        said |= {name: own[name] for name in ("notes", "holding") if own[name]}
        text = json.dumps({**said, "version": 1}, sort_keys=True, ensure_ascii=True)
        return blake2b(text.encode(), digest_size=12).hexdigest()

    @classmethod
    def from_manifest(
        cls, manifest: Any, files: Mapping[str, bytes], name: str = MANIFEST
    ) -> "Study":
        """Make a study from its manifest, of any version, and the content of its files by digest.

        Raises
        ------
        StudyError
            If the manifest is not of the form of a study, is of a newer version, or a file is
            missing.
        """
        own = check(manifest, name)
        found = []
        for entry in own["files"]:
            data = files.get(entry["digest"])
            if data is None:
                raise StudyError(
                    _("“{name}” is damaged: the listing “{file}” is not in it.").format(
                        name=name, file=entry["name"]
                    )
                )
            found.append(SourceFile(entry["name"], data))
        holding = own.get("holding", {})
        view = own.get("view", {})
        page = {PAGE: (view["page"],)} if view.get("page") else {}
        edits = ({k: v for k, v in edit.items() if k != "said"} for edit in own.get("edits", ()))
        return cls(
            own["title"],
            tuple(found),
            own.get("topics"),
            own.get("columns", {}),
            DateRules(**own.get("dates", {})),
            tuple(Edit(**edit) for edit in edits),
            tuple(_to_note(note) for note in own.get("notes", ())),
            Holding(**{**holding, "accessed": _day(holding.get("accessed"), name)}),
            _day(own.get("read"), name),
            {k: tuple(v) for k, v in view.get("parameters", {}).items() if k != PAGE} | page,
        )

    def to_bytes(self) -> bytes:
        """The study file; equal studies give equal bytes."""
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            text = json.dumps(self.manifest(), ensure_ascii=False, indent=2)
            archive.writestr(_entry(MANIFEST), text.encode("utf-8", "backslashreplace"))
            for digest, data in {file.digest: file.data for file in self.files}.items():
                archive.writestr(_entry(f"files/{digest}"), data)
        return buffer.getvalue()

    @classmethod
    def from_bytes(cls, data: bytes, name: str) -> "Study":
        """Open a study file.

        Raises
        ------
        StudyError
            If it is damaged, too large, or no study.
        """
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                manifest = loads(_member(archive, MANIFEST, name))
                names = [n for n in archive.namelist() if n.startswith("files/")]
                files = [_member(archive, n, name) for n in names[: settings.MAX_STUDY_FILES]]
        except _DAMAGED as err:
            raise StudyError(
                _("“{name}” is damaged: download the study again and open that.").format(name=name)
            ) from err
        # By what they hold, not by what they are called: a name proves nothing.
        return cls.from_manifest(manifest, {SourceFile("", f).digest: f for f in files}, name)


def _topics(file: SourceFile) -> str:
    try:
        return file.data.decode("utf-8-sig")
    except UnicodeDecodeError as err:
        raise TopicFileError(
            _("“{name}” is not UTF-8 text: save it as UTF-8 and try again.").format(name=file.name)
        ) from err


def is_study_file(file: SourceFile) -> bool:
    """Whether a file is a study that was saved."""
    if not file.data.startswith(b"PK\x03\x04"):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(file.data)) as archive:
            return MANIFEST in archive.namelist()
    except _DAMAGED:
        return False


def _member(archive: zipfile.ZipFile, member: str, name: str) -> bytes:
    """The content of one member, whatever size it says it has."""
    with archive.open(member) as stream:
        data = stream.read(settings.MAX_BYTES + 1)
    if len(data) > settings.MAX_BYTES:
        raise StudyError(
            _("“{name}” holds a file of more than {limit} MB: it cannot be opened.").format(
                name=name, limit=f"{settings.MAX_BYTES / 2**20:,.0f}"
            )
        )
    return data


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name)  # of 1980, so that equal studies are equal bytes
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


def _without_defaults(own: Edit | Holding | Note) -> dict[str, Any]:
    """The fields of a value that say something, as JSON has them."""
    said = {f.name: getattr(own, f.name) for f in fields(own)}
    said = {name: v.isoformat() if isinstance(v, date) else v for name, v in said.items()}
    return {name: v for name, v in said.items() if v not in ("", 0, None, ())}


def _note(note: Note) -> dict[str, Any]:
    said = _without_defaults(note)
    said |= {"tags": list(note.tags)} if note.tags else {}
    marks = [asdict(mark) for mark in note.highlights]
    return said | ({"highlights": marks} if marks else {})


def _to_note(said: Mapping[str, Any]) -> Note:
    return Note(
        said["document"],
        said.get("text", ""),
        tuple(said.get("tags", ())),
        tuple(Highlight(**mark) for mark in said.get("highlights", ())),
    )


def _day(said: str | None, name: str) -> date | None:
    try:
        return date.fromisoformat(said) if said else None
    except ValueError as err:
        raise StudyError(
            _("“{name}” is no study to be opened: “{day}” is no day.").format(name=name, day=said)
        ) from err
