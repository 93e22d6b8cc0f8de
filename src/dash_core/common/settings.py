"""What a host may set, by environment variables; `dossier settings` prints them.

Every other number that a method depends on is a constant of the module that uses it.
"""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from dash_core.common.errors import SettingError
from dash_core.common.i18n import _, format_number, phrase

__all__ = [
    "ADMINS",
    "CACHE",
    "CLASS_DAYS",
    "DATABASE",
    "EMBEDDING_HOSTS",
    "HOME",
    "KEEP_MINUTES",
    "LANGUAGE",
    "LIMITS",
    "MAX_CACHE",
    "MAX_CITED",
    "MAX_CLASSES",
    "MAX_FILE",
    "MAX_HANDOUT",
    "MAX_MEMORY",
    "MAX_OPTIONS",
    "MAX_SECONDS",
    "MAX_STORE",
    "MAX_STUDENTS",
    "MAX_UPLOADED",
    "MAX_VECTORS",
    "MAX_VISIT",
    "MAX_VISITS",
    "MAX_WORK",
    "METRICS_TOKEN",
    "MODEL",
    "PAGE_SIZE",
    "PICTURE_HOSTS",
    "PROFILE",
    "SECRET",
    "SEED",
    "SIGN_IN",
    "SPACY",
    "TABLE_ROWS",
    "TEACHERS",
    "TEXTS",
    "VIEWERS",
    "WORD_TABLE",
    "Limit",
    "Text",
    "check",
    "is_public",
    "picture_hosts",
]

SEED: Final = 20  # of every random choice: same input, same topics; no host may change it


@dataclass(frozen=True)
class Text:
    """A setting that is a word or a path: its environment variable, and what it is for."""

    variable: str
    purpose: str
    is_secret: bool = False  # whether it may hold a password: then it is not printed
    pattern: str = ".*"
    form: str = ""  # what it must be, for the error

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


HOME: Final = Text("DOSSIER_HOME", phrase("folder of studies; else the user's data folder"))
CACHE: Final = Text(
    "DOSSIER_CACHE",
    phrase("folder of copies of prepared listings that are elsewhere; else the user's cache"),
)
MODEL: Final = Text("DOSSIER_MODEL", phrase("model of sentences: a folder or an installed package"))
SPACY: Final = Text("DOSSIER_SPACY", phrase("spaCy model that finds more people"))
WORD_TABLE: Final = Text(
    "DOSSIER_WORD_TABLE", phrase("“no”: listings are read without the table of English words")
)
DATABASE: Final = Text(
    "DATABASE_URL",
    phrase("PostgreSQL that keeps studies and classes; else both are in the folder of studies"),
    is_secret=True,
)
_HOSTS: Final = r"(\*|(https?://)?(\*\.)?[\w.-]+(:\d+)?)(\s+(https?://)?(\*\.)?[\w.-]+(:\d+)?)*"
PROFILE: Final = Text(
    "DOSSIER_PROFILE",
    phrase("“public”: for the open internet, with limits for each visitor; else for own use"),
    pattern="public|own",
    form=phrase("public or own"),
)
SECRET: Final = Text(
    "DOSSIER_SECRET",
    phrase("secret of the host, at least 32 characters, the same on every replica"),
    is_secret=True,
    pattern="(?s).{32,}",
    form=phrase("at least 32 characters: openssl rand -hex 32 makes one"),
)
METRICS_TOKEN: Final = Text(
    "DOSSIER_METRICS_TOKEN",
    phrase("bearer token for /metrics; without one there are none"),
    is_secret=True,
    pattern=".{16,}",
    form=phrase("at least 16 characters"),
)
EMBEDDING_HOSTS: Final = Text(
    "DOSSIER_EMBEDDING_HOSTS",
    phrase("whose pages may show a part of Dossier; else, in own use, all"),
    pattern=_HOSTS,
    form=phrase("addresses of hosts between spaces"),
)
PICTURE_HOSTS: Final = Text(
    "DOSSIER_PICTURE_HOSTS",
    phrase("whose pictures a visitor may have shown here; else, in own use, all"),
    pattern=_HOSTS,
    form=phrase("addresses of hosts between spaces"),
)
LANGUAGE: Final = Text(
    "DOSSIER_LANGUAGE",
    phrase("language of the interface, en or de, where neither address nor browser asks for one"),
)
SIGN_IN: Final = Text(
    "DOSSIER_SIGN_IN",
    phrase("who signs in: “teachers”, to lead classes, or “everyone”; else nobody"),
    pattern="teachers|everyone",
    form=phrase("teachers or everyone"),
)
VIEWERS: Final = Text(
    "DOSSIER_VIEWERS",
    phrase("who may enter: addresses, “@” and a domain, or groups; else all who sign in"),
)
TEACHERS: Final = Text("DOSSIER_TEACHERS", phrase("who may lead classes, in the same way"))
ADMINS: Final = Text("DOSSIER_ADMINS", phrase("who may see how the server is, in the same way"))
TEXTS: Final = (
    HOME,
    CACHE,
    LANGUAGE,
    MODEL,
    SPACY,
    WORD_TABLE,
    DATABASE,
    PROFILE,
    SECRET,
    METRICS_TOKEN,
    EMBEDDING_HOSTS,
    PICTURE_HOSTS,
    SIGN_IN,
    VIEWERS,
    TEACHERS,
    ADMINS,
)

MAX_FILE: Final = Limit(
    "DOSSIER_MAX_FILE_MB", 128, 1, 4_096, "MB", phrase("size of one file, packed or not"), 2**20
)
MAX_STORE: Final = Limit(
    "DOSSIER_MAX_STORE_MB",
    2_048,
    1,
    1_048_576,
    "MB",
    phrase("listings kept on the disk; those opened least recently are deleted first"),
    2**20,
)
MAX_CACHE: Final = Limit(
    "DOSSIER_MAX_CACHE_MB",
    20_480,
    1,
    104_857_600,
    "MB",
    phrase("copies of prepared listings; those opened least recently are deleted first"),
    2**20,
)
MAX_VECTORS: Final = Limit(
    "DOSSIER_MAX_VECTORS",
    200_000,
    1,
    100_000_000,
    phrase("texts"),
    phrase("vectors of a model kept on the disk, about 750 bytes each"),
)
MAX_MEMORY: Final = Limit(
    "DOSSIER_MAX_MEMORY_MB",
    512,
    16,
    1_048_576,
    "MB",
    phrase("memory for listings that are open, about; those used least recently are dropped first"),
    2**20,
)
KEEP_MINUTES: Final = Limit(
    "DOSSIER_KEEP_MINUTES",
    60,
    1,
    1_000_000,
    phrase("minutes"),
    phrase("until a listing nobody uses is dropped from memory; it is read again when asked for"),
)
MAX_HANDOUT: Final = Limit(
    "DOSSIER_MAX_HANDOUT", 200, 1, 10_000, phrase("documents"), phrase("documents in one hand-out")
)
MAX_CITED: Final = Limit(
    "DOSSIER_MAX_CITED",
    1_000,
    1,
    1_000_000,
    phrase("documents"),
    phrase("citations written at once, about 5 ms each"),
)
MAX_OPTIONS: Final = Limit(
    "DOSSIER_MAX_OPTIONS",
    500,
    10,
    100_000,
    phrase("values"),
    phrase("values of a filter sent to the browser, the most frequent"),
)
PAGE_SIZE: Final = Limit(
    "DOSSIER_PAGE_SIZE", 10, 1, 200, phrase("documents"), phrase("cards on a page")
)
TABLE_ROWS: Final = Limit(
    "DOSSIER_TABLE_ROWS",
    500,
    10,
    100_000,
    phrase("rows"),
    phrase("rows of a table sent to the browser at once"),
)
MAX_CLASSES: Final = Limit(
    "DOSSIER_MAX_CLASSES", 200, 1, 100_000, phrase("classes"), phrase("classes kept at a time")
)
MAX_STUDENTS: Final = Limit(
    "DOSSIER_MAX_STUDENTS", 100, 1, 1_000, phrase("students"), phrase("students in one class")
)
CLASS_DAYS: Final = Limit(
    "DOSSIER_CLASS_DAYS",
    30,
    1,
    365,
    phrase("days"),
    phrase("until a class is deleted with all answers"),
)
MAX_VISITS: Final = Limit(
    "DOSSIER_MAX_VISITS",
    300,
    1,
    100_000,
    phrase("visits"),
    phrase("visits that one address may begin in a minute; a classroom shares one"),
)
MAX_UPLOADED: Final = Limit(
    "DOSSIER_MAX_UPLOADED_MB",
    1_024,
    1,
    1_048_576,
    "MB",
    phrase("uploads of one address in an hour"),
    2**20,
)
MAX_VISIT: Final = Limit(
    "DOSSIER_MAX_VISIT_MB",
    512,
    1,
    1_048_576,
    "MB",
    phrase("listings that one visit may keep, in the public profile"),
    2**20,
)
MAX_SECONDS: Final = Limit(
    "DOSSIER_MAX_SECONDS",
    120,
    5,
    86_400,
    phrase("seconds"),
    phrase("reading or fitting a listing, in the public profile"),
)
MAX_WORK: Final = Limit(
    "DOSSIER_MAX_WORK_MB",
    1_024,
    64,
    1_048_576,
    "MB",
    phrase("memory for reading or fitting a listing, in the public profile"),
    2**20,
)
LIMITS: Final = (
    MAX_FILE,
    MAX_STORE,
    MAX_CACHE,
    MAX_VECTORS,
    MAX_MEMORY,
    KEEP_MINUTES,
    MAX_HANDOUT,
    MAX_CITED,
    MAX_OPTIONS,
    PAGE_SIZE,
    TABLE_ROWS,
    MAX_CLASSES,
    MAX_STUDENTS,
    CLASS_DAYS,
    MAX_VISITS,
    MAX_UPLOADED,
    MAX_VISIT,
    MAX_SECONDS,
    MAX_WORK,
)


def is_public() -> bool:
    """Whether strangers visit: what is for the open internet is on."""
    return PROFILE.value == "public"


def picture_hosts() -> tuple[str, ...]:
    """Whose pictures a visitor may have shown: in own use all, on the open internet those named."""
    named = PICTURE_HOSTS.value.split()
    return tuple(named) if named or is_public() else ("http:", "https:")


def check() -> None:
    """Check everything that the environment states.

    Raises
    ------
    SettingError
        If a limit is no whole number in its range, or a word not as it must be: what it may be.
    """
    wrong = list(_wrong())
    if wrong:
        raise SettingError(" ".join(wrong))


def _wrong() -> Iterator[str]:
    for word in TEXTS:
        if word.value and not re.fullmatch(word.pattern, word.value):
            yield _("{variable} must be {form}.").format(variable=word.variable, form=_(word.form))
    if is_public() and not SECRET.value:
        yield _("{variable} must be set where strangers visit: {form}.").format(
            variable=SECRET.variable, form=_(SECRET.form)
        )
    for limit in LIMITS:
        text = os.environ.get(limit.variable, "").strip()
        if text and limit.stated() is None:
            yield _(
                "{variable} is “{text}”: it must be a whole number from {least} to {most} ({unit})."
            ).format(
                variable=limit.variable,
                text=text[:40],
                least=format_number(limit.least),
                most=format_number(limit.most),
                unit=_(limit.unit),
            )
