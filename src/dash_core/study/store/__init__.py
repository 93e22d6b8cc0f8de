"""The studies that a server keeps, so that an address opens again after a reload.

They lie on a shelf (`dash_core.study.store.shelf`): a folder, or a PostgreSQL that several servers
share. The files of studies are kept once each under their digest; when the limit is reached, the
study opened least recently is removed. Opening a study writes nothing: when it was last opened is
noted with the next study that is saved.
"""

from dash_core.study.store.shelf import Entry, Shelf, ShelfError
from dash_core.study.store.store import Store

__all__ = ["Entry", "Shelf", "ShelfError", "Store"]
