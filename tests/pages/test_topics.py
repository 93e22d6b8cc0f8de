import gc
import sys
import weakref
from html import unescape
from urllib.parse import parse_qs

import pytest
from streamlit.testing.v1 import AppTest

from dash_app.session import history, loading
from dash_app.views.topics import charts
from dash_core import Collection
from dash_core.analysis.standing import keep_groups
from dash_core.common.progress import no_progress
from dash_core.study.edits import Edit
from dash_core.topics.file.parse import parse_topics


def file_of(app):
    """The topics file of the study the address names."""
    return parse_topics(history.state_at(app.query_params["source"]).topics, "topics")


def address(app):
    """The parameters as a reload would bring them."""
    return {name: app.query_params[name] for name in app.query_params}


def change(app: AppTest, topic: str, kind: str = "named") -> AppTest:
    """Open the controls of a topic, as a click on its “Change” does."""
    return opened(app, f"change-{kind}-{topic}")


def opened(app: AppTest, name: str) -> AppTest:
    held = app.session_state  # has no .get
    times = held["topics-closed"] if "topics-closed" in held else 0  # noqa: SIM401
    app.session_state[f"{name}-{times}" if times else name] = True
    return app.run()


def said(option):
    """The word of a pill that is labelled `word \\(\\+2\\)`."""
    return option.split(" \\(")[0]


def labels(app):
    """The topics the page shows, by their headings."""
    blocks = [str(e.value if hasattr(e, "value") else e.body) for e in app.html]
    return [
        unescape(text.split("</span> ")[1].split("</h2>")[0])
        for text in blocks
        if 'class="topic-name"' in text
    ]


def test_named(open_page, words):
    said = words(open_page("topics"))
    for label, n in (("Troops", 6), ("Oil", 4), ("Separatism", 7), ("Other", 6)):
        assert f" {label}</h2>" in said
        assert f"{n} documents" in said
    assert "Looked for:" in said


def test_found(open_page, words):
    said = words(open_page("topics", kind="found"))
    assert said.count(" documents · ") >= 2


def test_filter_counts(open_page, words):
    assert "2 of 6 documents" in words(open_page("topics", topic="oil"))


def test_what_a_topic_shows_is_within_the_filter(open_page):
    app = open_page("topics", topic="oil")
    links = {link.label: link.proto for link in app.get("page_link")}
    query = links["Show 2 documents"].query_string
    assert "topic=oil" in query
    assert query.count("id=") == 2  # troops within oil, one by one
    assert "Show 6 documents" not in links


# Changing


def test_a_new_name_survives_a_reload_and_reaches_every_page(open_page, words):
    app = change(open_page("topics"), "oil")
    app.text_input(key="change-named-oil-name").set_value("Petroleum").run()
    assert labels(app) == ["Troops", "Petroleum", "Separatism", "Other"]
    again = open_page("topics", **address(app))
    assert labels(again) == ["Troops", "Petroleum", "Separatism", "Other"]
    assert "about Petroleum" in words(open_page("documents", **address(app), topic="oil"))
    assert open_page("topics").query_params.get("undo") is None  # nobody else sees it
    assert "Petroleum" not in labels(open_page("topics"))


def test_a_name_that_is_taken_is_a_sentence_at_its_place(open_page):
    app = change(open_page("topics"), "oil")
    app.text_input(key="change-named-oil-name").set_value("Troops").run()
    (error,) = app.error
    assert "Troops" in error.value
    assert "source" not in app.query_params
    assert labels(app) == ["Troops", "Oil", "Separatism", "Other"]


def test_words_are_a_line_of_text(open_page, words):
    app = change(open_page("topics"), "oil")
    app.text_area(key="change-named-oil-words").set_value("oil,  gas\nconcession, oil").run()
    assert file_of(app).named[1].words == ("oil", "gas", "concession")
    assert "Looked for:</span> oil, gas, concession" in words(app)
    app.text_area(key="change-named-oil-words").set_value(" , ").run()
    assert len(app.error) == 1
    assert file_of(app).named[1].words == ("oil", "gas", "concession")


def test_a_suggested_word_is_added_by_a_click(open_page):
    app = change(open_page("topics"), "oil")
    pills = app.button_group(key="change-named-oil-add")
    word = said(pills.options[0])
    pills.set_value(word).run()
    assert file_of(app).named[1].words[-1] == word
    rest = app.button_group(key="change-named-oil-add").options
    assert word not in map(said, rest)


def test_a_vetoed_word_does_not_count(open_page):
    app = change(open_page("topics"), "oil")
    app.text_area(key="change-named-oil-veto").set_value("oil company").run()
    assert file_of(app).named[1].veto == ("oil company",)
    app.text_area(key="change-named-oil-veto").set_value("").run()
    assert file_of(app).named[1].veto == ()


def test_a_colour(open_page, words):
    app = change(open_page("topics"), "oil")
    app.color_picker(key="change-named-oil-color").set_value("#123456").run()
    assert file_of(app).named[1].color == "#123456"
    assert "background:#123456" in words(app)


def test_two_topics_put_together(open_page):
    app = change(open_page("topics", topic=["troops", "separatism"]), "oil")
    app.selectbox(key="change-named-oil-merge").set_value("troops").run()
    assert labels(app) == ["Oil", "Separatism", "Other"]
    assert app.query_params["topic"] == "separatism"  # the filter names no topic that is gone


def test_a_topic_split(open_page):
    app = change(open_page("topics"), "separatism")
    app.button_group(key="change-named-separatism-split").set_value(2).run()
    assert len(labels(app)) == 5
    assert "Separatism" in labels(app)


def test_a_topic_removed(open_page):
    app = change(open_page("topics"), "troops")
    app.button(key="change-named-troops-Remove this topic").click().run()
    assert labels(app) == ["Oil", "Separatism", "Other"]


def test_the_last_topic_removed_leaves_found_ones(open_page):
    app = open_page("topics")
    for topic in ("troops", "oil", "separatism"):
        app = change(app, topic)
        app.button(key=f"change-named-{topic}-Remove this topic").click().run()
    assert not app.exception
    assert labels(app)[0] not in ("Troops", "Oil", "Separatism")
    app.button(key="topics-undo").click().run()
    assert labels(app) == ["Separatism", "Other"]


# Found topics


@pytest.fixture
def found(open_page):
    return change(open_page("topics", kind="found"), "g1", "found")


def test_a_found_topic_renamed(found, open_page):
    found.text_input(key="change-found-g1-name").set_value("Arms").run()
    assert "Arms" in labels(found)
    assert [step.do for step in file_of(found).steps] == ["rename"]
    assert "Arms" in labels(open_page("topics", **address(found)))


def test_a_found_topic_in_another_colour(found, words):
    found.color_picker(key="change-found-g1-color").set_value("#123456").run()
    assert "background:#123456" in words(found)


def test_a_telling_word_left_out_of_the_grouping(found, words):
    pills = found.button_group(key="change-found-g1-leave")
    word = said(pills.options[0])
    pills.set_value(word).run()
    assert [(step.do, step.word) for step in file_of(found).steps] == [("veto", word)]
    assert "What that changed" in words(found)
    assert [box.label for box in found.text_input] == [
        "Search everything"
    ]  # closed: another group may be the first now


def test_what_a_word_changed_can_be_undone_at_once(found, words):
    before = labels(found)
    pills = found.button_group(key="change-found-g1-leave")
    pills.set_value(said(pills.options[0])).run()
    found.button(key="topics-changed-undo").click().run()
    assert labels(found) == before
    assert "What that changed" not in words(found)


def test_the_numbers_are_one_click_away(open_page, words):
    for kind, column in (("named", "mean strength"), ("found", "stability")):
        app = open_page("topics", kind=kind, open="topics-counted")
        assert column in app.dataframe[0].value.columns
        assert column.split()[-1].capitalize() + ":" in words(app)


# Corrections


def corrected(app, *edits):
    """The address after these corrections, as the pages that make them do."""
    collection = loading.fit(history.studies.STORE.open(app.query_params["source"]))
    study = keep_groups(collection, collection.study.with_edits(edits))
    return {**address(app), "source": history.studies.STORE.save(study)}


def test_what_moved_by_a_correction_is_said_and_can_be_put_back(found, open_page, words):
    found.text_input(key="change-found-g1-name").set_value("Arms").run()
    collection = loading.fit(history.studies.STORE.open(found.query_params["source"]))
    first, second = collection.found.grouped[:2]
    one, other = first.members[1], second.members[0]
    row, like = (collection.document(collection.table["id"][i]) for i in (one, other))
    edits = [Edit("set", row["id"], name, after=like[name]) for name in ("title", "summary")]
    app = open_page("topics", **corrected(found, *edits))
    assert "1 document moved since the listing was corrected" in words(app)
    assert "from “Arms” to “" in words(app)
    app.button(key=f"topics-moved-{row['id']}").click().run()
    assert "moved since" not in words(app)
    assert [step.do for step in file_of(app).steps] == ["rename", "pin"]
    app.button(key="topics-undo").click().run()
    app.button(key="topics-moved-accept").click().run()
    assert "moved since" not in words(app)
    app.button(key="topics-moved-anew").click().run()
    assert file_of(app).groups == ()
    assert "What that changed" in words(app)


# Beside named topics


def test_what_reads_like_a_topic_is_refused_or_taken(open_page, words):
    def proposed(app):
        keys = [button.key for button in app.button]
        return [key.rpartition("-")[2] for key in keys if key.startswith(f"{place}-add-")]

    place = "propose-separatism"
    app = opened(open_page("topics"), place)
    ids = proposed(app)
    assert len(ids) > 1
    assert "like “" in words(app)
    app.button(key=f"{place}-no-{ids[0]}").click().run()
    assert file_of(app).named[2].excluded == (ids[0],)
    assert proposed(app)
    assert ids[0] not in proposed(app)
    app.button(key="topics-undo").click().run()
    assert proposed(opened(app, place)) == ids
    app.button(key=f"{place}-add-{ids[1]}").click().run()
    assert file_of(app).named[2].pinned == (ids[1],)
    app.button(key="topics-undo").click().run()
    opened(app, place).button(key=f"{place}-all").click().run()
    assert file_of(app).named[2].pinned == tuple(ids)


def test_what_to_decide_first_is_put_into_a_topic_or_none(open_page, words):
    def asked(app):
        return [box.key for box in app.selectbox if box.key.startswith("topics-first-")]

    app = opened(open_page("topics"), "topics-first")
    first, *rest = asked(app)
    assert "tells most about the others" in words(app)
    assert "in an attempt to explain" in words(app)  # the beginning of a summary
    app.selectbox(key=first).set_value("oil").run()
    assert file_of(app).named[1].pinned == (first.removeprefix("topics-first-"),)
    assert first not in asked(app)
    app.button(key="topics-undo").click().run()
    assert asked(opened(app, "topics-first")) == [first, *rest]
    app.selectbox(key=first).set_value("").run()
    assert {spec.excluded for spec in file_of(app).named} == {
        (first.removeprefix("topics-first-"),)
    }


def test_what_is_found_in_the_rest_becomes_a_topic(open_page):
    app = opened(open_page("topics"), "topics-rest")
    made = next(button for button in app.button if button.key.startswith("make-rest-"))
    made.click().run()
    assert len(file_of(app).named) == 4


def test_found_topics_put_together(found):
    before = labels(found)
    found.selectbox(key="change-found-g1-merge").set_value("g2").run()
    assert len(labels(found)) == len(before) - 1


def test_a_found_topic_split(found):
    before = labels(found)
    found.button_group(key="change-found-g1-split").set_value(2).run()
    assert len(labels(found)) == len(before) + 1


def test_a_found_topic_becomes_a_named_one(found):
    label = labels(found)[0]
    found.button(key="change-found-g1-Make it a named topic").click().run()
    assert file_of(found).named[-1].label == label


def test_another_number_of_groups(open_page):
    app = open_page("topics", kind="found")
    slider = app.slider(key="topics-number")
    asked = slider.value + 1
    slider.set_value(asked).run()
    assert file_of(app).k == asked
    assert len([label for label in labels(app) if label != "Other"]) == asked
    assert app.slider(key="topics-number").value == asked


# Undo, redo, what was done


def test_undo_and_redo_survive_a_reload(open_page):
    app = change(open_page("topics"), "oil")
    for name in ("Petroleum", "Naphtha"):
        app.text_input(key="change-named-oil-name").set_value(name).run()
    app.button(key="topics-undo").click().run()
    assert "Petroleum" in labels(app)
    again = open_page("topics", **address(app))
    again.button(key="topics-redo").click().run()
    assert "Naphtha" in labels(again)
    again.button(key="topics-undo").click().run()
    again.button(key="topics-undo").click().run()
    assert "Oil" in labels(again)
    assert again.button(key="topics-undo").disabled
    change(again, "oil").text_input(key="change-named-oil-name").set_value("Crude").run()
    assert again.button(key="topics-redo").disabled  # what was undone is gone for good


def test_what_was_done_is_listed_and_can_be_started_again(open_page, words):
    app = change(open_page("topics"), "oil")
    app.text_input(key="change-named-oil-name").set_value("Petroleum").run()
    app.color_picker(key="change-named-oil-color").set_value("#123456").run()
    app.session_state["topics-changes"] = True
    app.run()
    said = words(app)
    assert "“Oil” is called “Petroleum”." in said
    assert said.index("has the colour #123456") < said.index("is called")  # the last first
    app.button(key="topics-restart_alt").click().run()
    assert "Oil" in labels(app)
    app.button(key="topics-undo").click().run()
    assert "Petroleum" in labels(app)


def test_no_more_than_the_last_changes_and_the_first_are_in_the_address(open_page):
    steps = [f"{step:024x}" for step in range(17)]
    app = change(open_page("topics", undo=".".join(["listing", *steps])), "oil")
    for i in range(5):
        app.text_input(key="change-named-oil-name").set_value(f"Oil {i}").run()
    chain = app.query_params["undo"].split(".")
    assert len(chain) == 20
    assert chain[0] == "listing"
    assert chain[1:15] == steps[3:]


def test_an_address_of_changes_this_machine_has_not_is_a_sentence(open_page):
    app = open_page("topics", undo="0" * 24)
    app.button(key="topics-undo").click().run()
    assert "not on this computer" in app.error[0].value


def test_nonsense_in_the_address_is_no_change(open_page):
    app = open_page("topics", undo="../../etc.x", redo="<b>")
    assert app.button(key="topics-undo").disabled
    assert app.button(key="topics-redo").disabled


def test_a_topics_file_brought_in(open_page):
    app = open_page("topics")
    app.session_state["topics-changes"] = True
    app.run()
    text = b'[[topic]]\nid = "a"\nlabel = "Agreements"\nwords = ["agreement"]\n'
    app.file_uploader(key="topics-upload").upload("mine.toml", text, "application/toml").run()
    assert labels(app)[0] == "Agreements"


@pytest.mark.parametrize("text", [b"[[topic]]", b"\xff\xfe", b"k = "])
def test_a_wrong_topics_file_is_a_sentence(open_page, text):
    app = open_page("topics")
    app.session_state["topics-changes"] = True
    app.run()
    app.file_uploader(key="topics-upload").upload("mine.toml", text, "application/toml").run()
    assert len(app.error) == 1
    assert labels(app) == ["Troops", "Oil", "Separatism", "Other"]


# New topics


def new(app):
    return opened(app, "new-topic")


def test_a_new_topic_of_typed_words(open_page, words):
    app = new(open_page("topics", kind="found"))
    assert app.button(key="new-topic-make").disabled
    app.text_input(key="new-topic-words").set_value("agreement").run()
    assert "would be in it" in words(app)
    app.text_input(key="new-topic-label").set_value("Agreements").run()
    app.button(key="new-topic-make").click().run()
    assert "Agreements" in labels(app)  # and the page shows the named ones
    assert not any(button.key == "new-topic-make" for button in app.button)  # closed again


def test_a_new_topic_of_the_documents_of_the_filter(open_page):
    app = new(open_page("topics", q="telegram"))
    app.button(key="new-topic-filter").click().run()
    assert len(file_of(app).named) == 4
    assert file_of(app).named[-1].words


def test_the_first_named_topic_of_a_listing(open_page, tmp_path, monkeypatch):
    listing = tmp_path / "plain.txt"
    one = "• May {n}, 1946\n\nOn {word}\n\nThe {word} harvest of the north.\n\n"
    listing.write_text("".join(one.format(n=n, word=w) for n, w in enumerate(["oil", "wheat"], 1)))
    monkeypatch.setattr("sys.argv", ["app.py", str(listing)])
    app = new(open_page("topics"))
    app.text_input(key="new-topic-words").set_value("oil").run()
    app.button(key="new-topic-make").click().run()
    assert labels(app) == ["oil", "Other"]


# The document page


def on_document(open_page, doc="cb6e63076f", **more):
    return open_page("document", doc=doc, **more)


def test_a_document_put_into_a_topic_and_out_again(open_page, words):
    app = on_document(open_page)
    app.session_state["document-topics-change"] = True
    app.run()
    key = "document-topics-named-cb6e63076f"
    before = list(app.multiselect(key=key).value)
    extra = next(t for t in ("troops", "oil", "separatism") if t not in before)
    app.multiselect(key=key).set_value([*before, extra]).run()
    assert "assigned by hand" in words(app)
    assert set(app.multiselect(key=key).value) == {*before, extra}
    again = on_document(open_page, **{**address(app), "doc": "cb6e63076f"})
    assert "assigned by hand" in words(again)
    app.multiselect(key=key).set_value(before).run()
    assert "assigned by hand" not in words(app)
    assert any("cb6e63076f" in spec.excluded for spec in file_of(app).named)
    app.button(key="document-topics-again").click().run()
    assert not any(spec.pinned or spec.excluded for spec in file_of(app).named)


def test_why_a_document_is_not_in_a_topic(open_page, words):
    app = on_document(open_page)
    app.session_state["document-why-not"] = True
    app.run()
    box = app.selectbox(key="document-why-not-cb6e63076f")
    box.select(box.options[0]).run()
    assert "It contains none of the words of" in words(app) or "carry only" in words(app)


# Other things on the page


def test_the_page_links_keep_what_can_be_undone(open_page):
    app = change(open_page("topics"), "oil")
    app.text_input(key="change-named-oil-name").set_value("Petroleum").run()
    queries = [parse_qs(link.proto.query_string) for link in app.get("page_link")]
    assert all(query.get("undo") == ["listing"] for query in queries)


def test_the_listing_is_not_read_anew_for_other_topics(open_page):
    app = change(open_page("topics"), "oil")
    app.text_input(key="change-named-oil-name").set_value("Mineral oil").run()
    assert "Mineral oil" in labels(app)
    before, after = list(loading._cache._fitted.values())[-2:]
    assert after.topics is not before.topics
    assert after.index is before.index


# Coarser and finer groups


@pytest.fixture
def harvests(tmp_path, monkeypatch):
    """60 documents of four subjects, each in two halves."""
    words = ("oil pipeline", "wheat drought", "school teacher", "troops frontier")
    halves = ("in the north mills", "at the southern river")
    rows = [f"{1900 + i},On {words[i % 4]} {halves[i // 4 % 2]}" for i in range(60)]
    path = tmp_path / "harvests.csv"
    path.write_text("\n".join(["date,title", *rows]), "utf-8")
    monkeypatch.setattr(sys, "argv", ["app.py", str(path)])


@pytest.mark.usefixtures("harvests")
def test_groups_are_walked_down_and_a_level_becomes_the_topics(open_page, words):
    app = open_page("topics", open="topics-levels")
    assert "A level divides the groups of the one before" in words(app)
    down = [link.proto for link in app.get("page_link") if "walk=1." in link.proto.query_string]
    below = open_page("topics", walk=parse_qs(down[0].query_string)["walk"][0])
    assert "All groups" in [link.label for link in below.get("page_link")]
    app, take = next(  # not of the level that is the topics
        (shown, button)
        for shown in (app, below)
        for button in shown.button
        if str(button.key).startswith("topics-levels-take")
    )
    n = int(take.key.rpartition("-")[2])
    take.click()
    app.run()
    assert not app.exception
    assert file_of(app).k == max(file_of(app).groups) == n


@pytest.mark.usefixtures("harvests")
def test_a_group_that_is_not_there_is_said(open_page):
    app = open_page("topics", walk="9.1")
    assert any("walk" in str(e.value) or "9.1" in str(e.value) for e in app.warning)


def test_groups_for_comparing_are_let_go_with_their_listing():
    listing = "\n".join(f"{1900 + i}\tOn {what}" for i, what in enumerate(["oil", "wheat"] * 6))
    collection = Collection.read(f"date\ttitle\n{listing}\n", topics="")
    assert charts._grouped(collection, 2, no_progress)
    kept = weakref.ref(collection)
    del collection
    gc.collect()
    assert kept() is None
