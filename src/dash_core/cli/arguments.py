"""Arguments that several commands have."""

import argparse
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final

from dash_core.common.i18n import _, phrase

__all__ = ["SIDE_HELP", "Command", "Run", "add_out", "add_where", "at_least"]

Run = Callable[[argparse.Namespace], Iterable[str]]
"""Runs a command: gives the lines it prints."""
Command = Callable[[str, Run, str], argparse.ArgumentParser]
"""Adds a command about one listing: its name, what runs it, and its help."""

SIDE_HELP: Final = phrase("words to look for, or part of an address: topic=oil&to=1946-02-21")


def add_out(command: argparse.ArgumentParser) -> None:
    """Add `--out`: the file to write."""
    command.add_argument("--out", type=Path, metavar="FILE", help=_("write into this file"))


def add_where(command: argparse.ArgumentParser) -> None:
    """Add `--where`: which documents."""
    command.add_argument(
        "--where",
        default="",
        metavar="SIDE",
        help=_("only these documents: words, or part of an address: topic=oil"),
    )


def at_least(least: int) -> Callable[[str], int]:
    """The type of an argument that is a whole number, `least` or more."""

    def number(text: str) -> int:
        value = int(text)
        if value < least:
            raise argparse.ArgumentTypeError(_("must be {n} or more").format(n=least))
        return value

    return number
