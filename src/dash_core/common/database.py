"""The PostgreSQL that `DATABASE_URL` names: one pool of connections for all that is kept there."""

from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from dash_core.common.errors import SettingError
from dash_core.common.i18n import _

if TYPE_CHECKING:
    from sqlalchemy import Engine

__all__ = ["WAIT", "postgresql"]

WAIT: Final = 15  # seconds until a server that does not answer fails
_SCHEMES: Final = ("postgres", "postgresql", "postgresql+psycopg")


@lru_cache(maxsize=4)
def postgresql(url: str) -> "Engine":
    """The connections to a PostgreSQL, made when they are needed.

    Raises
    ------
    SettingError
        If the URL makes no sense, or the driver is not installed.
    """
    from sqlalchemy import create_engine, event  # slow to import, not always needed
    from sqlalchemy.engine import make_url
    from sqlalchemy.exc import ArgumentError, NoSuchModuleError

    try:
        parsed = make_url(url)
        if parsed.drivername not in _SCHEMES:
            raise ArgumentError
        engine = create_engine(
            parsed.set(drivername="postgresql+psycopg"),
            hide_parameters=True,  # they would show nicknames in logs, when something goes wrong
            pool_size=10,
            max_overflow=20,
            pool_pre_ping=True,  # one that a restart of the database ended is replaced
            pool_timeout=WAIT,
            connect_args={"connect_timeout": WAIT},
        )
        event.listen(engine, "do_connect", _connect)
        return engine
    except (ArgumentError, NoSuchModuleError) as err:  # the URL may hold a password
        raise SettingError(
            _("DATABASE_URL must be the address of a PostgreSQL: postgresql://user@host/name.")
        ) from err
    except ModuleNotFoundError as err:
        raise SettingError(
            _(
                "DATABASE_URL names a PostgreSQL, whose driver is not installed: install "
                "dossier-dashboard[postgresql]."
            )
        ) from err


def _connect(_dialect: object, _record: object, arguments: Any, named: Any) -> Any:
    """A connection that waits no longer than `WAIT` for an answer.

    The one who answers may be gone without a word (a machine that was switched off), or stand
    still: TCP alone would wait for hours.
    """
    import psycopg

    class Connection(psycopg.Connection[Any]):
        def wait(self, gen: Any, *more: Any, **options: Any) -> Any:
            try:
                return super().wait(gen, *more, **{"timeout": WAIT, **options})
            except psycopg.errors._WaitTimeout:
                self.pgconn.finish()  # what it would say now would answer another question
                raise

    return Connection.connect(*arguments, **named)
