"""Pages as Streamlit runs them, without a browser."""

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Block

ROOT = Path(__file__).parents[2]
Open = Callable[..., AppTest]


@pytest.fixture(scope="session", autouse=True)
def _packages_are_searched_once() -> Iterator[None]:
    """For each page that a test opens Streamlit looks for components in every package that is
    installed, which takes ten times as long as the page; what is installed stays the same."""
    with pytest.MonkeyPatch.context() as patch:
        scan = cache(manifest_scanner.scan_component_manifests)
        patch.setattr(manifest_scanner, "scan_component_manifests", scan)
        yield


@pytest.fixture
def open_page() -> Open:
    """Open a page with URL parameters, as a browser that is given its address; fails on any
    exception it shows."""

    def opened(page: str = "", /, **parameters: str | list[str]) -> AppTest:
        app = AppTest.from_file(ROOT / "app.py", default_timeout=600)
        for name, value in parameters.items():
            app.query_params[name] = value
        if page:
            app.switch_page(f"pages/{page}.py")
        app.run()
        assert not app.exception, app.exception
        return app

    return opened


@pytest.fixture
def place_of() -> Callable[[AppTest, str], list[int]]:
    """Where the widget with a key stands: the number of each part of the page that it is in. What
    moves from one run to the next is made anew by the browser, with what is being typed into it."""

    def place(app: AppTest, key: str) -> list[int]:
        (found,) = _places(app._tree, key)
        return found

    return place


def _places(block: Block, key: str) -> Iterator[list[int]]:
    for at, child in block.children.items():
        if isinstance(child, Block):
            yield from ([at, *place] for place in _places(child, key))
        elif getattr(child, "key", None) == key:
            yield [at]


@pytest.fixture
def words() -> Callable[[AppTest], str]:
    """Everything a page says, as one text. Elements with scripts of Dossier's own say nothing."""

    def said(app: AppTest) -> str:
        kinds = ("html", "markdown", "caption", "header", "subheader", "title", "text", "info")
        elements = [e for kind in (*kinds, "warning", "error") for e in getattr(app, kind)]
        elements = [e for e in elements if not getattr(e.proto, "unsafe_allow_javascript", False)]
        return "\n".join(str(getattr(e, "value", None) or getattr(e, "body", "")) for e in elements)

    return said
