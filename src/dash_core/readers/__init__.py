"""Readers: text of one kind -> records and a report. One module a format.

To add a format, write a module with `NAME`, `sniff(text) -> bool` and
`read(text, name) -> Reading`, and put it into `READERS`, most particular first.
"""

from pathlib import Path
from typing import Final, Protocol

from dash_core.errors import ReadError
from dash_core.readers import listing
from dash_core.readers.decode import decode
from dash_core.readers.report import LineUse, Note, Reading, Record, Report
from dash_core.words import _

__all__ = ["READERS", "LineUse", "Note", "Reading", "Record", "Report", "load", "read_text"]


class Reader(Protocol):
    """What a module of this package offers."""

    NAME: str

    def sniff(self, text: str) -> bool: ...
    def read(self, text: str, name: str) -> Reading: ...


READERS: Final[tuple[Reader, ...]] = (listing,)


def load(path: Path) -> bytes:
    """Give the bytes of a file.

    Raises
    ------
    ReadError
        If there is no such file or it cannot be opened.
    """
    try:
        return path.read_bytes()
    except FileNotFoundError as err:
        raise ReadError(
            _("There is no file “{path}”: check the name and the folder.").format(path=path)
        ) from err
    except IsADirectoryError as err:
        raise ReadError(
            _("“{path}” is a folder: name the listing file in it.").format(path=path)
        ) from err
    except (OSError, ValueError) as err:
        reason = getattr(err, "strerror", None) or str(err)
        raise ReadError(
            _("“{path}” could not be opened: {reason}.").format(path=path, reason=reason)
        ) from err


def read_text(data: bytes | str, name: str) -> Reading:
    """Read a listing with the first reader that recognises it.

    Raises
    ------
    ReadError
        If the input is empty, no UTF-8 text, or holds no record of any known form.
    """
    text = decode(data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data, name)
    for reader in READERS:
        if reader.sniff(text):
            return reader.read(text, name)
    return READERS[-1].read(text, name)  # says what it was looking for
