"""Addresses of files that are elsewhere (`s3://…`, `gs://…`, `hdfs://…`), as fsspec knows them."""

import re
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from dash_core.common.i18n import _

__all__ = ["file_system", "is_address", "local_path", "path_or_address", "reason", "shown"]


def is_address(text: object) -> bool:
    """Whether a text is an address, and no path."""
    return isinstance(text, str) and "://" in text


def path_or_address(text: str) -> Path | str:
    """What somebody who starts a program names: a path, or the address as it is."""
    return text if is_address(text) else Path(text)


def local_path(address: str) -> Path | None:
    """The path that an address of this machine (`file:///…`) stands for; None of others."""
    parts = urlsplit(address)
    if parts.scheme.lower() not in ("file", "local") or parts.netloc not in ("", "localhost"):
        return None
    path = unquote(parts.path)
    return Path(path[1:] if re.match(r"/[A-Za-z]:", path) else path)


def shown(address: str) -> str:
    """An address without a name and a password that may be in it."""
    return re.sub(r"//[^/@]*@", "//", address)


def reason(err: BaseException) -> str:
    """What an error of a store says, on one line; each kind of store has errors of its own."""
    said = getattr(err, "strerror", None) or str(err) or type(err).__name__
    return " ".join(str(said).split()).rstrip(".")[:300]


def file_system(address: str) -> tuple[Any, str]:
    """The file system (of fsspec) of an address, and the path in it.

    Raises
    ------
    Exception
        Whatever the store raises, or an `ImportError` that says what is to be installed.
    """
    try:
        from fsspec.core import url_to_fs
    except ImportError as err:
        command = 'pip install "dossier-dashboard[cluster]"'
        raise ImportError(_("addresses need fsspec: {command}").format(command=command)) from err
    system, path = url_to_fs(address)
    system.invalidate_cache()  # of what was in a folder a while ago
    return system, path
