"""The names of months that `months.toml` has from the CLDR, by Babel.

To make it anew, after a new Babel or for another language in `LANGUAGES`:
`.venv/bin/python tests/core/dates/test_months.py`
"""

from pathlib import Path
from unicodedata import combining

import pytest
from babel.dates import format_date, get_month_names
from datetime import date

import dash_core.dates.grammar as grammar
from dash_core.dates import parse_date

MONTHS = Path(grammar.__file__).with_name("months.toml")
LANGUAGES = (
    "bg ca cs cy da de el en es et fi fr hr hu it lt lv nb nl pl pt ro ru sk sl sr sr_Latn sv uk "
    "tr ar ar_SY ar_DZ ar_MA fa he"
).split()
HEADER = """\
# Names of months by language, January first, from the Unicode CLDR ({babel}).
# Written by tests/core/dates/test_months.py; what the CLDR lacks is in vocabulary.py.
"""


def names_of(language: str) -> list[list[str]]:
    """The names of each month, in the forms beside a day and alone, without their full stops."""
    months: list[list[str]] = [[] for _ in range(12)]
    for width in ("wide", "abbreviated"):
        for context in ("format", "stand-alone"):
            for number, name in get_month_names(width, context, language).items():
                plain = name.strip(".׳\u0654 ").removeprefix("de ").removeprefix("d’")
                if plain not in months[number - 1]:
                    months[number - 1].append(plain)
    return months


def table() -> str:
    from importlib.metadata import version

    lines = [HEADER.format(babel=f"Babel {version('babel')}")]
    for language in LANGUAGES:
        rows = ", ".join(f'"{"|".join(names)}"' for names in names_of(language))
        lines.append(f"{language} = [{rows}]\n")
    return "".join(lines)


if __name__ == "__main__":
    MONTHS.write_text(table(), encoding="utf-8")
