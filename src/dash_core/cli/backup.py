"""For whoever runs Dossier: `dossier backup` and `restore`."""

import argparse
import os
import sqlite3
import tempfile
from collections.abc import Iterable
from contextlib import closing, suppress
from pathlib import Path
from typing import Final

from dash_core.cli.arguments import Run
from dash_core.common import settings
from dash_core.common.errors import DossierError
from dash_core.common.i18n import _, ngettext
from dash_core.study.store import Store
from dash_core.study.store.backup import back_up, restore

__all__ = ["add_commands"]

_CLASSES: Final = "classroom.sqlite3"


def add_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `backup` and `restore`."""

    def command(name: str, run: Run, help_: str) -> None:
        parser = commands.add_parser(name, help=help_, description=help_)
        parser.add_argument("file", type=Path, metavar="FILE", help=_("the tar file"))
        parser.set_defaults(run=run, json=False)

    command("backup", _backup, _("write all studies of this server into one file"))
    command("restore", _restore, _("put the studies of such a file beside those that are here"))


def _backup(options: argparse.Namespace) -> Iterable[str]:
    """Write beside the file, then put it there: a backup is whole or not there."""
    file: Path = options.file
    classes = file.with_name(f"{file.name}.{_CLASSES}")
    for path in (file, classes):
        if path.exists():
            raise DossierError(_("“{name}” is there already.").format(name=path))
    store = Store()
    try:
        handle, name = tempfile.mkstemp(dir=file.parent)
        try:
            with os.fdopen(handle, "wb") as out:
                n_studies, n_files = back_up(store.shelf, out)
                out.flush()
                os.fsync(out.fileno())
            os.replace(name, file)
        except BaseException:
            with suppress(OSError):
                os.unlink(name)
            raise
        yield _("{file}: {studies}, {files}.").format(
            file=file,
            studies=ngettext("{n} study", "{n} studies", n_studies),
            files=ngettext("{n} file", "{n} files", n_files),
        )
        if settings.DATABASE.value:
            yield _("Classes are in the database: `pg_dump` keeps them.")
        elif (store.folder / _CLASSES).exists():
            _copy(store.folder / _CLASSES, classes)
            yield _("{file}: the classes.").format(file=classes)
    except OSError as err:
        raise DossierError(
            _("The backup could not be written: {reason}.").format(reason=err.strerror or err)
        ) from err


def _copy(source: Path, target: Path) -> None:
    """Copy a database of SQLite as it is at one moment, while it is used."""
    with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(target)) as new:
        old.backup(new)


def _restore(options: argparse.Namespace) -> Iterable[str]:
    file: Path = options.file
    store = Store()
    try:
        with file.open("rb") as source:
            n_studies, n_files, left = restore(store.shelf, source)
    except OSError as err:
        raise DossierError(
            _("“{name}” could not be opened: {reason}.").format(
                name=file, reason=err.strerror or err
            )
        ) from err
    yield _("{studies} and {files} are here.").format(
        studies=ngettext("{n} study", "{n} studies", n_studies),
        files=ngettext("{n} file", "{n} files", n_files),
    )
    for name in left:
        yield _("Left out, as it is no study: {name}").format(name=name)
    classes = file.with_name(f"{file.name}.{_CLASSES}")
    if classes.exists() and not settings.DATABASE.value:
        if (store.folder / _CLASSES).exists():
            yield _("The classes that are here stay; those of the backup are in {name}.").format(
                name=classes
            )
        else:
            _copy(classes, store.folder / _CLASSES)
            yield _("The classes are here.")
