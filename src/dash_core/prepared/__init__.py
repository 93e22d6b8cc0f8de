"""A fitted listing as a directory: written once, opened without reading or fitting it again."""

from dash_core.prepared.directory import MANIFEST
from dash_core.prepared.listing import (
    folder_of,
    is_current,
    is_prepared,
    open_at,
    open_folder,
    prepare,
)
from dash_core.prepared.places import PreparedError

__all__ = [
    "MANIFEST",
    "PreparedError",
    "folder_of",
    "is_current",
    "is_prepared",
    "open_at",
    "open_folder",
    "prepare",
]
