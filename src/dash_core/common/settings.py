"""What a host may set, by environment variables; `dossier settings` prints them.

Every other number that a method depends on is a constant of the module that uses it.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from dash_core.common.errors import SettingError
from dash_core.common.i18n import _

__all__ = [
    "CLASS_DAYS",
    "DATABASE",
    "HOME",
    "LIMITS",
    "MAX_CITED",
    "MAX_CLASSES",
    "MAX_FILE",
    "MAX_HANDOUT",
    "MAX_MEMORY",
    "MAX_OPTIONS",
    "MAX_STORE",
    "MAX_STUDENTS",
    "MAX_VECTORS",
    "MODEL",
    "PAGE_SIZE",
    "SEED",
    "SPACY",
    "TABLE_ROWS",
    "TEXTS",
    "WORD_TABLE",
    "Limit",
    "Text",
    "check",
]

SEED: Final = 20  # of every random choice: same input, same topics; no host may change it


@dataclass(frozen=True)
class Text:
    """A setting that is a word or a path: its environment variable, and what it is for."""

    variable: str
    purpose: str
    is_secret: bool = False  # whether it may hold a password: then it is not printed

    @property
    def value(self) -> str:
        """What it is set to; "" where it is not set."""
        return os.environ.get(self.variable, "").strip()


@dataclass(frozen=True)
class Limit:
    """A setting that is a whole number between `least` and `most`, in `unit`.

    `scale`: how many of what the code counts (bytes) make one unit (a megabyte).
    """

    variable: str
    default: int
    least: int
    most: int
    unit: str
    purpose: str
    scale: int = 1

    @property
    def value(self) -> int:
        """The number in force, in what the code counts; the default where the variable is not set
        or makes no sense (`check` says so when Dossier starts)."""
        number = self.stated()
        return (self.default if number is None else number) * self.scale

    def stated(self) -> int | None:
        """The number that the environment states, in `unit`; None where there is none that is
        allowed."""
        text = os.environ.get(self.variable, "").strip().replace("_", "")
        if not text.isascii() or not text.isdigit():
            return None
        return int(text) if self.least <= int(text) <= self.most else None


HOME: Final = Text("DOSSIER_HOME", _("folder of studies; else the user's data folder"))
MODEL: Final = Text("DOSSIER_MODEL", _("model of sentences: a folder or an installed package"))
SPACY: Final = Text("DOSSIER_SPACY", _("spaCy model that finds more people"))
WORD_TABLE: Final = Text(
    "DOSSIER_WORD_TABLE", _("“no”: listings are read without the table of English words")
)
DATABASE: Final = Text(
    "DATABASE_URL",
    _("PostgreSQL that keeps classes; else SQLite in the folder of studies"),
    is_secret=True,
)
TEXTS: Final = (HOME, MODEL, SPACY, WORD_TABLE, DATABASE)

MAX_FILE: Final = Limit(
    "DOSSIER_MAX_FILE_MB", 128, 1, 4_096, "MB", _("size of one file, packed or not"), 2**20
)
MAX_STORE: Final = Limit(
    "DOSSIER_MAX_STORE_MB",
    2_048,
    1,
    1_048_576,
    "MB",
    _("listings kept on the disk; those opened least recently are deleted first"),
    2**20,
)
MAX_VECTORS: Final = Limit(
    "DOSSIER_MAX_VECTORS",
    200_000,
    1,
    100_000_000,
    _("texts"),
    _("vectors of a model kept on the disk, about 750 bytes each"),
)
MAX_MEMORY: Final = Limit(
    "DOSSIER_MAX_MEMORY_MB",
    512,
    16,
    1_048_576,
    "MB",
    _("memory for listings that are open, about; those used least recently are dropped first"),
    2**20,
)
MAX_HANDOUT: Final = Limit(
    "DOSSIER_MAX_HANDOUT", 200, 1, 10_000, _("documents"), _("documents in one hand-out")
)
MAX_CITED: Final = Limit(
    "DOSSIER_MAX_CITED",
    1_000,
    1,
    1_000_000,
    _("documents"),
    _("citations written at once, about 5 ms each"),
)
MAX_OPTIONS: Final = Limit(
    "DOSSIER_MAX_OPTIONS",
    500,
    10,
    100_000,
    _("values"),
    _("values of a filter sent to the browser, the most frequent"),
)
PAGE_SIZE: Final = Limit("DOSSIER_PAGE_SIZE", 10, 1, 200, _("documents"), _("cards on a page"))
TABLE_ROWS: Final = Limit(
    "DOSSIER_TABLE_ROWS",
    500,
    10,
    100_000,
    _("rows"),
    _("rows of a table sent to the browser at once"),
)
MAX_CLASSES: Final = Limit(
    "DOSSIER_MAX_CLASSES", 200, 1, 100_000, _("classes"), _("classes kept at a time")
)
MAX_STUDENTS: Final = Limit(
    "DOSSIER_MAX_STUDENTS", 100, 1, 1_000, _("students"), _("students in one class")
)
CLASS_DAYS: Final = Limit(
    "DOSSIER_CLASS_DAYS",
    30,
    1,
    365,
    _("days"),
    _("until a class is deleted with all answers"),
)
LIMITS: Final = (
    MAX_FILE,
    MAX_STORE,
    MAX_VECTORS,
    MAX_MEMORY,
    MAX_HANDOUT,
    MAX_CITED,
    MAX_OPTIONS,
    PAGE_SIZE,
    TABLE_ROWS,
    MAX_CLASSES,
    MAX_STUDENTS,
    CLASS_DAYS,
)


def check() -> None:
    """Check every limit that the environment states.

    Raises
    ------
    SettingError
        If one is no whole number in its range: what it is and what it may be.
    """
    wrong = list(_wrong())
    if wrong:
        raise SettingError(" ".join(wrong))


def _wrong() -> Iterator[str]:
    for limit in LIMITS:
        text = os.environ.get(limit.variable, "").strip()
        if text and limit.stated() is None:
            yield _(
                "{variable} is “{text}”: it must be a whole number from {least} to {most} ({unit})."
            ).format(
                variable=limit.variable,
                text=text[:40],
                least=f"{limit.least:,}",
                most=f"{limit.most:,}",
                unit=limit.unit,
            )
