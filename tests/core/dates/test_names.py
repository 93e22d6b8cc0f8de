"""The names of months and weekdays that `names.toml` has from the CLDR, by Babel.

To make it anew, after a new Babel or for another language in `LANGUAGES`:
`.venv/bin/python tests/core/dates/test_names.py`
"""

import tomllib
from datetime import date
from importlib.metadata import version
from pathlib import Path

import pytest
from babel.dates import format_date, get_day_names, get_month_names
from hypothesis import given
from hypothesis import strategies as st

import dash_core.dates
from dash_core.dates import parse_date

NAMES = Path(dash_core.dates.__file__).with_name("grammar") / "names.toml"
LANGUAGES = (
    "bg ca cs da de el en es et fi fr hr hu it lv nb nl pl pt ro ru sk sl sr sr_Latn sv uk "
    "lt be is gl mk nn af bs lb fo id "
    "tr ar ar_SY ar_DZ ar_MA fa he hi"
).split()
HEADER = """\
# Names of months (January first) and weekdays (Monday first) by language, from the Unicode CLDR
# ({babel}). Written by tests/core/dates/test_names.py; what the CLDR lacks is in vocabulary.py.
"""


def plain(name: str) -> str:
    return name.strip(".׳\u0654 ").removeprefix("de ").removeprefix("d’")


def months_of(language: str) -> list[list[str]]:
    """The names of each month, in the forms beside a day and alone, without their full stops."""
    months: list[list[str]] = [[] for _ in range(12)]
    # Those of Lithuanian are words elsewhere: "bal", "vas".
    for width in ("wide",) if language == "lt" else ("wide", "abbreviated"):
        for context in ("format", "stand-alone"):
            for number, name in get_month_names(width, context, language).items():
                names = [plain(name)]
                if language == "he":  # "in" is a letter before the name
                    names.append(f"ב{plain(name)}")
                months[number - 1].extend(n for n in names if n not in months[number - 1])
    return months


def weekdays_of(language: str) -> list[list[str]]:
    """Without the word "day" of Hebrew and Portuguese."""
    days: list[list[str]] = [[] for _ in range(7)]
    for context in ("format", "stand-alone"):
        for number, name in get_day_names("wide", context, language).items():
            short = plain(name).split()[-1].split("-")[0]
            short = short.replace("\u200c", "").replace("ʼ", "")
            days[number].extend([] if short in days[number] else [short])
    return days


def table() -> str:
    lines = [HEADER.format(babel=f"Babel {version('babel')}")]
    for heading, names_of in (("months", months_of), ("weekdays", weekdays_of)):
        lines.append(f"\n[{heading}]\n")
        for language in LANGUAGES:
            rows = ", ".join(f'"{"|".join(names)}"' for names in names_of(language))
            lines.append(f"{language} = [{rows}]\n")
    return "".join(lines)


def test_the_table_is_that_of_babel():
    assert tomllib.loads(NAMES.read_text(encoding="utf-8")) == tomllib.loads(table())


@pytest.mark.parametrize("language", LANGUAGES)
@given(st.dates(date(1500, 1, 1), date(2099, 12, 31)), st.sampled_from(["long", "full"]))
def test_a_day_as_the_language_writes_it(language, day, width):
    result = parse_date(format_date(day, width, locale=language))
    assert result.is_known
    assert result.earliest <= day <= result.latest
    assert result.note or result.earliest == result.latest


if __name__ == "__main__":
    NAMES.write_text(table(), encoding="utf-8")
