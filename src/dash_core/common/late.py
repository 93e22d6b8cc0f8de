"""Packages that import a module of theirs only when one of its names is asked for.

Reading and fitting a listing takes many modules, with tables of words and patterns; showing one
that is fitted takes few, and a server should answer at once.
"""

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any

__all__ = ["late_names"]


def late_names(package: str, modules: Mapping[str, str]) -> Callable[[str], Any]:
    """The `__getattr__` of a package (PEP 562).

    Parameters
    ----------
    modules
        For each module of the package the names, between spaces, that the package gives. For the
        types, the package imports the same under `TYPE_CHECKING`. None is called like a module:
        once imported, that would be given in its place.
    """
    module_of = {name: module for module, names in modules.items() for name in names.split()}
    assert not module_of.keys() & modules.keys(), package

    imported: dict[str, Any] = {}  # by name: some are asked for thousands of times

    def get(name: str) -> Any:
        module = imported.get(name)
        if module is None:
            if name not in module_of:
                raise AttributeError(f"module {package!r} has no attribute {name!r}")
            module = imported[name] = import_module(f"{package}.{module_of[name]}")
        return getattr(module, name)

    return get
