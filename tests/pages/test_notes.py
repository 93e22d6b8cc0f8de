"""Notes on the page of a document: written, undone, seen by whoever has the link, as written."""

import re

import pytest
from streamlit.testing.v1 import AppTest

from dash_app.session import loading, studies
from dash_core.study.annotations import Note
from dash_core.study.link_codec import pack

DOC, OTHER = "e204ee8009", "4b27858af5"
HOSTILE = "<img src=x onerror=alert(1)> **bold** [a](http://b) $x^2$ :material/add:"


def write(app, text, doc=DOC):
    app.text_area(key=f"note-text-{doc}").set_value(text).run()
    assert not app.exception, app.exception
    return app


def again(open_page, app, page="document", **more):
    """What somebody else sees who opens the same address."""
    own = {name: app.query_params[name] for name in app.query_params}
    return open_page(page, **{**own, **more})


def source_of(app):
    """The key of the study the address names."""
    return app.query_params.get("source", "iran-crisis")


def notes_of(app):
    return studies.study(source_of(app)).notes


def buttons(app):
    return {button.key: button for button in app.button}


def test_an_empty_note_says_how_it_is_kept_and_who_sees_it(open_page, words):
    app = open_page("document", doc=DOC)
    said = words(app)
    assert "What you write is saved when you leave the field." in said
    assert "everyone with the link can see them" in said
    assert app.text_area(key=f"note-text-{DOC}").value == ""
    assert buttons(app)["notes-undo"].disabled


def test_what_was_written_when_the_server_was_gone_is_kept(open_page):
    """The browser sends the fields of the page to another server, with the first run there."""
    app = write(open_page("document", doc=DOC), "First")
    app.text_area(key=f"note-text-{DOC}").set_value("First. Second.")
    app.multiselect(key=f"note-tags-{DOC}").set_value(["check"])
    there = AppTest.from_file(app._script_path, default_timeout=600)
    for name in app.query_params:
        there.query_params[name] = app.query_params[name]
    there.switch_page("pages/document.py")
    there._run(app._tree.get_widget_states())
    assert not there.exception, there.exception
    assert notes_of(there) == (Note(DOC, "First. Second.", ("check",)),)
    assert there.text_area(key=f"note-text-{DOC}").value == "First. Second."
    write(there, "Third")
    assert notes_of(there) == (Note(DOC, "Third", ("check",)),)


def test_fields_stay_where_they_are(open_page, place_of):
    """The first note takes the listing's key from the address; another tab has other notes."""
    app = open_page("document", doc=DOC)
    before = place_of(app, f"note-tags-{DOC}")
    write(app, "First")
    assert place_of(app, f"note-tags-{DOC}") == before
    app.session_state["other-tab"] = "iran-crisis"
    app.run()
    assert "other-tab-join" in buttons(app)
    assert place_of(app, f"note-tags-{DOC}") == before


def test_a_note_is_kept_in_the_address(open_page, words):
    app = write(open_page("document", doc=DOC, topic="oil", sort="x"), "First.\nSecond.")
    assert notes_of(app) == (Note(DOC, "First.\nSecond."),)
    assert "Saved. Note on “Message from Prime Minister Ahmad Qavam to…” written." in words(app)
    assert (app.query_params["doc"], app.query_params["topic"]) == (DOC, "oil")
    fresh = again(open_page, app)
    assert fresh.text_area(key=f"note-text-{DOC}").value == "First.\nSecond."
    assert "Saved." not in words(fresh)
    assert "Last change: Note on “Message from Prime" in words(fresh)
    assert open_page("document", doc=DOC).text_area(key=f"note-text-{DOC}").value == ""


def test_two_who_write_do_not_change_each_others_address(open_page):
    mine, theirs = (write(open_page("document", doc=DOC), text) for text in ("mine", "theirs"))
    assert source_of(mine) != source_of(theirs)
    assert again(open_page, mine).text_area(key=f"note-text-{DOC}").value == "mine"
    assert again(open_page, theirs).text_area(key=f"note-text-{DOC}").value == "theirs"


def test_one_undo_takes_back_the_last_change_of_notes_or_topics(open_page, words):
    app = write(open_page("document", doc=DOC), "one")
    write(app, "two")
    topics = again(open_page, app, "topics")
    topics.session_state["change-named-oil"] = True
    topics.run()
    topics.text_input(key="change-named-oil-name").set_value("Petroleum").run()
    app = write(again(open_page, topics), "three")
    seen = []
    while not buttons(app)["notes-undo"].disabled:
        seen.append(told(app, words))
        app.button(key="notes-undo").click().run()
    assert seen == [
        ("three", True, "changed."),
        ("two", True, "“Oil” is called “Petroleum”."),
        ("two", False, "changed."),
        ("one", False, "written."),
    ]
    assert told(app, words)[:2] == ("", False)
    redone = []
    while not buttons(app)["notes-redo"].disabled:
        app.button(key="notes-redo").click().run()
        redone.append(told(app, words))
    assert redone == seen[::-1]


def told(app, words):
    """The note, whether the topic has its new name, and how what was done last ends."""
    last = re.findall(r'role="status">(?:Saved\. |Last change: )(.*?)</p>', words(app))[-1:]
    ends = ("changed.", "written.", "“Oil” is called “Petroleum”.")
    end = next((end for end in ends if last and last[0].endswith(end)), last)
    return app.text_area(key=f"note-text-{DOC}").value, "Petroleum" in topics_of(app), end


def topics_of(app):
    return studies.study(source_of(app)).topics


def test_tags_are_chosen_typed_and_filtered_by(open_page, words):
    app = open_page("document", doc=DOC)
    app.multiselect(key=f"note-tags-{DOC}").set_value(["oil deal", "key; check"]).run()
    assert notes_of(app) == (Note(DOC, tags=("oil deal", "key", "check")),)
    assert app.multiselect(key=f"note-tags-{DOC}").value == ["oil deal", "key", "check"]
    other = again(open_page, app, doc=OTHER)
    assert other.multiselect(key=f"note-tags-{OTHER}").options == ["check", "key", "oil deal"]
    found = again(open_page, app, "documents", tag="key")
    assert "1 of 20 documents</b> · tagged key" in words(found)
    assert '<span class="badge tag">oil deal</span>' in words(found)
    assert found.multiselect(key="filter-tags").value == ["key"]


def passage(app, typed):
    app.session_state["highlight-words"] = True
    app.run()
    app.text_input(key=f"passage-words-{DOC}").set_value(typed).run()
    return app


def test_a_passage_by_its_words(open_page, words):
    app = passage(open_page("document", doc=DOC), "QAVAM  to ambassador")
    (mark,) = notes_of(app)[0].highlights
    assert 'title="highlighted">' in words(app)
    assert mark.text in words(app)
    app.button(key=f"passage-remove-{DOC}-0").click().run()
    assert notes_of(app) == ()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("no such words", "neither in the title nor in the summary"),
        ("o", "These words occur in "),
    ],
)
def test_a_passage_that_is_not_one_is_a_sentence(open_page, words, typed, said):
    app = passage(open_page("document", doc=DOC), typed)
    assert said in words(app).replace("\\", "")
    assert app.text_input(key=f"passage-words-{DOC}").value == typed  # to be put right
    assert "undo" not in app.query_params


def test_what_is_too_long_stays_to_be_shortened(open_page, words):
    app = write(open_page("document", doc=DOC), "x" * 20_001)
    assert "A note holds 20,000 characters; this has 20,001." in words(app).replace("\\", "")
    assert len(app.text_area(key=f"note-text-{DOC}").value) == 20_001
    write(app, "x")
    assert "A note holds" not in words(app)
    assert notes_of(app) == (Note(DOC, "x"),)


def test_hostile_text_is_shown_as_written(open_page, words):
    app = write(open_page("document", doc=DOC), HOSTILE)
    app.multiselect(key=f"note-tags-{DOC}").set_value([HOSTILE]).run()
    for page in ("document", "documents", "data", "topics"):
        shown = again(open_page, app, page, tag=HOSTILE)
        assert "<img" not in words(shown)
        markdown = [*shown.markdown, *shown.caption, *shown.info, *shown.warning]
        labels = [link.label for link in shown.get("page_link")]
        assert not any("**bold**" in said for said in (*(e.value for e in markdown), *labels))
    said = words(again(open_page, app, "documents"))
    assert "&lt;img src=x onerror=alert(1)&gt; **bold**" in said


def test_a_note_whose_document_is_left_out_is_listed(open_page, words):
    app = write(open_page("document", doc=DOC), HOSTILE)
    own = studies.study(source_of(app))
    notes = (*own.notes, Note("gone", "Kept <b>all</b> the same.", ("a tag",)))
    key = studies.STORE.save(own.with_notes(notes))
    data = open_page("data", source=key)
    said = words(data)
    assert "1 document with notes, tags or highlights · 1 note · 0 tags" in said
    assert "Its document is not in this listing" in said
    assert "Kept &lt;b&gt;all&lt;/b&gt; the same." in said
    data.button(key="lost-note-remove-0").click().run()
    assert "Its document is not in this listing" not in words(data)
    assert [note.document for note in notes_of(data)] == [DOC]


def test_the_data_page_says_where_notes_are_written(open_page, words):
    assert "On the page of a document you can write a note" in words(open_page("data"))


def test_the_listing_is_not_fitted_anew_for_a_note(open_page):
    app = write(open_page("document", doc=DOC), "a")
    one = loading._cache._shown["en", source_of(app)][1]
    collection = list(loading._cache._fitted)
    write(app, "b")
    two = loading._cache._shown["en", source_of(app)][1]
    assert one.notes != two.notes
    assert one.core is two.core
    assert list(loading._cache._fitted) == collection  # nor does a note push another listing out


def test_a_link_that_holds_the_notes_itself(open_page, words):
    base = studies.study("iran-crisis")
    packed = pack(base.with_notes([Note(DOC, "Carried.", ("key",))]), base)
    app = open_page("document", source="iran-crisis", edits=packed, doc=DOC)
    assert app.text_area(key=f"note-text-{DOC}").value == "Carried."
    app.button(key="notes-undo").click().run()  # the listing as it is everywhere
    assert app.text_area(key=f"note-text-{DOC}").value == ""
    app.button(key="notes-redo").click().run()
    assert app.text_area(key=f"note-text-{DOC}").value == "Carried."
    write(app, "More.")
    assert "edits" not in app.query_params
    assert notes_of(app) == (Note(DOC, "More.", ("key",)),)
