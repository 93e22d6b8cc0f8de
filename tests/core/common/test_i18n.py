"""Words are in the language of who asks, and nobody gets those of another."""

import ast
from datetime import date
from pathlib import Path
from threading import Thread

import pytest

from dash_core.common import i18n
from dash_core.common.i18n import (
    bound,
    cached_words,
    count,
    format_number,
    format_percent,
    in_language,
    language,
)
from dash_core.common.keep import keep
from dash_core.dates import format_day, format_month, format_span, parse_date

ROOT = Path(__file__).parents[3]
FILES = sorted(file for folder in ("src", "pages") for file in (ROOT / folder).rglob("*.py"))
SPOKEN = {"_", "ngettext", "count", "first_few", "format_number", "format_percent"}


def calls(tree: ast.AST, *, at_import: bool) -> list[ast.Call]:
    """The calls in a module; `at_import`: outside of functions, which run later."""
    found, left = [], [tree]
    while left:
        node = left.pop()
        is_function = isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        if at_import and is_function:
            left += [*node.args.defaults, *filter(None, node.args.kw_defaults)]
            left += getattr(node, "decorator_list", [])
            continue
        if isinstance(node, ast.Call):
            found.append(node)
        left += ast.iter_child_nodes(node)
    return found


def test_no_word_is_chosen_when_a_module_is_imported():
    early = [
        f"{file.relative_to(ROOT)}:{node.lineno}"
        for file in FILES
        if file.parent != ROOT / "pages"  # they run anew for everyone
        for node in calls(ast.parse(file.read_text("utf-8")), at_import=True)
        if isinstance(node.func, ast.Name) and node.func.id in SPOKEN
    ]
    assert not early, "mark the text with phrase(), and call _() where it is shown"


def test_no_translated_text_has_parts_that_are_only_known_later():
    for file in FILES:
        for node in calls(ast.parse(file.read_text("utf-8")), at_import=False):
            if isinstance(node.func, ast.Name) and node.func.id in {"_", "phrase", "ngettext"}:
                first = node.args[0]
                assert not isinstance(first, ast.JoinedStr | ast.BinOp), f"{file}:{node.lineno}"


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("en", ["1,204 documents", "1,204.5", "12%", "5 Apr 1946", "April 1946"]),
        ("de", ["1.204 Dokumente", "1.204,5", "12\u00a0%", "5. Apr. 1946", "April 1946"]),
    ],
)
def test_numbers_and_days_are_written_as_in_the_language(code, words):
    with in_language(code):
        assert words == [
            count(1204),
            format_number(1204.5, 1),
            format_percent(0.12),
            format_day(date(1946, 4, 5)),
            format_month(1946, 4),
        ]


def test_a_span_does_not_repeat_what_its_ends_share():
    with in_language("de"):
        assert format_span(date(1946, 1, 1), date(1946, 4, 14)) == "1. Jan. – 14. Apr. 1946"
        assert format_span(date(1946, 4, 1), date(1946, 4, 14)) == "1.–14. Apr. 1946"


def test_the_host_says_in_which_language_nobody_asks(monkeypatch):
    monkeypatch.setattr(i18n, "_fallback", [])
    assert language() == "en"
    monkeypatch.setenv(i18n.VARIABLE, "de")
    assert language() == "de"
    monkeypatch.setenv(i18n.VARIABLE, "../../etc")
    assert language() == "en"


def test_threads_speak_their_own_language():
    heard = []
    with in_language("de"):
        threads = [Thread(target=lambda: heard.append(language()))]
        threads.append(Thread(target=bound(lambda: heard.append(language()))))
    for thread in threads:
        thread.start()
        thread.join()
    assert heard == ["en", "de"]


class Listing:
    """What results are kept on."""


def test_what_is_kept_is_kept_for_one_language():
    kept, cached = keep(2)(lambda listing: language()), cached_words(2)(lambda: language())
    listing = Listing()
    for code in ("en", "de", "en"):
        with in_language(code):
            assert (kept(listing), cached()) == (code, code)


def test_a_note_on_a_date_is_in_the_language_of_who_reads_it():
    notes = {}
    for code in ("en", "en-XA", "en", "en-XA"):
        with in_language(code):
            notes.setdefault(code, set()).add(parse_date("30 February 1946").note)
    assert [len(each) for each in notes.values()] == [1, 1]
    assert notes["en"] != notes["en-XA"]
