"""A student does all seven kinds of exercises on a phone's width, by keys alone."""

import pytest

from dash_core.classroom.exercises import KINDS, Exercise, Lesson, questions
from dash_core.classroom.lessons.lesson_file import lesson_to_data
from dash_core.classroom.store import ClassStore
from tests.browser.conftest import wait_until

PHONE = {"width": 390, "height": 844}
SOME = ("1238c887c2", "c5ef76c688", "2305b090bb", "cb6e63076f")
MANY = (*SOME, "fc4b3c4241", "905c4901b2", "4b27858af5", "e204ee8009")
EXERCISES = (
    Exercise("source_card", "A card", SOME[:1]),
    Exercise("sort_first", "Sort", SOME),
    Exercise("misfit", "Misfit", MANY, options={"of": "words"}),
    Exercise("name_topic", "Name", SOME[:2]),
    Exercise("order", "Order", SOME[:3]),
    Exercise("corroborate", "Two", SOME[:2]),
    Exercise("missing_voice", "Voice", SOME[:2]),
)
# What has the focus: its kind, what it says, whether it is seen, and its height.
FOCUSED = """() => {
    const at = document.activeElement;
    const shown = at.closest('[data-testid="stRadioOption"]') || at;
    const {top, bottom, height} = shown.getBoundingClientRect();
    const isSeen = top >= 0 && Math.min(bottom, top + 44) <= innerHeight;
    const isOfPage = at.closest('[data-testid="stMain"] *');
    return [isOfPage ? at.type || at.tagName : '', shown.innerText || '', isSeen, height];
}"""
TOO_WIDE = """() => { const main = document.querySelector('[data-testid="stMain"]');
                      return main.scrollWidth > main.clientWidth; }"""
TOO_HIGH = """() => { const main = document.querySelector('[data-testid="stMain"]');
                      return main.scrollHeight > main.clientHeight; }"""


@pytest.fixture
def room(server, seed):
    """A store, a class with a lesson of all kinds, and its teacher's secret."""
    assert {one.kind for one in EXERCISES} == set(KINDS)
    store = ClassStore(folder=server.home)
    lesson = lesson_to_data(Lesson("All by keys", EXERCISES))
    yield store, *store.create(seed.study, lesson, "All by keys")
    store.database.close()


def test_all_kinds_of_exercises_are_done_by_keys(room, visit, settle, seed):
    store, made, secret = room
    page = visit(f"join?class={made.code}", viewport=PHONE)
    while page.evaluate(FOCUSED)[0] != "text":
        page.keyboard.press("Tab")
    page.keyboard.type("Otter")
    page.keyboard.press("Enter")
    page.get_by_text("You are in.").wait_for()
    (seat,) = store.students(made)
    for n, exercise in enumerate(EXERCISES):
        store.lead(made, exercise=n)
        page.get_by_text(f"Exercise {n + 1} of {len(EXERCISES)}").wait_for()
        settle(page)
        typed = answer(page, settle)
        assert not page.evaluate(TOO_WIDE), exercise.kind
        asked = questions(exercise, seed)

        def are_kept(n=n, asked=asked, typed=typed):
            kept = {key: one.value for key, one in store.answers_of(seat, n).items()}
            texts = [kept[one.key] for one in asked if not one.options and one.key in kept]
            return kept.keys() >= {one.key for one in asked if one.required} and texts == typed

        # The last answer may be under way: it is waited for where it has to arrive.
        wait_until(page, are_kept, lambda n=n, typed=typed: (typed, store.answers_of(seat, n)))
        page.locator(".save-state.saved").wait_for()
    store.lead(made, exercise=1, is_frozen=True, is_revealed=True)
    wall = visit(
        f"projector?class={made.code}#key={secret}", viewport={"width": 1280, "height": 720}
    )
    shown = wall.get_by_role("button", name="Next", exact=True)
    shown.wait_for()
    while shown.is_enabled():
        assert not wall.evaluate(TOO_HIGH), wall.inner_text("h2:not(.unseen)")
        shown.click()
        settle(wall)


def answer(page, settle):
    """Go through an exercise with Tab, open its example, answer everything; give what was typed.

    What has the focus is always seen, and large enough for a thumb. Each answer is drawn before
    the next one is given, as by somebody who reads.
    """
    typed = []
    for _ in range(60):
        page.keyboard.press("Tab")
        kind, text, is_seen, height = page.evaluate(FOCUSED)
        if not kind:
            continue
        if "Go on on another device" in text and typed:
            return typed
        assert is_seen, (kind, text)
        assert height >= 44, (kind, text, height)
        if kind == "radio":
            page.keyboard.press("Space")
            page.keyboard.press("ArrowDown")
        elif kind in ("text", "textarea"):
            typed.append(f"Words {len(typed)}")
            page.keyboard.type(typed[-1])
        elif kind == "SUMMARY":
            page.keyboard.press("Enter")
        settle(page)
    pytest.fail("Tab does not lead through the exercise")
