"""One module reads and writes the URL of a visit."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
OWNER = ROOT / "src" / "dash_app" / "session" / "url.py"
FILES = [ROOT / "app.py", *(ROOT / "pages").glob("*.py"), *OWNER.parents[1].rglob("*.py")]


def touches_the_url(file: Path) -> bool:
    """Whether a module uses `query_params` of Streamlit, under any name."""
    tree = ast.parse(file.read_text("utf-8"))
    return any(
        (isinstance(node, ast.Attribute) and node.attr == "query_params")
        or (isinstance(node, ast.alias) and "query_params" in node.name)
        for node in ast.walk(tree)
    )


def test_the_owner_touches_the_url():
    assert touches_the_url(OWNER)


@pytest.mark.parametrize(
    "file", [f for f in FILES if f != OWNER], ids=lambda f: str(f.relative_to(ROOT))
)
def test_no_other_module_touches_the_url(file):
    assert not touches_the_url(file), "use dash_app.session.url"
