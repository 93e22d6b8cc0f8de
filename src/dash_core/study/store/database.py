"""Studies in a PostgreSQL that several servers share.

Two tables, made at the first use: manifests by key, files by digest. A study is saved in the order
files, manifest, so that no manifest names a file that is not there.
"""

import json
import time
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from hashlib import md5
from threading import Lock
from typing import Any, Final

from sqlalchemy import (
    Column,
    Connection,
    Engine,
    Float,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    bindparam,
    delete,
    func,
    literal,
    select,
    text,
    update,
)
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import SQLAlchemyError

from dash_core.common.database import postgresql
from dash_core.common.i18n import _
from dash_core.study.store.shelf import HOUR, Entry, ShelfError

__all__ = ["Database"]

_LOCK: Final = 0x0D05  # of those who make the tables
_ROW: Final = 200  # bytes of a row beside its content, about
_METADATA: Final = MetaData()
_studies: Final = Table(
    "study_manifest",
    _METADATA,
    Column("key", String(24), primary_key=True),
    Column("manifest", LargeBinary, nullable=False),
    Column("digests", Text, nullable=False),  # JSON
    Column("opened", Float, nullable=False, index=True),  # seconds since 1970
)
_files: Final = Table(
    "study_file",
    _METADATA,
    Column("digest", String(32), primary_key=True),
    Column("data", LargeBinary, nullable=False),
    Column("kept", Float, nullable=False),  # when it was needed last, seconds since 1970
)


class Database:
    """The shelf of one database.

    Parameters
    ----------
    url
        `postgresql://user@host/name`.

    Raises
    ------
    SettingError
        If the URL makes no sense, or the driver is not installed.
    """

    def __init__(self, url: str) -> None:
        self._engine: Engine = postgresql(url)
        self._lock, self._is_made = Lock(), False

    def close(self) -> None:
        """End all connections; new ones are made when they are needed."""
        self._engine.dispose()

    @contextmanager
    def _connection(self) -> Iterator[Connection]:
        """A connection in a transaction; the tables are there. What goes wrong is a sentence."""
        try:
            with self._lock:
                if not self._is_made:
                    with self._engine.begin() as connection:
                        connection.execute(text(f"SELECT pg_advisory_xact_lock({_LOCK})"))
                        _METADATA.create_all(connection)
                    self._is_made = True
            with self._engine.begin() as connection:
                yield connection
        except SQLAlchemyError as err:  # its text may quote what was to be kept
            raise ShelfError(_("the database does not answer")) from err

    def manifest(self, key: str) -> bytes | None:
        """The manifest of a study."""
        with self._connection() as connection:
            return _bytes(
                connection.scalar(select(_studies.c.manifest).where(_studies.c.key == key))
            )

    def file(self, digest: str) -> bytes | None:
        """A file of studies."""
        with self._connection() as connection:
            return _bytes(connection.scalar(select(_files.c.data).where(_files.c.digest == digest)))

    def has(self, key: str) -> bool:
        """Whether there is a manifest with this key."""
        with self._connection() as connection:
            found = select(literal(1)).where(_studies.c.key == key)
            return connection.scalar(found) is not None

    def keep_files(self, files: Mapping[str, bytes]) -> int:
        """Write the files that are not there, and those that are damaged; how many bytes."""
        written, now = 0, time.time()
        with self._connection() as connection:
            for digest, data in sorted(files.items()):  # all in one order: no deadlock
                there = update(_files).where(
                    _files.c.digest == digest, func.md5(_files.c.data) == _md5(data)
                )
                if connection.execute(there.values(kept=now)).rowcount:
                    continue
                row = insert(_files).values(digest=digest, data=data, kept=now)
                connection.execute(
                    row.on_conflict_do_update(
                        index_elements=["digest"], set_={"data": row.excluded.data, "kept": now}
                    )
                )
                written += len(data) + _ROW
        return written

    def keep_manifest(self, key: str, data: bytes, digests: Collection[str]) -> int:
        """Write a manifest over what is there; how many bytes."""
        row = insert(_studies).values(
            key=key, manifest=data, digests=json.dumps(sorted(digests)), opened=time.time()
        )
        with self._connection() as connection:
            connection.execute(
                row.on_conflict_do_update(
                    index_elements=["key"],
                    set_={"manifest": row.excluded.manifest, "digests": row.excluded.digests},
                )
            )
        return len(data) + _ROW

    def note_opened(self, keys: Mapping[str, float]) -> None:
        """Note when studies were opened, where that can be noted."""
        if keys:
            noted = update(_studies).where(_studies.c.key == bindparam("of"))
            with self._connection() as connection:
                connection.execute(
                    noted.values(opened=bindparam("at")),
                    [{"of": key, "at": when} for key, when in sorted(keys.items())],
                )

    def used(self) -> int:
        """The bytes of all there is."""
        with self._connection() as connection:
            return sum(
                connection.scalar(select(func.coalesce(func.sum(func.length(column) + _ROW), 0)))
                or 0
                for column in (_studies.c.manifest, _files.c.data)
            )

    def entries(self) -> Iterator[Entry]:
        """All manifests."""
        columns = _studies.c.key, _studies.c.digests, func.length(_studies.c.manifest)
        with self._connection() as connection:
            rows = connection.execute(select(*columns, _studies.c.opened)).all()
        for key, digests, size, opened in rows:
            yield Entry(key, frozenset(json.loads(digests)), size + _ROW, opened)

    def files(self) -> dict[str, tuple[int, bool]]:
        """All files by digest: their bytes, and whether they were kept less than an hour ago."""
        young = time.time() - HOUR
        with self._connection() as connection:
            rows = connection.execute(
                select(_files.c.digest, func.length(_files.c.data), _files.c.kept)
            ).all()
        return {digest: (size + _ROW, kept > young) for digest, size, kept in rows}

    def remove(self, keys: Collection[str], digests: Collection[str]) -> None:
        """Remove manifests and files."""
        with self._connection() as connection:
            connection.execute(delete(_studies).where(_studies.c.key.in_(keys)))
            connection.execute(delete(_files).where(_files.c.digest.in_(digests)))


def _bytes(value: Any) -> bytes | None:
    return None if value is None else bytes(value)


def _md5(data: bytes) -> str:
    """To find damage, not to keep anyone from anything: PostgreSQL has it built in."""
    return md5(data, usedforsecurity=False).hexdigest()
