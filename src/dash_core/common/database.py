"""The PostgreSQL that `DATABASE_URL` names: one pool of connections for all that is kept there."""

from functools import lru_cache
from typing import TYPE_CHECKING, Final

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
    from sqlalchemy import create_engine  # slow to import, not always needed
    from sqlalchemy.engine import make_url
    from sqlalchemy.exc import ArgumentError, NoSuchModuleError

    try:
        parsed = make_url(url)
        if parsed.drivername not in _SCHEMES:
            raise ArgumentError
        return create_engine(
            parsed.set(drivername="postgresql+psycopg"),
            hide_parameters=True,  # they would show nicknames in logs, when something goes wrong
            pool_size=10,
            max_overflow=20,
            pool_pre_ping=True,  # one that a restart of the database ended is replaced
            connect_args={"connect_timeout": WAIT},
        )
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
