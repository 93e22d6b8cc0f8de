"""Saving and opening studies on a shelf."""

import hashlib
import hmac
import json
import re
import time
from contextlib import suppress
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Any, Final

from dash_core.common import counters, settings
from dash_core.common.errors import StudyError, StudyUnreachableError
from dash_core.common.i18n import _
from dash_core.study.schema import check_manifest, load_json
from dash_core.study.store.folder import Folder
from dash_core.study.store.shelf import Shelf, ShelfError
from dash_core.study.study import Study

__all__ = ["Store"]

_KEY: Final = re.compile(r"[0-9a-f]{24}")
_CONTENT: Final = "content"  # in a manifest on a shelf: the key of the study itself
_RECOUNT: Final = 300  # seconds until the bytes that others wrote are counted again
_ROOM: Final = 0.9  # of the limit is left full when studies are removed: not at every saving


class Store:
    """The studies of this server.

    Parameters
    ----------
    folder
        Where; by default `DOSSIER_HOME` or the user's data folder.
    shelf
        Where else: by default the PostgreSQL of `DATABASE_URL`, where one is named.
    """

    def __init__(self, folder: Path | None = None, shelf: Shelf | None = None) -> None:
        self._given = folder
        self._given_shelf, self._folder_shelf = shelf, Folder(lambda: self.folder)
        self._lock = Lock()
        self._opened: dict[str, float] = {}
        self._used, self._counted_at = 0, float("-inf")

    @property
    def folder(self) -> Path:
        """The folder of this server: of studies, where no database has them, and of vectors."""
        if self._given is not None:
            return self._given
        named = settings.HOME.value
        if named:
            return Path(named)
        from platformdirs import user_data_path

        return user_data_path("dossier", appauthor=False)

    @property
    def shelf(self) -> Shelf:
        """Where the studies lie."""
        if self._given_shelf is not None:
            return self._given_shelf
        named = settings.DATABASE.value
        return _database(named) if named and self._given is None else self._folder_shelf

    def key_of(self, study: Study) -> str:
        """The key of a study in addresses of this server.

        Where the host has a secret, nobody can tell the key from the content (HMAC, RFC 2104);
        else it is the key of the study itself.
        """
        secret = settings.SECRET.value
        if not secret:
            return study.key
        return hmac.new(secret.encode(), study.key.encode(), hashlib.sha256).hexdigest()[:24]

    def save(self, study: Study) -> str:
        """Save a study, without its view, and return its key. One saved already keeps its day.

        Raises
        ------
        StudyError
            If it cannot be saved: the disk is full or not to be written to, or the database does
            not answer.
        """
        key = self.key_of(study)
        files = {file.digest: file.data for file in study.files}
        manifest = {**replace(study, view={}).manifest(), _CONTENT: study.key}
        try:
            written = self.shelf.keep_files(files)
            before = self.shelf.manifest(key)
            manifest["read"] = _first_day(before) or manifest["read"]
            data = json.dumps(manifest, ensure_ascii=True, indent=1).encode()
            if data != before:
                written += self.shelf.keep_manifest(key, data, list(files))
        except ShelfError as err:
            raise StudyError(
                _("The listing could not be saved: {reason}. Nothing was lost; try again.").format(
                    reason=err
                )
            ) from err
        counters.add("saved")
        with suppress(ShelfError):
            self._tidy(key, written)
        return key

    def open(self, key: str) -> Study:
        """The study with this key. Nothing is written.

        Raises
        ------
        StudyError
            If it is not here, or damaged.
        StudyUnreachableError
            If where it lies cannot be reached.
        """
        missing = StudyError(
            _(
                "The listing of this address is not on this computer. Open its study file, or "
                "the listing itself, again."
            )
        )
        if not _KEY.fullmatch(key):
            raise missing
        try:
            data = self.shelf.manifest(key)
            if data is None:
                raise missing
            manifest = load_json(data)
            digests = {str(entry["digest"]) for entry in manifest["files"]}
            files = {digest: self.shelf.file(digest) for digest in digests}
        except ShelfError as err:
            raise StudyUnreachableError(
                _("The listing cannot be reached just now: {reason}. Try again.").format(reason=err)
            ) from err
        except (ValueError, KeyError, TypeError, RecursionError) as err:
            raise missing from err
        kept = {digest: content for digest, content in files.items() if content is not None}
        study = Study.from_manifest(_plain(manifest), kept)
        # Old keys are those of the studies themselves.
        if study.key not in (key, manifest.get(_CONTENT)):
            raise missing
        with self._lock:
            self._opened[key] = time.time()
        return study

    def usage(self) -> tuple[int, int]:
        """How many studies are kept, and the bytes of all that is kept.

        Raises
        ------
        StudyUnreachableError
            If where they lie cannot be reached.
        """
        try:
            return sum(1 for _entry in self.shelf.entries()), self.shelf.used()
        except ShelfError as err:
            raise StudyUnreachableError(
                _("The listings cannot be counted just now: {reason}. Try again.").format(
                    reason=err
                )
            ) from err

    def __contains__(self, key: str) -> bool:
        return bool(_KEY.fullmatch(key)) and self.shelf.has(key)

    def _tidy(self, keep: str, written: int) -> None:
        """Note what was opened; remove what was opened least recently where there is too much."""
        with self._lock:
            opened, self._opened = self._opened, {}
            self._used += written
            if is_due := time.monotonic() - self._counted_at > _RECOUNT:
                self._counted_at = time.monotonic()
        self.shelf.note_opened(opened)
        if is_due:
            self._used = self.shelf.used()
        if self._used > settings.MAX_STORE.value:
            self._prune(keep)

    def _prune(self, keep: str) -> None:
        """Remove the studies opened least recently, down to a little less than the limit, and
        files of no study; never what was saved just now."""
        files = self.shelf.files()
        limit = settings.MAX_STORE.value * _ROOM
        entries = sorted(
            self.shelf.entries(), key=lambda entry: (entry.key == keep, entry.opened), reverse=True
        )
        needed: set[str] = set()
        gone, total = [], 0
        for entry in entries:
            more = entry.digests - needed
            size = entry.size + sum(files[digest][0] for digest in more if digest in files)
            if total + size > limit and entry.key != keep:
                gone.append(entry.key)
            else:
                total += size
                needed |= more
        removed = set().union(*(entry.digests for entry in entries if entry.key in gone))
        orphans = {digest for digest, (_size, is_young) in files.items() if not is_young}
        self.shelf.remove(gone, (removed | orphans) - needed)
        self._used = total


@lru_cache(maxsize=4)
def _database(url: str) -> Shelf:
    from dash_core.study.store.database import Database  # slow to import, not always needed

    return Database(url)


def _first_day(data: bytes | None) -> str | None:
    """The day on which the study of a manifest was read first; None where it is damaged."""
    try:
        manifest = check_manifest(_plain(load_json(data)), "") if data else {}
    except (StudyError, ValueError, TypeError, AttributeError, RecursionError):
        return None
    return manifest.get("read")


def _plain(manifest: dict[str, Any]) -> dict[str, Any]:
    """A manifest without what only a shelf has in it."""
    return {name: value for name, value in manifest.items() if name != _CONTENT}
