"""Years of offices and schools: "FY 1946", "fiscal year 1946-47", "academic year 1946/47"."""

import re
from typing import Final

from dash_core.common.i18n import _
from dash_core.dates.grammar import spans
from dash_core.dates.grammar.spans import Span

__all__ = ["read_office_year"]

_NAME: Final = (
    r"(?:(?:fiscal|financial|budget|academic|school|crop|tax|business)(?: years?)?|f\.? ?y\.?s?"
    r"|a\.?y\.?"
    r"|rechnungsjahr|haushaltsjahr|geschäftsjahr|schuljahr|studienjahr|exercice|année scolaire"
    r"|année académique|esercizio|anno accademico|año fiscal|curso(?: académico)?|учебный год"
    r"|season)"
)
_YEARS: Final = (
    r"(?P<first>[0-9]{4})"
    rf"(?: ?(?:[-–/]|to) ?(?:{_NAME} ?)?(?P<last>[0-9]{{4}}|[0-9]{{1,2}}))?"
)
_QUARTER: Final = r"(?:q[1-4]|[1-4](?:st|nd|rd|th)? ?q(?:uarter)?)"
_FORM: Final = re.compile(
    rf"(?:{_QUARTER},? ?)?{_NAME} ?{_YEARS}(?:,? ?{_QUARTER})?"
    rf"|(?P<first_>[0-9]{{4}})(?: ?[-–/] ?(?P<last_>[0-9]{{4}}|[0-9]{{1,2}}))? {_NAME}",
    re.IGNORECASE,
)


def read_office_year(text: str) -> Span | None:
    """The years that an office's year may lie in, marked; None where the text is none.

    An office may name its year by its beginning or by its end, and begin it in any month: of
    "FY 1946" the years 1945 to 1947 are covered, of "FY 1945-46" these two.
    """
    match = _FORM.fullmatch(text)
    if match is None:
        return None
    first, last = match["first"] or match["first_"], match["last"] or match["last_"]
    start = int(first)
    if last:
        end = int(last) if len(last) == 4 else start - start % 10 ** len(last) + int(last)
        if not start < end:
            return None
    else:
        start, end = start - 1, start + 1
    note = _("Which months the office’s year has is not said; all that may be are covered.")
    return spans.through(spans.year(start), spans.year(end)).with_notes(note)
