import pytest

from dash_core.topics.file.diff import format_changes
from dash_core.topics.file.schema import Step, TopicFile, TopicSpec

OIL = TopicSpec("oil", "Oil", "#D55E00", ("oil",))
NAMED = TopicFile(named=(OIL,))
RENAME = Step("rename", ("a",), "wheat, harvest", label="Bread {0}")


def with_oil(**changed):
    values = {name: getattr(OIL, name) for name in OIL.__slots__} | changed
    return TopicFile(named=(TopicSpec(**values),))


@pytest.mark.parametrize(
    ("before", "after", "sentences"),
    [
        (NAMED, NAMED, []),
        (TopicFile(), TopicFile(k=6), ["Number of groups: 6"]),
        (TopicFile(k=6), TopicFile(), ["Number of groups: as suggested"]),
        (TopicFile(), TopicFile(veto=("a", "b")), ["Words left out of the grouping: “a”, “b”"]),
        (TopicFile(veto=("a",)), TopicFile(), ["Words back in the grouping: “a”"]),
        (TopicFile(), TopicFile(steps=(RENAME,)), ["“wheat, harvest” is called “Bread {0}”"]),
        (
            TopicFile(steps=(RENAME,)),
            TopicFile(),
            ["Undone: “wheat, harvest” is called “Bread {0}”"],
        ),
        (
            TopicFile(),
            TopicFile(steps=(Step("split", ("a",), "oil", into=3),)),
            ["“oil” is split into 3"],
        ),
        (TopicFile(), NAMED, ["New topic: “Oil”"]),
        (NAMED, TopicFile(), ["“Oil” is removed"]),
        (NAMED, with_oil(label="{words}"), ["“Oil” is called “{words}”"]),
        (NAMED, with_oil(color="#000000"), ["“Oil” has the colour #000000"]),
        (NAMED, with_oil(words=("oil", "gas")), ["“Oil” looks for “gas”"]),
        (
            NAMED,
            with_oil(words=("gas",)),
            ["“Oil” looks for “gas”", "“Oil” no longer looks for “oil”"],
        ),
        (NAMED, with_oil(veto=("oil paint",)), ["For “Oil” this does not count: “oil paint”"]),
        (NAMED, with_oil(pinned=("x", "y")), ["2 documents are put into “Oil”"]),
        (NAMED, with_oil(excluded=("x",)), ["1 document is taken out of “Oil”"]),
        (with_oil(pinned=("x",)), NAMED, ["Undone: 1 document is put into “Oil”"]),
    ],
)
def test_a_change_is_said(before, after, sentences):
    assert format_changes(before, after) == sentences
