"""Templates of files to be read and printed, and the texts that go into them as they are."""

from functools import lru_cache
from importlib.resources import files

from jinja2 import Environment, StrictUndefined, Template

from dash_core.common.i18n import _, ngettext
from dash_core.export.handout.vega import clean

__all__ = ["package_text", "template"]


@lru_cache(maxsize=8)
def template(package: str, name: str) -> Template:
    """A template; it escapes all values and replaces characters that HTML cannot hold."""
    environment = Environment(
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=lambda value: clean(value) if type(value) is str else value,
    )
    environment.globals.update(_=_, ngettext=ngettext)
    return environment.from_string(package_text(package, name))


@lru_cache(maxsize=8)
def package_text(package: str, name: str) -> str:
    """A text file of a package."""
    return (files(package) / name).read_text("utf-8").replace("\r\n", "\n")
