"""A study: a listing with what a person decided about it. Immutable; a change is a new study.

Its key is a digest of its content, so the same study has the same address everywhere, an old
address still shows the same, and nobody who has a link can change what others see.

`dash_core.study.study_file` saves it as a file, `dash_core.study.schema` has its schema.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields, replace
from datetime import date
from functools import cached_property
from hashlib import blake2b
from pathlib import Path
from typing import Any, Final

from dash_core.common import settings
from dash_core.common.errors import NoteError, StudyError, TopicFileError
from dash_core.common.i18n import _
from dash_core.dates import DateRules
from dash_core.readers import SourceFile, load
from dash_core.study.annotations import Highlight, Note, normalize_note
from dash_core.study.comment_header import without_header
from dash_core.study.edits import Edit
from dash_core.study.repository import Repository
from dash_core.study.schema import (
    MAX_TITLE_CHARS,
    MAX_VIEW_CHARS,
    VERSION,
    WITHOUT_LESSON,
    WITHOUT_VECTORS,
    Vectors,
    check_manifest,
)
from dash_core.study.study_file import MANIFEST, SaveInfo, from_zip, is_study_file, to_zip

__all__ = ["PAGE", "SaveInfo", "Study", "is_study_file"]

PAGE: Final = "at"  # the key of the page in a view; no URL parameter has this name
_TOPICS_FILE: Final = "topics.toml"
_NO_SAVE_INFO: Final = SaveInfo()
_KEYED: Final = ("title", "files", "topics", "columns", "dates", "edits")  # as in version 1
_NEWER: Final = ("notes", "holding", "vectors", "lesson")


@dataclass(frozen=True)
class Study:
    """A listing (its files, its name for people) and what a person decided about it.

    `topics` is the text of a topics file; `columns` maps the columns of a table, by file name;
    `rules` how ambiguous dates are read; `edits` the corrections, in order; `notes` the notes on
    documents; `repository` where they are kept (in a study file, `holding`); `vectors` what found
    topics and similar documents are made from (`dash_core.study.schema.Vectors`): a study keeps it,
    so that its groups stay as they were saved; `lesson` the text of a lesson file for a class
    (`dash_core.classroom.lessons.lesson_file`).

    `read` is the day the listing was opened first; `view` what was shown when a study file was
    saved: the page (its name under `PAGE`) and the parameters of its address. `key` depends on
    neither.
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
    vectors: Vectors = ""
    lesson: str | None = None

    @classmethod
    def at(cls, path: Path, topics: Path | str | None = None) -> "Study":
        """The listing, or the study, at a path.

        `topics` is a topics file, "" for none; by default `topics.toml` in the folder of a
        listing, if it exists, and the topics of a study.

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
        if topics is None and not is_study_file(file) and (path.parent / _TOPICS_FILE).is_file():
            topics = path.parent / _TOPICS_FILE
        return cls.of((file,), Path(topics) if topics else None)

    @classmethod
    def of(
        cls, files: Sequence[SourceFile], topics: Path | None = None, title: str = ""
    ) -> "Study":
        """The listing in these files, read today, or the study in the only file.

        Topics are in the file `topics`, else in the first one called `….toml`. Raises as `at`, and
        where a study is given with other files.
        """
        for file in files:
            if is_study_file(file):
                if len(files) > 1:
                    raise StudyError(
                        _("“{name}” is a study, a complete listing: open it alone.").format(
                            name=file.name
                        )
                    )
                study = cls.from_bytes(file.data, file.name)
                study = replace(study, title=title or study.title)
                return study.with_topics(_topics(load(topics))) if topics else study
        files = [_with_valid_name(file) for file in files]
        named = [file for file in files if file.name.lower().endswith(".toml")][:1]
        listing = tuple(file for file in files if file not in named) or tuple(files)
        if topics is not None:
            named = [load(topics)]
        text = _topics(named[0]) if named else None
        name = _shortened(title or ", ".join(file.name for file in listing))
        vectors: Vectors = "wording" if settings.WORD_TABLE.value.casefold() == "no" else "words"
        return cls(name, listing, text, read=date.today(), vectors=vectors)

    def with_edits(self, edits: tuple[Edit, ...]) -> "Study":
        """The same listing with other edits."""
        return replace(self, edits=edits)

    def with_topics(self, text: str | None) -> "Study":
        """The same listing with other topics: the text of a topics file; None or "" for none."""
        return replace(self, topics=text if text and text.strip() else None)

    def with_word_table(self, is_used: bool) -> "Study":
        """The same listing, its found topics and similar documents with or without the table of
        English words."""
        return replace(self, vectors="words" if is_used else "wording")

    def with_notes(self, notes: Iterable[Note]) -> "Study":
        """The same listing with other notes on its documents."""
        return replace(self, notes=tuple(notes))

    def with_lesson(self, text: str | None) -> "Study":
        """The same listing with another lesson: the text of a lesson file; None or "" for none."""
        return replace(self, lesson=text if text and text.strip() else None)

    def core(self) -> "Study":
        """The study without what changes nothing in its table: the notes, the repository, the day
        it was read, the view and the lesson."""
        return replace(self, notes=(), repository=Repository(), read=None, view={}, lesson=None)

    def with_view(self, page: str, parameters: Mapping[str, Sequence[str]]) -> "Study":
        """The same study with this view; only the page of one too long to be kept."""
        view = {PAGE: (page,), **{name: tuple(values) for name, values in parameters.items()}}
        study = replace(self, view=view)
        size = len(json.dumps(study.manifest()["view"]))
        return study if size <= MAX_VIEW_CHARS else replace(self, view={PAGE: (page,)})

    def manifest(self) -> dict[str, Any]:
        """Everything but the content of the files, as JSON (`dash_core.study.schema`)."""
        parameters = {name: list(values) for name, values in self.view.items() if name != PAGE}
        return {
            "version": self._version,
            "title": self.title,
            "read": self.read.isoformat() if self.read else None,
            "files": [{"name": file.name, "digest": file.digest} for file in self.files],
            "columns": {name: dict(columns) for name, columns in self.columns.items()},
            "dates": asdict(self.rules),
            "holding": _without_defaults(self.repository),
            "view": {"page": "".join(self.view.get(PAGE, ())[:1]), "parameters": parameters},
            "topics": self.topics,
            "edits": [_without_defaults(edit) for edit in self.edits],
            "notes": [_note(note) for note in self.notes],
            **({"vectors": self.vectors} if self.vectors else {}),
            **({"lesson": self.lesson} if self.lesson else {}),
        }

    @property
    def _version(self) -> int:
        """The earliest version that has all that is in the study."""
        if self.lesson:
            return VERSION
        return WITHOUT_LESSON if self.vectors else WITHOUT_VECTORS

    @cached_property
    def key(self) -> str:
        """24 hexadecimal digits that change with anything in the study but `read` and `view`."""
        manifest = self.manifest()
        # As in version 1, so that old addresses open; what is newer counts only if it is not empty.
        keyed = {name: manifest[name] for name in _KEYED}
        keyed |= {name: manifest[name] for name in _NEWER if manifest.get(name)}
        text = json.dumps({**keyed, "version": 1}, sort_keys=True, ensure_ascii=True)
        return blake2b(text.encode(), digest_size=12).hexdigest()

    @classmethod
    def from_manifest(
        cls, manifest: Any, files: Mapping[str, bytes], name: str = MANIFEST
    ) -> "Study":
        """Make a study from its manifest, of any version, and the content of its files by digest.

        Raises
        ------
        StudyError
            If the manifest does not match the schema, is of a newer version, or a file is missing.
        """
        return cls._from_checked(check_manifest(manifest, name), files, name)

    @classmethod
    def _from_checked(
        cls, manifest: Mapping[str, Any], files: Mapping[str, bytes], name: str
    ) -> "Study":
        sources = []
        for entry in manifest["files"]:
            data = files.get(entry["digest"])
            if data is None:
                raise StudyError(
                    _("“{name}” is damaged: the listing “{file}” is not in it.").format(
                        name=name, file=entry["name"]
                    )
                )
            sources.append(SourceFile(entry["name"], data))
        repository = manifest.get("holding", {})
        view = manifest.get("view", {})
        page = {PAGE: (view["page"],)} if view.get("page") else {}
        edits = (
            {k: v for k, v in edit.items() if k != "said"} for edit in manifest.get("edits", ())
        )
        return cls(
            manifest["title"],
            tuple(sources),
            manifest.get("topics"),
            manifest.get("columns", {}),
            DateRules(**manifest.get("dates", {})),
            tuple(Edit(**edit) for edit in edits),
            _to_notes(manifest.get("notes", ()), name),
            Repository(**{**repository, "accessed": _day(repository.get("accessed"), name)}),
            _day(manifest.get("read"), name),
            {k: tuple(v) for k, v in view.get("parameters", {}).items() if k != PAGE} | page,
            manifest.get("vectors", ""),
            manifest.get("lesson"),
        )

    def to_bytes(
        self,
        saved: SaveInfo = _NO_SAVE_INFO,
        card: str = "",
        titles: Mapping[str, str] | None = None,
    ) -> bytes:
        """The study file (`dash_core.study.study_file`); equal studies, saved in the same
        way, are equal bytes.

        Parameters
        ----------
        saved
            When and with what it is saved; the default is this program.
        card
            Where the study comes from, as text of its `README.txt`.
        titles
            The titles of documents that are edited or have notes, by id.
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
        return cls.from_bytes_with_info(data, name)[0]

    @classmethod
    def from_bytes_with_info(cls, data: bytes, name: str) -> "tuple[Study, SaveInfo]":
        """Open a study file, with how it was saved. Raises as `from_bytes`."""
        manifest, files, info = from_zip(data, name)
        return cls._from_checked(manifest, files, name), info


def _shortened(title: str) -> str:
    """A title that is not too long to be shown and kept."""
    return title if len(title) <= MAX_TITLE_CHARS else title[: MAX_TITLE_CHARS - 1] + "…"


def _with_valid_name(file: SourceFile) -> SourceFile:
    """The file with a name in valid Unicode; what a file system could not decode is replaced."""
    name = file.name.encode("utf-8", "replace").decode()[:MAX_TITLE_CHARS]
    return file if name == file.name else SourceFile(name, file.data)


def _topics(file: SourceFile) -> str:
    try:
        return without_header(file.data.decode("utf-8-sig"))
    except UnicodeDecodeError as err:
        raise TopicFileError(
            _("“{name}” is not UTF-8 text: save it as UTF-8 and try again.").format(name=file.name)
        ) from err


def _without_defaults(record: Edit | Repository | Note) -> dict[str, Any]:
    """The fields of a record that are not empty, as JSON."""
    values = {field.name: getattr(record, field.name) for field in fields(record)}
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in values.items()
        if value not in ("", 0, None, ()) or name == "document"
    }


def _note(note: Note) -> dict[str, Any]:
    values = _without_defaults(note)
    values |= {"tags": list(note.tags)} if note.tags else {}
    marks = [asdict(mark) for mark in note.highlights]
    return values | ({"highlights": marks} if marks else {})


def _to_notes(entries: Iterable[Mapping[str, Any]], name: str) -> tuple[Note, ...]:
    """The notes of a manifest, normalized, one a document."""
    notes: dict[str, Note] = {}
    try:
        for entry in entries:
            marks = tuple(Highlight(**mark) for mark in entry.get("highlights", ()))
            note = Note(
                entry["document"], entry.get("text", ""), tuple(entry.get("tags", ())), marks
            )
            if note.document in notes:
                raise NoteError(_("there are two notes on “{id}”").format(id=note.document[:100]))
            notes[note.document] = normalize_note(note)
    except NoteError as err:
        raise StudyError(
            _("“{name}” cannot be opened as a study: {why}.").format(
                name=name, why=str(err).rstrip(".")
            )
        ) from err
    return tuple(notes.values())


def _day(text: str | None, name: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as err:
        raise StudyError(
            _("“{name}” cannot be opened as a study: “{day}” is not a date.").format(
                name=name, day=text
            )
        ) from err
