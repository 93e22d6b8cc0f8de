"""Dossier: a page of archive listings, made explorable.

>>> from dash_core import Collection, Filter
>>> collection = Collection.read("seeds/000_c0d2bb1156087dbf.txt")
>>> len(collection.where(Filter(topics=("oil",))))
4
"""

from dash_core.collection.collection import Collection
from dash_core.collection.filter import Filter
from dash_core.collection.view import View
from dash_core.common.errors import (
    DossierError,
    NamesError,
    ReadError,
    StudyError,
    TopicFileError,
    UnknownDocumentError,
)
from dash_core.study.study import Study

__all__ = [
    "Collection",
    "DossierError",
    "Filter",
    "NamesError",
    "ReadError",
    "Study",
    "StudyError",
    "TopicFileError",
    "UnknownDocumentError",
    "View",
]
