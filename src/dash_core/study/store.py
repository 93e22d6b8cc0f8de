"""Studies on this machine's disk, so that an address opens again after a reload.

`DOSSIER_HOME` names the folder (else the system's folder for user data). The files of studies are
kept once each under their digest; when the limit is reached, the study opened least recently is
removed.
"""

import json
import os
import re
import tempfile
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Final

from dash_core.common import settings
from dash_core.common.errors import StudyError
from dash_core.common.i18n import _
from dash_core.study.schema import load_json
from dash_core.study.study import Study

__all__ = ["Store"]

_KEY: Final = re.compile(r"[0-9a-f]{24}")


class Store:
    """A folder of studies.

    Parameters
    ----------
    folder
        Where; by default `DOSSIER_HOME` or the user's data folder.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._given = folder

    @property
    def folder(self) -> Path:
        """Where the studies are."""
        if self._given is not None:
            return self._given
        named = settings.HOME.value
        if named:
            return Path(named)
        from platformdirs import user_data_path

        return user_data_path("dossier", appauthor=False)

    def save(self, study: Study) -> str:
        """Save a study, without its view, and return its key. One saved already keeps its day.

        Raises
        ------
        StudyError
            If the folder cannot be written to.
        """
        try:
            for file in study.files:
                _write(self._file(file.digest), file.data)
            text = json.dumps(replace(study, view={}).manifest(), ensure_ascii=True, indent=1)
            _write(self._manifest(study.key), text.encode())
        except OSError as err:
            raise StudyError(
                _("The listing could not be saved in “{folder}”: {reason}.").format(
                    folder=self.folder, reason=err.strerror or err
                )
            ) from err
        self._prune(study.key)
        return study.key

    def open(self, key: str) -> Study:
        """The study with this key.

        Raises
        ------
        StudyError
            If it is not here, or damaged.
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
            manifest = load_json(self._manifest(key).read_bytes())
            digests = {str(entry["digest"]) for entry in manifest["files"]}
            files = {digest: self._file(digest).read_bytes() for digest in digests}
        except (OSError, ValueError, KeyError, TypeError) as err:
            raise missing from err
        study = Study.from_manifest(manifest, files)
        if study.key != key:
            raise missing
        with suppress(OSError):
            os.utime(self._manifest(key))
        return study

    def __contains__(self, key: str) -> bool:
        return bool(_KEY.fullmatch(key)) and self._manifest(key).is_file()

    def _manifest(self, key: str) -> Path:
        return self.folder / "studies" / f"{key}.json"

    def _file(self, digest: str) -> Path:
        return self.folder / "files" / digest

    def _prune(self, keep: str) -> None:
        """Remove the studies opened least recently, down to the limit, and files of no study."""
        with suppress(OSError):
            files = {path.name: path.stat().st_size for path in (self.folder / "files").iterdir()}
            if sum(files.values()) <= settings.MAX_STORE.value:
                return
            newest = sorted(
                (self.folder / "studies").glob("*.json"),
                key=lambda path: (path.stem == keep, path.stat().st_mtime),
                reverse=True,
            )
            kept: set[str] = set()
            for path in newest:
                manifest = json.loads(path.read_bytes())
                needed = kept | {entry["digest"] for entry in manifest["files"]}
                if (
                    sum(files.get(d, 0) for d in needed) > settings.MAX_STORE.value
                    and path.stem != keep
                ):
                    path.unlink()
                else:
                    kept = needed
            for digest in files.keys() - kept:
                self._file(digest).unlink()


def _write(path: Path, data: bytes) -> None:
    """Write a file completely or not at all; one with this name is the same already."""
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        os.replace(name, path)
    except BaseException:
        with suppress(OSError):
            os.unlink(name)
        raise
