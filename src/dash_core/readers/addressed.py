"""Files of a listing that are elsewhere."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import PurePosixPath

from dash_core.common.addresses import file_system, reason, shown
from dash_core.common.errors import DossierError, ReadError
from dash_core.common.i18n import _
from dash_core.readers.source import SourceFile

__all__ = ["load_again", "load_at"]


def load_at(address: str) -> dict[str, SourceFile]:
    """The files at an address, which may have `*` in it, by the address of each.

    Raises
    ------
    ReadError
        If there is none, or it cannot be opened.
    """
    with _told(address):
        system, path = file_system(address)
        paths = sorted(system.glob(path)) if "*" in path else [path]
        if not paths:
            raise FileNotFoundError(path)
        none = [None] * len(paths)  # of their bytes left out; a store is asked for several at once
        contents = system.cat_ranges(paths, none, none, on_error="raise")
        return {
            system.unstrip_protocol(one): _file(one, data)
            for one, data in zip(paths, contents, strict=True)
        }


def load_again(address: str, digest: str) -> SourceFile:
    """A file that another machine has loaded, from its address.

    Raises
    ------
    ReadError
        If it cannot be opened, or has changed since.
    """
    with _told(address):
        system, path = file_system(address)
        file = _file(path, system.cat_file(path))
    if file.digest != digest:
        raise ReadError(
            _("“{path}” was changed while it was read: run the command again.").format(
                path=shown(address)
            )
        )
    return file


def _file(path: str, data: bytes) -> SourceFile:
    return SourceFile(PurePosixPath(path).name, data)


@contextmanager
def _told(address: str) -> Iterator[None]:
    try:
        yield
    except DossierError:
        raise
    except FileNotFoundError as err:
        raise ReadError(
            _("There is no file “{path}”: check the name and the folder.").format(
                path=shown(address)
            )
        ) from err
    except Exception as err:  # each kind of store has errors of its own
        raise ReadError(
            _("“{path}” could not be opened: {reason}.").format(
                path=shown(address), reason=reason(err)
            )
        ) from err
