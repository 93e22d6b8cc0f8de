"""A study: a listing with what a person decided about it. Immutable; a change is a new study.

Its key is a digest of all of it, so the same study has the same address everywhere, an old
address still shows what it showed, and nobody who has a link can change what others see.

How it is kept as a file says `dash_core.study.study_file`, and in what form
`dash_core.study.schema`.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields, replace
from datetime import date
from functools import cached_property
from hashlib import blake2b
from pathlib import Path
from typing import Any, Final

from dash_core.common.errors import NoteError, StudyError, TopicFileError
from dash_core.common.i18n import _
from dash_core.dates import DateRules
from dash_core.readers import SourceFile, load
from dash_core.study.annotations import Highlight, Note, tidy
from dash_core.study.comment_header import without_head
from dash_core.study.edits import Edit
from dash_core.study.repository import Repository
from dash_core.study.schema import MAX_VIEW_CHARS, VERSION, check
from dash_core.study.study_file import MANIFEST, SaveInfo, from_zip, is_study_file, to_zip

__all__ = ["PAGE", "SaveInfo", "Study", "is_study_file"]

PAGE: Final = "at"  # the key of a view under which its page stands; no parameter has this name
_BESIDE: Final = "topics.toml"
_NO_SAVE_INFO: Final = SaveInfo()
_FIRST: Final = ("title", "files", "topics", "columns", "dates", "edits")  # of version 1


@dataclass(frozen=True)
class Study:
    """A listing (its files, its name for people) and what a person decided about it.

    `topics` is the text of a file of named topics; `columns` says what a table's columns are,
    by file name; `rules` how ambiguous dates are read; `edits` what was put right, in order;
    `notes` what was written on documents; `repository` who has them.

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
    repository: Repository = field(default_factory=Repository)
    read: date | None = None
    view: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def at(cls, path: Path, topics: Path | str | None = None) -> "Study":
        """The listing, or the study, at a path.

        Named topics are in `topics`; by default in `topics.toml` beside a listing, if that is
        there, and a study has its own; "" for none.

        Raises
        ------
        ReadError
            If a file cannot be opened.
        StudyError
            If it is a study file that cannot be opened.
        TopicFileError
            If the topics are no UTF-8 text.
        """
        file = load(path)
        if topics is None and not is_study_file(file) and (path.parent / _BESIDE).is_file():
            topics = path.parent / _BESIDE
        return cls.of((file,), Path(topics) if topics else None)

    @classmethod
    def of(
        cls, files: Sequence[SourceFile], topics: Path | None = None, title: str = ""
    ) -> "Study":
        """The listing in these files, read today, or the study that the only one is.

        Named topics are in `topics`, else in the first file called `….toml`. Raises as `at`, and
        where a study is given among other files.
        """
        for file in files:
            if is_study_file(file):
                if len(files) > 1:
                    raise StudyError(
                        _("“{name}” is a study, a listing by itself: give it alone.").format(
                            name=file.name
                        )
                    )
                own = cls.from_bytes(file.data, file.name)
                own = replace(own, title=title or own.title)
                return own.with_topics(_topics(load(topics))) if topics else own
        files = [_with_a_name(file) for file in files]
        named = [file for file in files if file.name.lower().endswith(".toml")][:1]
        listing = tuple(file for file in files if file not in named) or tuple(files)
        if topics is not None:
            named = [load(topics)]
        text = _topics(named[0]) if named else None
        name = title or ", ".join(file.name for file in listing)
        return cls(name, listing, text, read=date.today())

    def with_edits(self, edits: tuple[Edit, ...]) -> "Study":
        """The same listing, otherwise edited."""
        return replace(self, edits=edits)

    def with_topics(self, text: str | None) -> "Study":
        """The same listing with other topics: the text of a topics file; None or "" for none."""
        return replace(self, topics=text if text and text.strip() else None)

    def with_notes(self, notes: Iterable[Note]) -> "Study":
        """The same listing with other notes on its documents."""
        return replace(self, notes=tuple(notes))

    def core(self) -> "Study":
        """The study without what stands beside the listing and changes nothing that is read out
        of it: notes, who has the documents, the day it was read, what was looked at."""
        return replace(self, notes=(), repository=Repository(), read=None, view={})

    def with_view(self, page: str, parameters: Mapping[str, Sequence[str]]) -> "Study":
        """The same study, looked at so; of an address too long for one, only the page."""
        view = {PAGE: (page,), **{name: tuple(own) for name, own in parameters.items()}}
        found = replace(self, view=view)
        size = len(json.dumps(found.manifest()["view"]))
        return found if size <= MAX_VIEW_CHARS else replace(self, view={PAGE: (page,)})

    def manifest(self) -> dict[str, Any]:
        """Everything but the files' content, as JSON has it (`dash_core.study.schema`)."""
        parameters = {name: list(own) for name, own in self.view.items() if name != PAGE}
        return {
            "version": VERSION,
            "title": self.title,
            "read": self.read.isoformat() if self.read else None,
            "files": [{"name": file.name, "digest": file.digest} for file in self.files],
            "columns": {name: dict(chosen) for name, chosen in self.columns.items()},
            "dates": asdict(self.rules),
            "holding": _without_defaults(self.repository),
            "view": {"page": "".join(self.view.get(PAGE, ())[:1]), "parameters": parameters},
            "topics": self.topics,
            "edits": [_without_defaults(edit) for edit in self.edits],
            "notes": [_note(note) for note in self.notes],
        }

    @cached_property
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
        return cls._of(check(manifest, name), files, name)

    @classmethod
    def _of(cls, own: Mapping[str, Any], files: Mapping[str, bytes], name: str) -> "Study":
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
        repository = own.get("holding", {})
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
            _to_notes(own.get("notes", ()), name),
            Repository(**{**repository, "accessed": _day(repository.get("accessed"), name)}),
            _day(own.get("read"), name),
            {k: tuple(v) for k, v in view.get("parameters", {}).items() if k != PAGE} | page,
        )

    def to_bytes(
        self,
        saved: SaveInfo = _NO_SAVE_INFO,
        card: str = "",
        titles: Mapping[str, str] | None = None,
    ) -> bytes:
        """The study file (`dash_core.study.study_file`); equal studies, saved alike, are equal
        bytes.

        Parameters
        ----------
        saved
            What the file says of its saving; by whom and when is for people.
        card
            Where the study comes from, as text of its `README.txt`.
        titles
            What people call the documents that are edited or have notes, by id.
        """
        return to_zip(self.manifest(), self.files, saved, card, titles or {})

    @classmethod
    def from_bytes(cls, data: bytes, name: str) -> "Study":
        """Open a study file.

        Raises
        ------
        StudyError
            If it is damaged, too large, newer than this version, or no study.
        """
        return cls.opened(data, name)[0]

    @classmethod
    def opened(cls, data: bytes, name: str) -> "tuple[Study, SaveInfo]":
        """Open a study file, with what it says of its saving. Raises as `from_bytes`."""
        manifest, files, saved = from_zip(data, name)
        return cls._of(manifest, files, name), saved


def _with_a_name(file: SourceFile) -> SourceFile:
    """The file with a name that is text: what a file system cannot decode is no character."""
    name = file.name.encode("utf-8", "replace").decode()
    return file if name == file.name else SourceFile(name, file.data)


def _topics(file: SourceFile) -> str:
    try:
        return without_head(file.data.decode("utf-8-sig"))
    except UnicodeDecodeError as err:
        raise TopicFileError(
            _("“{name}” is not UTF-8 text: save it as UTF-8 and try again.").format(name=file.name)
        ) from err


def _without_defaults(own: Edit | Repository | Note) -> dict[str, Any]:
    """The fields of a value that say something, as JSON has them."""
    said = {f.name: getattr(own, f.name) for f in fields(own)}
    said = {name: v.isoformat() if isinstance(v, date) else v for name, v in said.items()}
    return {n: v for n, v in said.items() if v not in ("", 0, None, ()) or n == "document"}


def _note(note: Note) -> dict[str, Any]:
    said = _without_defaults(note)
    said |= {"tags": list(note.tags)} if note.tags else {}
    marks = [asdict(mark) for mark in note.highlights]
    return said | ({"highlights": marks} if marks else {})


def _to_notes(said: Iterable[Mapping[str, Any]], name: str) -> tuple[Note, ...]:
    """Notes as they are kept, one a document."""
    found: dict[str, Note] = {}
    try:
        for own in said:
            marks = tuple(Highlight(**mark) for mark in own.get("highlights", ()))
            note = Note(own["document"], own.get("text", ""), tuple(own.get("tags", ())), marks)
            if note.document in found:
                raise NoteError(_("there are two notes on “{id}”").format(id=note.document[:100]))
            found[note.document] = tidy(note)
    except NoteError as err:
        raise StudyError(
            _("“{name}” is no study to be opened: {why}.").format(
                name=name, why=str(err).rstrip(".")
            )
        ) from err
    return tuple(found.values())


def _day(said: str | None, name: str) -> date | None:
    try:
        return date.fromisoformat(said) if said else None
    except ValueError as err:
        raise StudyError(
            _("“{name}” is no study to be opened: “{day}” is no day.").format(name=name, day=said)
        ) from err
