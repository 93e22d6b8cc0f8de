"""The topics file: read, written, and refused in one sentence."""

from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dash_core import TopicFileError
from dash_core.topics import OTHER, Step, TopicFile, TopicSpec, parse_topics, to_toml
from dash_core.topics.file.validate import MAX_TOPIC_STEPS, MAX_TOPICS

OIL = '[[topic]]\nid = "oil"\nlabel = "Oil"\nwords = ["oil company", "oil", "refinery"]\n'
TROOPS = '[[topic]]\nid = "troops"\nlabel = "Troops"\nwords = ["troops", "withdraw"]\n'
STEP = '[[step]]\ndo = "rename"\nof = "wheat"\ndocuments = ["a", "b"]\nlabel = "Bread"\n'
SEED_TOPICS = (Path(__file__).parents[4] / "seeds" / "topics.toml").read_text("utf-8")


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("", "names no topic"),
        ("topic = []", "names no topic"),
        ("[found]", "names no topic"),
        ('[topic]\nid = "a"', "“topic” must be written as [[topic]]"),
        ("topic = [1]", "topic 1: keys with values are needed"),
        ("found = 1", "[found]: keys with values are needed"),
        ("[[topic", "is not a topics file"),
        ("x" * 2_000_000, "is too long for a topics file"),
        (OIL.replace('id = "oil"', ""), "topic 1: “id” is missing"),
        (OIL.replace('"oil"\nlabel', '" "\nlabel'), "topic 1: “id” is missing"),
        (OIL.replace('"oil"\nlabel', '"ö l"\nlabel'), "topic 1: “id” may have letters"),
        (TROOPS + OIL.replace('label = "Oil"', "label = 5"), "topic 2: “label” is missing"),
        (OIL.replace('"Oil"', f'"{"x" * 201}"'), "“label” has more than 200 characters"),
        ("[found]\ngroups = [1]", "“groups” and “documents” must be there together"),
        ('[found]\ngroups = ["a"]\ndocuments = "b"', "“groups” must be a list of whole numbers"),
        ('[found]\ngroups = [1001]\ndocuments = "b"', "“groups” must be a list of whole numbers"),
        (STEP.replace("rename", "veto").replace("label", "word") + 'of = ""', "not a topics file"),
        (STEP.replace("rename", "veto").replace("label", "words"), "perhaps “word” is meant"),
        (OIL.split("words", maxsplit=1)[0], "topic 1 (“Oil”): “words” must be a list"),
        (OIL.replace('["oil company", "oil", "refinery"]', "[]"), "“words” must be a list"),
        (OIL.replace('"refinery"', "5"), "“words” must be a list"),
        (OIL + 'color = "red"', "topic 1 (“Oil”): “color” must look like"),
        (OIL + 'pinned = "a"', "“pinned” must be a list of documents’ ids"),
        (OIL + 'pinned = ["a"]\nexcluded = ["b", "a"]', "document “a” is both in"),
        (OIL + OIL, "“oil” more than once"),
        (OIL + OIL.replace('"oil"\n', '"oil2"\n'), "“Oil” more than once"),
        (OIL.replace("Oil", "other"), "“other” more than once"),
        (OIL.replace('id = "oil"', f'id = "{OTHER}"'), f"“{OTHER}” more than once or keeps it"),
        (OIL + 'colour = "#0072B2"', "“colour” is not known here; perhaps “color” is meant"),
        (OIL + "xyz = 5", "“xyz” is not known here; there can be “id”, “label”"),
        ("[fuond]\nk = 5", "“fuond” is not known here; perhaps “found” is meant"),
        ("[found]\nk = 1", "[found]: “k” must be a whole number from 2 to 1,000"),
        ("[found]\nk = true", "“k” must be a whole number"),
        ('[found]\nveto = "x"', "[found]: “veto” must be a list of words"),
        (STEP.replace("rename", "call"), "step 1: “do” must be one of “rename”"),
        (STEP.replace('"rename"', "[]"), "step 1: “do” must be one of “rename”"),
        (STEP.replace('["a", "b"]', "[]"), "step 1 (rename): “documents” must be a list of doc"),
        (STEP.replace("label", "color"), "step 1 (rename): “color” is not known here"),
        (STEP.replace("rename", "color"), "step 1 (color): “label” is not known here"),
        (STEP.replace('label = "Bread"', ""), "step 1 (rename): “label” is missing"),
        (STEP.replace('"wheat"', "5"), "step 1 (rename): “of” must be text"),
        (STEP.replace("rename", "split").replace('label = "Bread"', "into = 1"), "from 2 to 10"),
        (STEP.replace("rename", "merge").replace("label", "into-documents"), "“into-documents” m"),
        (STEP.replace("rename", "pin").replace('label = "Bread"', ""), "“document” is missing"),
    ],
)
def test_a_wrong_file_is_refused_in_one_sentence(text, part):
    with pytest.raises(TopicFileError) as raised:
        parse_topics(text, "topics.toml")
    assert part in str(raised.value)
    assert str(raised.value).startswith("“topics.toml”")
    assert str(raised.value).endswith(".")
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize(
    ("text", "part"),
    [
        (OIL * (MAX_TOPICS + 1), "more than 100 of [[topic]]"),
        (STEP * (MAX_TOPIC_STEPS + 1), "more than 1,000 of [[step]]"),
        (OIL.replace('"oil",', '"oil",' * 1_000), "“words” has more than 1,000 entries"),
    ],
)
def test_there_are_limits(text, part):
    with pytest.raises(TopicFileError, match=part.replace("[", r"\[")):
        parse_topics(text, "topics.toml")


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused(text):
    for content in (
        text,
        OIL.replace("refinery", text),
        f"{OIL}{text}",
        f"[found]\n{text}\n{STEP}",
    ):
        with suppress(TopicFileError):
            assert parse_topics(content, "topics.toml") != TopicFile()


def test_the_seed_is_read():
    file = parse_topics(SEED_TOPICS, "topics.toml")
    assert [(spec.id, len(spec.words)) for spec in file.named] == [
        ("troops", 12),
        ("oil", 7),
        ("separatism", 11),
    ]
    assert (file.k, file.veto, file.steps) == (None, (), ())


def test_everything_is_read():
    text = f'[found]\nk = 6\nveto = ["treaty"]\n{OIL}veto = ["oil painting"]\n{STEP}'
    assert parse_topics(text, "") == TopicFile(
        6,
        ("treaty",),
        (
            TopicSpec(
                "oil", "Oil", "#0072B2", ("oil company", "oil", "refinery"), ("oil painting",)
            ),
        ),
        (Step("rename", ("a", "b"), "wheat", label="Bread"),),
    )


# What a person may type: quotes, control characters, line breaks, signs of any script.
odd = st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from("\"'\\#[]=\n\r\t\0\x7f"))
texts = st.lists(odd, max_size=3).map(tuple)
ids = st.lists(odd, min_size=1, max_size=3).map(tuple)
labels = odd.map(lambda text: text.strip()[:200].strip()).filter(bool)
colors = st.from_regex(r"#[0-9A-Fa-f]{6}", fullmatch=True)
topics = st.builds(
    TopicSpec,
    st.from_regex(r"[A-Za-z0-9_-]{1,40}", fullmatch=True).filter(lambda id_: id_ != OTHER),
    labels.filter(lambda label: label.casefold() != "other"),
    colors,
    st.lists(odd, min_size=1, max_size=3).map(tuple),
    texts,
    st.lists(odd.map("p".__add__), max_size=2).map(tuple),
    st.lists(odd.map("e".__add__), max_size=2).map(tuple),
)
steps = st.one_of(
    st.builds(Step, st.just("rename"), ids, odd, label=labels),
    st.builds(Step, st.just("color"), ids, odd, color=colors),
    st.builds(Step, st.just("merge"), ids, odd, into_documents=ids),
    st.builds(Step, st.just("split"), ids, odd, into=st.integers(2, 10)),
    st.builds(Step, st.just("pin"), ids, odd, document=odd.filter(str.strip)),
)
files = st.builds(
    TopicFile,
    st.none() | st.integers(2, 1_000),
    texts,
    st.lists(topics, max_size=3, unique_by=(lambda t: t.id, lambda t: t.label.casefold())).map(
        tuple
    ),
    st.lists(steps, max_size=4).map(tuple),
)


@given(files, files)
def test_what_is_written_is_read_back(file, other):
    text = to_toml(file)
    if file == TopicFile():
        assert text == ""
    else:
        assert parse_topics(text, "") == file
    if other != TopicFile():
        assert parse_topics(to_toml(other, text), "") == other


COMMENTED = f"""# What Anna thought in May
[found]
k = 6   # as in the thesis

# Oil is her own.
{OIL.replace("[[topic]]", "[[topic]]  # from the course")}
# This one came later.
{TROOPS}
{STEP}"""


@pytest.mark.parametrize(
    ("change", "lost"),
    [
        (lambda file: replace(file, k=7), ()),
        (lambda file: replace(file, veto=("treaty",)), ()),
        (lambda file: replace(file, steps=()), ()),
        (lambda file: replace(file, steps=(*file.steps, Step("split", ("a",), into=2))), ()),
        (lambda file: replace(file, named=file.named[:1]), ("# This",)),
        (
            lambda file: replace(file, named=(*file.named, TopicSpec("x", "X", "#000000", ("x",)))),
            (),
        ),
        (
            lambda file: replace(
                file,
                named=(replace(file.named[0], label="Naft", words=("oil", "naft")), file.named[1]),
            ),
            (),
        ),
        (lambda file: replace(file, k=None), ("# as in",)),
    ],
)
def test_comments_survive_an_edit(change, lost):
    file = change(parse_topics(COMMENTED, ""))
    text = to_toml(file, COMMENTED)
    assert parse_topics(text, "") == file
    comments = ("# What Anna", "# as in", "# Oil is", "# from the course", "# This one")
    assert all(c in text or c.startswith(lost or "-") for c in comments)


def test_a_file_written_in_an_odd_way_can_be_edited():
    text = 'topic = [{id = "oil", label = "Oil", words = ["oil"]}]\nfound.k = 5'
    file = parse_topics(text, "")
    changed = replace(file, k=6, named=(*file.named, TopicSpec("x", "X", "#000000", ("x",))))
    assert parse_topics(to_toml(changed, text), "") == changed


def test_an_unchanged_file_stays_as_it_is():
    assert to_toml(parse_topics(SEED_TOPICS, ""), SEED_TOPICS) == SEED_TOPICS
