"""For whoever runs Dossier: `dossier open`, `settings` and `expire`."""

import argparse
import os
import subprocess
import sys
from collections.abc import Iterable
from importlib.util import find_spec

from dash_core.cli.arguments import Run, at_least
from dash_core.cli.output import progress, to_json
from dash_core.common import settings
from dash_core.common.addresses import is_address, path_or_address
from dash_core.common.errors import DossierError
from dash_core.common.i18n import _, format_number, ngettext
from dash_core.prepared import is_prepared, open_at

__all__ = ["add_commands"]


def add_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `open` and `settings`."""

    def command(name: str, run: Run, help_: str) -> argparse.ArgumentParser:
        parser = commands.add_parser(name, help=help_, description=help_)
        parser.set_defaults(run=run, json=False)
        return parser

    open_ = command("open", _open, _("open the dashboard in a browser"))
    open_.add_argument(
        "listings",
        nargs="*",
        type=path_or_address,
        metavar="LISTING",
        help=_("listings, studies, or what dossier build wrote; that also at an address"),
    )
    open_.add_argument("--port", type=at_least(1), metavar="N", help=_("port of the server (8501)"))
    open_.add_argument(
        "--no-browser", action="store_true", help=_("only start the server and print its address")
    )
    open_.add_argument(
        "--address", metavar="A", help=_("address of this machine to listen at (all)")
    )
    open_.add_argument(
        "--public", action="store_true", help=_("for the open internet: DOSSIER_PROFILE=public")
    )
    table = command("settings", _settings, _("what a host may set, by environment variables"))
    table.add_argument("--json", action="store_true", help=_("one JSON object a line"))
    command("expire", _expire, _("delete the classes whose time is over, with all answers"))


def _open(options: argparse.Namespace) -> Iterable[str]:
    """Run the dashboard until it is stopped. It is a program of its own (`python -m dash_app`):
    this package knows nothing of Streamlit."""
    for listing in options.listings:
        if is_address(listing):
            open_at(listing, progress())  # so that the server finds its copy
        elif not listing.is_file() and not is_prepared(listing):
            raise DossierError(_("There is no file “{name}”.").format(name=listing))
    if find_spec("dash_app") is None:
        raise DossierError(_("The dashboard is not installed here: install dossier-dashboard."))
    arguments = [one if is_address(one) else str(one.resolve()) for one in options.listings]
    if options.port:
        arguments += ["--port", str(options.port)]
    if options.address:
        arguments += ["--address", options.address]
    arguments += ["--no-browser"] if options.no_browser else []
    arguments += ["--public"] if options.public else []
    command = [sys.executable, "-m", "dash_app", *arguments]
    if os.name != "nt":  # which cannot replace one program by another
        os.execv(sys.executable, command)
    if subprocess.call(command):
        raise DossierError(_("The dashboard could not be started."))
    return ()


def _expire(options: argparse.Namespace) -> Iterable[str]:
    """For a timer of the host; a server that runs does so by itself once an hour."""
    from dash_core.classroom.store import ClassStore  # slow to import

    store = ClassStore()
    n = store.expire()
    store.database.close()
    return (ngettext("{n} class deleted", "{n} classes deleted", n),)


def _settings(options: argparse.Namespace) -> Iterable[str]:
    for text in settings.TEXTS:
        value = _("(set)") if text.is_secret and text.value else text.value
        if options.json:
            yield to_json({"variable": text.variable, "value": value, "purpose": text.purpose})
        else:
            yield f"{text.variable:<22} {value or _('not set')}: {_(text.purpose)}"
    for limit in settings.LIMITS:
        stated = limit.stated()
        number = limit.default if stated is None else stated
        if options.json:
            yield to_json(
                {
                    "variable": limit.variable,
                    "value": number,
                    "default": limit.default,
                    "least": limit.least,
                    "most": limit.most,
                    "unit": limit.unit,
                    "purpose": limit.purpose,
                }
            )
            continue
        allowed = _("{least} to {most}").format(
            least=format_number(limit.least), most=format_number(limit.most)
        )
        stands = f"{format_number(number)} {_(limit.unit)} ({allowed})"
        yield f"{limit.variable:<22} {stands}: {_(limit.purpose)}"
