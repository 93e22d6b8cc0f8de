"""The documentation names files that are there."""

import re
from pathlib import Path

import pytest

from dash_core.classroom.lessons.ready_lessons import ready_lessons
from dash_core.common.extract import extract

ROOT = Path(__file__).parents[1]
PAGES = (
    "README.md",
    "CONTRIBUTING.md",
    "docs/architecture.md",
    "docs/developers/recipes.md",
    "docs/teaching.md",
)
_LINK = re.compile(r"\]\(([^)#:]+)(?:#[^)]*)?\)")
_PATH = re.compile(r"`([\w.*/-]+(?:\.(?:py|toml|md|csv|sh|cff|js)|/))`")
# Where a path in the text may start.
STARTS = ("", "src/dash_core", "src/dash_app", "src/dash_core/readers", "src/dash_core/text/places")
EXAMPLES = {"pages/yours.py", "tests/pages/test_yours.py"}


@pytest.mark.parametrize("page", PAGES)
def test_every_file_that_is_named_is_there(page):
    text, folder = (ROOT / page).read_text("utf-8"), (ROOT / page).parent
    assert not [path for path in _LINK.findall(text) if not (folder / path).exists()]
    paths = set(_PATH.findall(text)) - EXAMPLES
    assert not [p for p in paths if not any((ROOT / start / p).exists() for start in STARTS)]


def test_contributing_says_where_to_change_what():
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    rows = [line for line in text.splitlines() if line.startswith("| ") and "`" in line]
    assert len([row for row in rows if not row.startswith(("| `", "| room"))]) == 12


@pytest.mark.parametrize("page", ["CONTRIBUTING.md", "docs/architecture.md"])
def test_every_room_is_described(page):
    text = (ROOT / page).read_text("utf-8")
    for package in ("dash_core", "dash_app"):
        folders = (ROOT / "src" / package).iterdir()
        rooms = {path.name for path in folders if (path / "__init__.py").exists()}
        assert not [room for room in rooms if f"{room}/" not in text]


def test_what_the_teachers_guide_names_is_on_screen():
    """Word for word, so that the guide can be followed."""
    lessons = {f"{one.title} ({one.minutes} minutes)" for one in ready_lessons()}
    on_screen = {text for text in extract() if isinstance(text, str)} | lessons
    text = (ROOT / "docs" / "teaching.md").read_text("utf-8")
    named = {" ".join(bold.split()) for bold in re.findall(r"\*\*(.+?)\*\*", text, re.DOTALL)}
    assert len(named) > 25
    parts = {"Iran crisis 1945–46"}  # of the sample's title
    assert not named - on_screen - parts
