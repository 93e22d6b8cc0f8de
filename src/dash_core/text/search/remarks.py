"""What is said of a query: how the value of a field was read, and that no document has one."""

from collections.abc import Sequence
from typing import Final

from dash_core.common.i18n import _, format_number, ngettext
from dash_core.text.search.query import Clause

__all__ = ["format_names", "format_unknown"]

NAMES_SHOWN: Final = 5  # names that a part of a name was found in, named in a remark


def format_names(
    clause: Clause, names: Sequence[str], numbers: Sequence[int], is_guess: bool
) -> str:
    """Which names a value was read as, and how many documents each has."""
    if len(names) > 1:
        shown = [f"{name} ({format_number(n)})" for name, n in zip(names, numbers, strict=True)][
            :NAMES_SHOWN
        ]
        more = len(names) - len(shown)
        shown += [ngettext("{n} more name", "{n} more names", more)] if more else []
    else:
        shown = [*names]
    template = (
        _("{field}: {value} read as {names}.") if is_guess else _("{field}: {value} finds {names}.")
    )
    return template.format(
        field=clause.field, value=clause.text, names=(_(" or ") if is_guess else ", ").join(shown)
    )


def format_unknown(clause: Clause) -> str:
    """The remark that no document has the value of a field."""
    templates = {
        "person": _("Nobody called “{value}” is named."),
        "from": _("Nothing is from “{value}”."),
        "to": _("Nothing is to “{value}”."),
        "place": _("No place called “{value}” is named."),
        "genre": _("No document is of the genre “{value}”."),
        "subject": _("No document is under the subject “{value}”."),
        "topic": _("There is no topic “{value}”."),
        "tag": _("Nothing is tagged “{value}”."),
        "note": _("No note has “{value}”."),
        "id": _("No identifier has “{value}”."),
        "date": _("No date is printed with “{value}”."),
    }
    own = _("“{value}” stands nowhere in {column}.")
    return templates.get(clause.field, own).format(value=clause.text, column=clause.field)
