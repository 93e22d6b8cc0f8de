"""The draft of a record: its lines with their roles, and the text between two records."""

from dataclasses import dataclass, field
from typing import Final

from dash_core.readers.layouts.page import Page, is_rule
from dash_core.readers.report import FIELDS, LIST_FIELDS, Role

__all__ = ["ENDS", "DraftRecord", "take_body"]

ENDS: Final = (".", "!", "?", "…", ".”", ".’", '."', ".'", ".)", ".]")
"""Ends of a sentence."""


@dataclass
class DraftRecord:
    """The lines of a record.

    `start` is its first line, `roles` the role of each of its lines, `units` its title and the
    paragraphs of its summary (as lines), `date` the printed date, `lead` the first line of the
    title without the bullet before it. `values` has the fields where lines do not have one each,
    `extra` those of no field of ours. `ends_page` says whether there are signs of a new page after
    it.
    """

    start: int
    roles: dict[int, Role] = field(default_factory=dict)
    units: list[list[int]] = field(default_factory=list)
    date: str = ""
    lead: str = ""
    values: dict[str, str] = field(default_factory=dict)
    extra: dict[str, str] = field(default_factory=dict)
    ends_page: bool = False

    def add(self, name: str, text: str) -> None:
        """Put a text into a field, into `extra` where the field is full or none of ours."""
        if name in FIELDS and name not in self.values:
            self.values[name] = text
        elif name == "summary":
            self.values[name] = f"{self.values[name]} {text}"
        elif name in LIST_FIELDS:
            self.values[name] = f"{self.values[name]}; {text}"
        elif name not in self.extra:
            self.extra[name] = text
        elif text not in self.extra[name].split("; "):
            self.extra[name] = f"{self.extra[name]}; {text}"


def take_body(page: Page, draft: DraftRecord, first: int, end: int) -> tuple[list[int], list[int]]:
    """The lines of a record from `first` on, and those from a sign of a page's end to the next
    record (`end`); boilerplate among them gets its role."""
    content: list[int] = []
    gap: list[int] = []
    for at in range(first, end):
        if not page.texts[at]:
            continue
        if at >= page.foot:
            gap = [i for i in range(at, end) if page.texts[i]]
            break
        if page.is_ruled and content and is_rule(page.texts[at]):
            gap = [i for i in range(at, end) if page.texts[i]]
            break
        if at in page.years or at in page.heads:
            draft.roles[at] = "header"
            continue
        stands_alone = page.is_edge(at - 1) or page.is_edge(at + 1) or at + 1 == end
        kind = page.kind(at) if stands_alone else ""
        if kind == "mark" and content:
            gap = [i for i in range(at, end) if page.texts[i]]
            break
        if kind in ("mark", "number"):
            draft.roles[at] = "header"
        else:
            content.append(at)
    while len(content) > 1 and _is_button(page, content[-1]):
        at = content.pop()
        draft.roles[at] = "header"
        draft.ends_page |= page.kind(at) == "word"
    last = content[-1] if content else first - 1
    numbered = any(at > last and page.kind(at) == "number" for at in draft.roles)
    draft.ends_page |= bool(gap) or numbered
    return content, gap


def _is_button(page: Page, at: int) -> bool:
    """Whether the last line of a record is a button and not the end of a wrapped sentence."""
    ended = page.is_edge(at - 1) or page.texts[at - 1].endswith(ENDS)
    return ended and page.kind(at) in ("word", "link")
