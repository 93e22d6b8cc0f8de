"""The study file: a ZIP that a person can read without Dossier, and Dossier opens again.

    README.txt      what it is, how to open it, and all decisions in words
    study.json      the manifest (`dash_core.study.schema`): all decisions, in order
    topics.toml     the topics, where there are any, as in `dash_core.topics.file.schema`
    lesson.toml     a lesson for a class, if any (`dash_core.classroom.lessons.lesson_file`)
    listing/…       the files of the listing, as they were given

Files of version 1 have `study.json`, with the topics in it, and `files/<digest>`.

The format is neither of the field's standards: BagIt (RFC 8493) requires everything under `data/`
and adds only checksums, which the manifest has; RO-Crate describes files, and has no terms for
edits, notes or a filter. Both would repeat the manifest. Repositories for research data read
`README.txt`.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from typing import Any, Final

from dash_core.common import settings
from dash_core.common.errors import StudyError
from dash_core.common.i18n import _, format_number
from dash_core.readers import SourceFile
from dash_core.study.edits import Edit, Target
from dash_core.study.safe_zip import SafeZip, contains, damaged_error, make_zip, safe_names
from dash_core.study.schema import check_manifest, load_json

__all__ = ["MANIFEST", "SaveInfo", "from_zip", "is_study_file", "to_zip"]

MAX_TOPIC_FILE: Final = 2**20  # characters of a topics file

MAX_MANIFEST: Final = 16 * 2**20  # bytes of `study.json`

MANIFEST: Final = "study.json"
_README: Final = "README.txt"
_TOPICS: Final = "topics.toml"
_LESSON: Final = "lesson.toml"
_TEXTS: Final = {"topics": _TOPICS, "lesson": _LESSON}  # what is kept as a file of its own
_LISTING: Final = "listing/"


@dataclass(frozen=True, slots=True)
class SaveInfo:
    """When and with what a study file was saved; information for people, no part of the study.

    `by` is the program with its version, `at` the moment, `filter` the filter in words.
    """

    by: str = ""
    at: datetime | None = None
    filter: str = ""


def is_study_file(file: SourceFile) -> bool:
    """Whether a file is a study that was saved."""
    return contains(file.data, MANIFEST)


def to_zip(
    manifest: Mapping[str, Any],
    files: Iterable[SourceFile],
    saved: SaveInfo,
    card: str,
    titles: Mapping[str, str],
) -> bytes:
    """The study file of a manifest and its files.

    Parameters
    ----------
    card
        Where the study comes from, as text of `README.txt`.
    titles
        What people call the documents, by id, where they are edited or have notes.
    """
    files = list(files)
    paths = [_LISTING + name for name in safe_names(file.name for file in files)]
    texts = {key: path for key, path in _TEXTS.items() if manifest.get(key) is not None}
    study = {
        "what": _("A study of Dossier: a listing with what a person decided about it."),
        "version": manifest["version"],
        "saved": _format_saved(saved),
        **{name: value for name, value in manifest.items() if name != "version"},
        "files": [
            {**entry, "path": path} for entry, path in zip(manifest["files"], paths, strict=True)
        ],
        **{key: {"file": path} for key, path in texts.items()},
        "edits": [
            {"said": _format_edit(Edit(**edit), titles), **edit} for edit in manifest["edits"]
        ],
        "notes": [
            {"said": titles[id_], **note} if (id_ := note["document"]) in titles else note
            for note in manifest["notes"]
        ],
    }
    readme = "\n".join(_readme(study, card))
    return make_zip(
        {
            _README: readme.encode("utf-8", "replace"),
            MANIFEST: json.dumps(study, ensure_ascii=False, indent=2).encode(
                "utf-8", "backslashreplace"
            ),
            **{path: manifest[key].encode("utf-8", "replace") for key, path in texts.items()},
            **{path: file.data for path, file in zip(paths, files, strict=True)},
        },
        saved.at,
    )


def _format_edit(edit: Edit, titles: Mapping[str, str]) -> str:
    if edit.target != "document":
        return edit.sentence()
    return f"{titles.get(edit.document, edit.document)}: {edit.sentence()}"


def _format_saved(saved: SaveInfo) -> dict[str, Any]:
    return {
        "by": saved.by or f"Dossier {version('dossier-dashboard')}",
        **({"at": saved.at.isoformat(timespec="seconds")} if saved.at else {}),
        **({"filter": saved.filter} if saved.filter else {}),
    }


def from_zip(data: bytes, name: str) -> tuple[dict[str, Any], dict[str, bytes], SaveInfo]:
    """The manifest of a study file, in the form of this version, its files by digest, and how it
    was saved.

    Raises
    ------
    StudyError
        If it is damaged, too large, newer than this version, or no study.
    """
    archive = SafeZip(data, MANIFEST, name)
    try:
        manifest = load_json(archive.read(MANIFEST, MAX_MANIFEST))
        for key, path in _TEXTS.items():
            if isinstance(manifest, dict) and manifest.get(key) == {"file": path}:
                manifest[key] = archive.read(path, 4 * MAX_TOPIC_FILE).decode("utf-8-sig")
    except ValueError as err:
        raise damaged_error(name) from err
    manifest = check_manifest(manifest, name)
    files: dict[str, bytes] = {}
    paths = [entry.get("path", f"files/{entry['digest']}") for entry in manifest["files"]]
    archive.expect_only((_README, MANIFEST, *_TEXTS.values(), *paths))
    for entry, path in zip(manifest["files"], paths, strict=True):
        if entry["digest"] in files:
            continue
        content = archive.read(path, settings.MAX_FILE.value)
        if SourceFile("", content).digest != entry["digest"]:
            raise StudyError(
                _(
                    "“{name}” is damaged: the listing “{file}” in it is not the one that was saved."
                ).format(name=name, file=entry["name"])
            )
        files[entry["digest"]] = content
    return manifest, files, _save_info(manifest.get("saved", {}))


def _save_info(saved: Mapping[str, Any]) -> SaveInfo:
    try:
        at = datetime.fromisoformat(saved.get("at", ""))
    except ValueError:
        at = None
    return SaveInfo(saved.get("by", ""), at, saved.get("filter", ""))


# README.txt


def _readme(study: Mapping[str, Any], card: str) -> Iterator[str]:
    """The lines of `README.txt`: what a study file is, and all decisions in words."""
    title = _flat(study["title"])
    yield from (title, "=" * len(title), "", study["what"], "")
    yield _("To go on with it: give this ZIP file, as it is, to the Start page of Dossier.")
    yield _("To read it without Dossier: everything in it is text.")
    yield ""
    yield f"  {MANIFEST:<12}  " + _("what was decided, in order; what is “said” is to be read only")
    if study["topics"]:
        yield f"  {_TOPICS:<12}  " + _("the topics")
    if study.get("lesson"):
        yield f"  {_LESSON:<12}  " + _("a lesson for a class")
    yield f"  {_LISTING:<12}  " + _("the files of the listing, as they were given")
    for entry in study["files"]:
        name = _flat(entry["path"].removeprefix(_LISTING))
        yield f"      {name}  (BLAKE2b-128 {entry['digest']})"
    if filter_ := study["saved"].get("filter"):
        yield from ("", _("Looked at when it was saved: {filter}").format(filter=_flat(filter_)))
    sentences: dict[Target, list[str]] = {"name": [], "place": [], "document": []}
    for edit in study["edits"]:
        sentences[Edit(edit["kind"], edit["document"]).target].append(_flat(edit["said"]))
    yield from _section(_("Decisions about names"), sentences["name"])
    yield from _section(_("Decisions about places"), sentences["place"])
    yield from _section(_("Edits of documents"), sentences["document"])
    yield from _section(_("Notes"), [_format_note(note) for note in study["notes"]])
    if card:
        yield from (
            "",
            _("Where it comes from"),
            "-" * len(_("Where it comes from")),
            card.rstrip(),
        )
    yield ""


def _section(heading: str, items: list[str]) -> Iterator[str]:
    if items:
        heading = f"{heading} ({format_number(len(items))})"
        yield from ("", heading, "-" * len(heading), *(f"- {item}" for item in items))


def _format_note(note: Mapping[str, Any]) -> str:
    tags = f" [{_flat('; '.join(note['tags']))}]" if note.get("tags") else ""
    lines = [_flat(line) for line in note.get("text", "").split("\n")]
    lines += [f"“{_flat(mark['text'])}” ({mark['field']})" for mark in note.get("highlights", ())]
    document = _flat(note.get("said", note["document"]))
    return "\n    ".join([f"{document}{tags}", *filter(None, lines)])


def _flat(text: str) -> str:
    """On one line, without control characters."""
    return "".join(c if c.isprintable() else "\ufffd" for c in " ".join(text.split()))
