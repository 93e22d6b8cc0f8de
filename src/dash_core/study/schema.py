"""The schema of a study's manifest: all of the study but the content of its files, as JSON.

To change it: raise `VERSION`, change `SCHEMA`, and append a function that turns the version
before into the new one to `_MIGRATIONS`.
"""

import json
from collections.abc import Callable
from functools import lru_cache
from typing import Any, Final, Literal, get_args

from dash_core.common.errors import StudyError
from dash_core.common.i18n import _
from dash_core.study.annotations import MAX_HIGHLIGHTS, MAX_TAGS, Field
from dash_core.study.edits import Kind

__all__ = [
    "VERSION",
    "WITHOUT_LESSON",
    "WITHOUT_VECTORS",
    "Vectors",
    "check_manifest",
    "load_json",
]

MAX_VIEW_CHARS: Final = 30_000  # of the address kept in a study; servers accept 64 KB

MAX_TITLE_CHARS: Final = 500  # of a listing; a longer one is cut where it is given
MAX_NAME_CHARS: Final = 10_000  # of a file, or a title in a study file of an earlier version
MAX_STUDY_FILES: Final = 1_000  # files of one listing
MAX_MANIFEST_VALUES: Final = 700_000  # checking them takes four seconds
MAX_STUDY_TABLES: Final = 10_000  # tables whose columns a person assigned
MAX_STUDY_COLUMNS: Final = 10_000  # of one table
MAX_EDITS: Final = 100_000
MAX_NOTES: Final = 100_000

Vectors = Literal["", "wording", "words"]
"""What found topics and similar documents are made from: the wording of the listing alone, or also
the table of English words (`dash_core.text.vectors.word_vectors`); "" is the wording alone in the
way of Dossier 0.1.0, whose studies do not say."""

VERSION: Final = 4
WITHOUT_LESSON: Final = 3  # the version of a study without a lesson, which earlier versions open
WITHOUT_VECTORS: Final = 2  # of one that does not say `vectors` either: Dossier 0.1.0 opens it too
_TEXT: Final = {"type": "string"}
_DAY: Final = {"type": ["string", "null"], "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
_NUMBER: Final = {"type": "integer", "minimum": 0, "maximum": 2**31}


def _object(required: tuple[str, ...] = (), /, **properties: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "additionalProperties": False,
        "required": list(required),
        "properties": properties,
    }


def _list(limit: int, items: Any, least: int = 0) -> dict[str, Any]:
    # The count first: the items of a list that is too long are not checked.
    return {"type": "array", "minItems": least, "maxItems": limit, "items": items}


def _table(limit: int, values: Any) -> dict[str, Any]:
    return {"type": "object", "maxProperties": limit, "additionalProperties": values}


# `what`, `saved` and `said` are for people: they are no part of the study.
SCHEMA: Final[dict[str, Any]] = _object(
    ("version", "title", "files"),
    what=_TEXT,
    version={"type": "integer", "const": VERSION},
    saved=_object(by=_TEXT, at=_TEXT, filter=_TEXT),
    title={**_TEXT, "maxLength": MAX_NAME_CHARS},
    read=_DAY,
    files=_list(
        MAX_STUDY_FILES,
        _object(
            ("name", "digest"),
            name={**_TEXT, "maxLength": MAX_NAME_CHARS},
            digest={**_TEXT, "pattern": "^[0-9a-f]{32}$"},
            path=_TEXT,
        ),
        1,
    ),
    columns=_table(MAX_STUDY_TABLES, _table(MAX_STUDY_COLUMNS, _TEXT)),
    dates=_object(
        day_first={"type": ["boolean", "null"]},
        century={"type": ["integer", "null"], "minimum": 0, "maximum": 9900},
    ),
    holding=_object(  # the name of `Study.repository` in the file
        **dict.fromkeys(("archive", "place", "collection", "url"), _TEXT), accessed=_DAY
    ),
    view=_object(
        page=_TEXT,
        parameters=_table(MAX_VIEW_CHARS, _list(MAX_VIEW_CHARS, _TEXT)),
    ),
    topics={"type": ["string", "null"]},
    lesson={"type": ["string", "null"]},
    vectors={"enum": [way for way in get_args(Vectors) if way]},
    edits=_list(
        MAX_EDITS,
        _object(
            ("kind", "document"),
            kind={"enum": list(get_args(Kind))},
            number=_NUMBER,
            said=_TEXT,
            **dict.fromkeys(("document", "field", "before", "after", "source"), _TEXT),
        ),
    ),
    notes=_list(
        MAX_NOTES,
        _object(
            ("document",),
            said=_TEXT,
            document=_TEXT,
            text=_TEXT,
            tags=_list(MAX_TAGS, _TEXT),
            highlights=_list(
                MAX_HIGHLIGHTS,
                _object(
                    ("field", "start", "end", "text"),
                    field={"enum": list(get_args(Field))},
                    start=_NUMBER,
                    end=_NUMBER,
                    text=_TEXT,
                ),
            ),
        ),
    ),
)


def _to_2(manifest: dict[str, Any]) -> dict[str, Any]:
    """Version 2 only adds `read`, `holding`, `view` and `notes`."""
    return manifest


def _to_3(manifest: dict[str, Any]) -> dict[str, Any]:
    """Version 3 only adds `vectors`."""
    return manifest


def _to_4(manifest: dict[str, Any]) -> dict[str, Any]:
    """Version 4 only adds `lesson`."""
    return manifest


# The first makes 2 of 1, the next 3 of 2, and so on.
_MIGRATIONS: Final[tuple[Callable[[dict[str, Any]], dict[str, Any]], ...]] = (_to_2, _to_3, _to_4)
assert len(_MIGRATIONS) == VERSION - 1


def load_json(data: bytes) -> Any:
    """Read JSON from an untrusted source.

    Raises
    ------
    ValueError
        If it is invalid, too long, nested too deep, or contains what no study does: a key twice,
        a NUL, half of a character (a lone surrogate).
    """
    if data.count(b",") + data.count(b"{") + data.count(b"[") > MAX_MANIFEST_VALUES:
        raise ValueError("too many values")
    try:
        value = json.loads(
            data.decode("utf-8-sig"),
            object_pairs_hook=_unique_keys,
        )
        text = json.dumps(value, ensure_ascii=False)
    except RecursionError as err:
        raise ValueError("nested too deep") from err
    text.encode()  # UnicodeEncodeError is a ValueError
    if "\\u0000" in text.replace("\\\\", ""):
        raise ValueError("a NUL")
    return value


def _unique_keys(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    values = dict(pairs)
    if len(values) != len(pairs):
        raise ValueError("a key twice")
    return values


def check_manifest(manifest: Any, name: str) -> dict[str, Any]:
    """A manifest of any version in the form of this version.

    Parameters
    ----------
    name
        What to call its file in an error.

    Raises
    ------
    StudyError
        If it does not match the schema, or is of a newer version.
    """
    version = manifest.get("version") if isinstance(manifest, dict) else None
    if type(version) is int and version > VERSION:
        raise StudyError(_newer(manifest, name))
    if type(version) is int and version >= 1:
        for migrate in _MIGRATIONS[version - 1 :]:
            manifest = migrate(manifest)
        manifest = {**manifest, "version": VERSION}
    problem = next(iter(_validator()(SCHEMA).iter_errors(manifest)), None)
    where = "" if problem is None else "/".join(map(str, problem.absolute_path)) or "study"
    if not where and len(json.dumps(manifest.get("view", {}))) > MAX_VIEW_CHARS:
        where = "view"
    if where:
        raise StudyError(
            _("“{name}” cannot be opened as a study: {where} is not as it should be.").format(
                name=name, where=where[:200]
            )
        )
    checked: dict[str, Any] = manifest
    return checked


@lru_cache(maxsize=1)
def _validator() -> Any:
    """JSON Schema where 1.0 is no integer: it would change the key, and is no text position."""
    from jsonschema import Draft202012Validator  # slow to import, rarely needed
    from jsonschema.validators import extend

    integers_only = Draft202012Validator.TYPE_CHECKER.redefine(
        "integer", lambda _checker, n: type(n) is int
    )
    return extend(Draft202012Validator, type_checker=integers_only)


def _newer(manifest: dict[str, Any], name: str) -> str:
    saved = manifest.get("saved")
    by = saved.get("by") if isinstance(saved, dict) else None
    if isinstance(by, str) and by.strip():
        return _(
            "“{name}” was saved by {program}, which is newer than this one: open it there."
        ).format(name=name, program=" ".join(by.split())[:40])
    return _("“{name}” was saved by a newer Dossier: open it with that one.").format(name=name)
