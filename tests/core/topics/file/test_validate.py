"""A topics file made by an edit is refused with the sentence its text would be refused with."""

from dataclasses import replace

import pytest

from dash_core import TopicFileError
from dash_core.study.study_file import MAX_TOPIC_FILE
from dash_core.topics import OTHER, Step, TopicFile, TopicSpec, parse_topics, to_toml
from dash_core.topics.file.validate import MAX_LABEL_CHARS, MAX_TOPIC_WORDS, MAX_TOPICS, validate

OIL = TopicSpec("oil", "Oil", "#0072B2", ("oil",))


def refusal(check, *arguments):
    with pytest.raises(TopicFileError) as raised:
        check(*arguments)
    return str(raised.value)


@pytest.mark.parametrize(
    "file",
    [
        TopicFile(k=1),
        TopicFile(k=10_000),
        TopicFile(veto=("x",) * (MAX_TOPIC_WORDS + 1)),
        TopicFile(named=(replace(OIL, id="ö l"),)),
        TopicFile(named=(replace(OIL, id="x" * 41),)),
        TopicFile(named=(replace(OIL, label="x" * (MAX_LABEL_CHARS + 1)),)),
        TopicFile(named=(replace(OIL, color="red"),)),
        TopicFile(named=(replace(OIL, words=()),)),
        TopicFile(named=(replace(OIL, pinned=("a",), excluded=("a",)),)),
        TopicFile(named=(replace(OIL, id=OTHER),)),
        TopicFile(named=(OIL, replace(OIL, id="other-oil"))),
        TopicFile(named=(OIL, replace(OIL, label="More"))),
        TopicFile(
            named=tuple(replace(OIL, id=f"t{n}", label=str(n)) for n in range(MAX_TOPICS + 1))
        ),
        TopicFile(steps=(Step("rename", ("a",), "Oil"),)),
        TopicFile(steps=(Step("rename", (), "Oil", label="Gas"),)),
        TopicFile(steps=(Step("color", ("a",), color="red"),)),
        TopicFile(steps=(Step("merge", ("a",)),)),
        TopicFile(steps=(Step("split", ("a",), into=11),)),
        TopicFile(steps=(Step("pin", ("a",), document=" "),)),
    ],
)
def test_values_and_their_text_are_refused_in_the_same_sentence(file):
    sentence = refusal(validate, file, "topics.toml")
    assert sentence == refusal(parse_topics, to_toml(file), "topics.toml")
    assert sentence.startswith("“topics.toml”")
    assert sentence.endswith(".")


def test_a_file_too_long_to_be_read_again_is_not_written():
    file = TopicFile(named=(replace(OIL, words=("x" * MAX_TOPIC_FILE,)),))
    validate(file, "topics.toml")
    assert "too long for a topics file" in refusal(to_toml, file)
