"""Names of files: of any listing one that every file system takes."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dash_core import Filter
from dash_core.collection.view import select
from dash_core.export.file_names import _short, file_name


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Iran crisis 1945–46, Wilson Center Digital Archive", "iran-crisis-1945-46-wilson-center"),
        ("letters.csv", "letters"),
        ("Vol. 3", "vol-3"),
        ("../../etc/passwd", "etc-passwd"),
        ("C:\\a\\b:c*?.txt", "c-a-b-c"),
        ("نامه‌ها", "نامه-ها"),
        ("x" * 90, "x" * 40),
        ("???", "listing"),
        ("", "listing"),
    ],
)
def test_short_names(name, short):
    assert _short(name) == short


@given(st.text())
def test_any_name_is_a_file_name(name):
    assert re.fullmatch(r"[^\W_]+(-[^\W_]+)*", _short(name))
    assert len(_short(name)) <= 40


def test_what_a_file_is_called(seed):
    some = select(seed, Filter(topics=("oil",)))
    digest = seed.fingerprint[:8]
    assert file_name(seed, "places", "geojson", some).endswith(f"_places-4-of-20_{digest}.geojson")
    assert file_name(seed, "account", "csv").endswith(f"_account_{digest}.csv")
    every = select(seed, Filter())
    assert file_name(seed, "documents", "bib", every).endswith(f"_documents_{digest}.bib")
