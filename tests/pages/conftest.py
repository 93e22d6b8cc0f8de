"""Pages as Streamlit runs them, without a browser."""

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

ROOT = Path(__file__).parents[2]
Open = Callable[..., AppTest]


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
def words() -> Callable[[AppTest], str]:
    """Everything a page says, as one text. Elements with scripts of Dossier's own say nothing."""

    def said(app: AppTest) -> str:
        kinds = ("html", "markdown", "caption", "header", "subheader", "title", "text", "info")
        elements = [e for kind in (*kinds, "warning", "error") for e in getattr(app, kind)]
        elements = [e for e in elements if not getattr(e.proto, "unsafe_allow_javascript", False)]
        return "\n".join(str(getattr(e, "value", None) or getattr(e, "body", "")) for e in elements)

    return said
