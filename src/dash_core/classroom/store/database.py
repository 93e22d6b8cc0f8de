"""The database: SQLite beside the studies, or the PostgreSQL that `DATABASE_URL` names.

SQLite writes ahead (WAL): many read while one writes, and an answer is on the disk when it is
saved. What is deleted is overwritten (`secure_delete`), and `forget` empties the file that was
written ahead.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from sqlalchemy import (
    Connection,
    Engine,
    create_engine,
    event,
    inspect,
    select,
    table,
    text,
)
from sqlalchemy import column as named_column
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError, InternalError, OperationalError, TimeoutError

from dash_core.classroom.store.tables import HEAD
from dash_core.common.database import WAIT, postgresql
from dash_core.common.errors import ClassError, ClassUnreachableError
from dash_core.common.i18n import _, phrase

__all__ = ["Database"]

_POSTGRESQL_LOCK: Final = 0x0D055  # of those who bring the tables up to date
_version: Final = table("alembic_version", named_column("version_num"))


class Database:
    """Connections to one database, whose tables are up to date.

    Parameters
    ----------
    url
        Of PostgreSQL (`postgresql://…`).
    file
        Of SQLite, where there is no `url`. Its folder is made.

    Raises
    ------
    SettingError
        If the URL makes no sense, or its driver is not installed.
    ClassUnreachableError
        If the database does not answer.
    ClassError
        If a newer Dossier has changed its tables.
    """

    def __init__(self, url: str, file: Path) -> None:
        self.is_sqlite = not url
        self._engine = _sqlite(file) if self.is_sqlite else postgresql(url)
        with _explained():
            if self._version() != HEAD:
                self._bring_up_to_date()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection in a transaction that sees one state of the database."""
        with _explained(), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A connection in a transaction that is kept if no error ends it."""
        with _explained(), self._engine.connect() as connection:
            connection = connection.execution_options(is_writing=True)
            with connection.begin():
                yield connection

    def forget(self) -> None:
        """Remove from the files what was deleted."""
        with _explained(), self._engine.connect() as connection:
            if self.is_sqlite:
                # Outside of a transaction: SQLAlchemy would begin one.
                driver: Any = connection.connection.driver_connection
                driver.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            else:
                plain = connection.execution_options(isolation_level="AUTOCOMMIT")
                plain.execute(text("VACUUM classroom_student, classroom_answer, classroom_class"))

    def close(self) -> None:
        """End all connections."""
        self._engine.dispose()

    def _version(self) -> str:
        """The last migration it went through; "" before the first."""
        with self._engine.connect() as connection:
            if not inspect(connection).has_table("alembic_version"):
                return ""
            return str(connection.scalar(select(_version.c.version_num)) or "")

    def _bring_up_to_date(self) -> None:
        from alembic import command  # slow to import, and needed once a database
        from alembic.config import Config
        from alembic.util import CommandError

        config = Config()
        config.set_main_option("script_location", "dash_core.classroom.store:migrations")
        with self.writing() as connection:
            if not self.is_sqlite:  # a second server waits here, and then finds all done
                connection.execute(text(f"SELECT pg_advisory_xact_lock({_POSTGRESQL_LOCK})"))
            config.attributes["connection"] = connection
            try:
                command.upgrade(config, "head")
            except CommandError as err:
                raise ClassError(
                    _(
                        "The classes here were kept by a newer version of Dossier: install that "
                        "version again."
                    )
                ) from err


def _sqlite(file: Path) -> Engine:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as err:
        raise ClassUnreachableError(
            _("Classes cannot be kept in “{folder}”: {reason}.").format(
                folder=file.parent, reason=err.strerror or err
            )
        ) from err
    # Parameters would show nicknames in logs, when something goes wrong.
    url = URL.create("sqlite", database=str(file))
    engine = create_engine(url, hide_parameters=True, connect_args={"timeout": WAIT})

    @event.listens_for(engine, "connect")
    def _set_up(connection: Any, _record: object) -> None:
        connection.isolation_level = None  # transactions begin where SQLAlchemy says, see below
        for pragma in (
            "journal_mode=WAL",
            "synchronous=FULL",  # a commit is on the disk when it is done
            "secure_delete=ON",
            "foreign_keys=ON",
            "wal_autocheckpoint=200",
        ):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        is_writing = connection.get_execution_options().get("is_writing")
        # One that writes must say so first: two readers that both want to write would both fail.
        connection.exec_driver_sql("BEGIN IMMEDIATE" if is_writing else "BEGIN")

    return engine


@contextmanager
def _explained() -> Iterator[None]:
    """A database that does not answer becomes a sentence."""
    try:
        yield
    except (OperationalError, InternalError, TimeoutError) as err:  # the last: of the pool
        raise ClassUnreachableError(_(_UNREACHABLE)) from err
    except DBAPIError as err:
        if err.connection_invalidated:
            raise ClassUnreachableError(_(_UNREACHABLE)) from err
        raise


_UNREACHABLE: Final = phrase("Classes cannot be reached just now. Wait a moment and try again.")
