"""A fitted listing as a directory: written once, opened without reading or fitting it again."""

from dash_core.prepared.directory import MANIFEST, PreparedError
from dash_core.prepared.listing import is_prepared, open_folder, prepare

__all__ = ["MANIFEST", "PreparedError", "is_prepared", "open_folder", "prepare"]
