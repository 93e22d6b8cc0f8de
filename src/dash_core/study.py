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
from hashlib import blake2b
from pathlib import Path
from typing import Any, Final, get_args

from dash_core import settings
from dash_core.dates import DateRules
from dash_core.edits import Edit, Kind
from dash_core.errors import StudyError, TopicFileError
from dash_core.readers import SourceFile, load
from dash_core.words import _

__all__ = ["MANIFEST", "Study", "is_study_file"]

MANIFEST: Final = "study.json"
_VERSION: Final = 1
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
_TEXT: Final = {"type": "string"}
_SCHEMA: Final[dict[str, Any]] = {
    "type": "object",
    "additionalProperties": False,
    "required": ["version", "title", "files"],
    "properties": {
        "version": {"const": _VERSION},
        "title": _TEXT,
        "files": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "additionalProperties": False,
                "required": ["name", "digest"],
                "properties": {"name": _TEXT, "digest": {**_TEXT, "pattern": "^[0-9a-f]{32}$"}},
            },
        },
        "topics": {"type": ["string", "null"]},
        "columns": {
            "type": "object",
            "additionalProperties": {"type": "object", "additionalProperties": _TEXT},
        },
        "dates": {
            "type": "object",
            "additionalProperties": False,
            "properties": {
                "day_first": {"type": ["boolean", "null"]},
                "century": {"type": ["integer", "null"], "minimum": 0, "maximum": 9900},
            },
        },
        "edits": {
            "type": "array",
            "items": {
                "type": "object",
                "additionalProperties": False,
                "required": ["kind", "document"],
                "properties": {
                    "kind": {"enum": list(get_args(Kind))},
                    "number": {"type": "integer"},
                    **dict.fromkeys(("document", "field", "before", "after", "source"), _TEXT),
                },
            },
        },
    },
}


@dataclass(frozen=True)
class Study:
    """A listing (its files, its name for people) and what a person decided about it.

    `topics` is the text of a file of named topics; `columns` says what a table's columns are,
    by file name; `rules` how ambiguous dates are read; `edits` what was put right, in order.
    """

    title: str
    files: tuple[SourceFile, ...]
    topics: str | None = None
    columns: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    rules: DateRules = DateRules()
    edits: tuple[Edit, ...] = ()

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
        """Everything but the files' content, as JSON has it."""
        return {
            "version": _VERSION,
            "title": self.title,
            "files": [{"name": file.name, "digest": file.digest} for file in self.files],
            "topics": self.topics,
            "columns": {name: dict(chosen) for name, chosen in self.columns.items()},
            "dates": asdict(self.rules),
            "edits": [_without_defaults(edit) for edit in self.edits],
        }

    @property
    def key(self) -> str:
        """24 hexadecimal digits that change with anything in the study."""
        text = json.dumps(self.manifest(), sort_keys=True, ensure_ascii=True)
        return blake2b(text.encode(), digest_size=12).hexdigest()

    @classmethod
    def from_manifest(
        cls, manifest: Any, files: Mapping[str, bytes], name: str = MANIFEST
    ) -> "Study":
        """Make a study from its manifest and the content of its files by digest.

        Raises
        ------
        StudyError
            If the manifest is not of the form of a study, is of a newer version, or a file is
            missing.
        """
        import jsonschema  # slow to import, rarely needed

        version = manifest.get("version") if isinstance(manifest, dict) else None
        if isinstance(version, int) and version > _VERSION:
            raise StudyError(
                _("“{name}” was saved by a newer Dossier: open it with that one.").format(name=name)
            )
        problem = next(iter(jsonschema.Draft202012Validator(_SCHEMA).iter_errors(manifest)), None)
        if problem is not None:
            where = "/".join(map(str, problem.absolute_path)) or "study"
            raise StudyError(
                _("“{name}” is no study to be opened: {where} is not as it should be.").format(
                    name=name, where=where[:200]
                )
            )
        found = []
        for entry in manifest["files"]:
            data = files.get(entry["digest"])
            if data is None:
                raise StudyError(
                    _("“{name}” is damaged: the listing “{file}” is not in it.").format(
                        name=name, file=entry["name"]
                    )
                )
            found.append(SourceFile(entry["name"], data))
        return cls(
            manifest["title"],
            tuple(found),
            manifest.get("topics"),
            manifest.get("columns", {}),
            DateRules(**manifest.get("dates", {})),
            tuple(Edit(**edit) for edit in manifest.get("edits", ())),
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
                manifest = json.loads(_member(archive, MANIFEST, name))
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


def _without_defaults(edit: Edit) -> dict[str, Any]:
    return {f.name: value for f in fields(Edit) if (value := getattr(edit, f.name)) not in ("", 0)}
