"""Stores to test: SQLite in a new folder, and a database of a real PostgreSQL."""

import itertools
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from dash_core.classroom.store import ClassStore

_names = itertools.count()


@pytest.fixture(params=["sqlite", "postgresql"])
def open_store(request, tmp_path: Path) -> Iterator[Callable[[], ClassStore]]:
    """Open one more store on the database of this test, as another server would."""
    opened: list[ClassStore] = []
    if request.param == "sqlite":
        arguments: dict[str, object] = {"folder": tmp_path}
    else:
        url = request.getfixturevalue("postgresql").url
        name = f"test_{next(_names)}"
        with psycopg.connect(url + "postgres", autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")
        arguments = {"url": url + name}

    def open_one() -> ClassStore:
        opened.append(ClassStore(**arguments))  # type: ignore[arg-type]
        return opened[-1]

    yield open_one
    for store in opened:
        store.database.close()


@pytest.fixture
def store(open_store) -> ClassStore:
    return open_store()
