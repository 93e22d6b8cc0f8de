"""A listing on two matters, one of which a person may name."""

from itertools import combinations

import pytest

from dash_core import Collection
from dash_core.topics import TopicFile, TopicSpec, to_toml

PORTS = "harbour dues quays ships pilots cargo anchorage".split()
SCHOOLS = "teachers pupils books lessons slates spelling classrooms".split()


@pytest.fixture(scope="package")
def ports_and_schools():
    """Sixteen documents on ports and as many on schools, each with three of the words."""
    lines = ["id,date,title,summary"]
    for letter, words in (("p", PORTS), ("s", SCHOOLS)):
        for n, (a, b, c) in enumerate(list(combinations(words, 3))[::2][:16]):
            lines.append(f"{letter}{n},{n + 1} May 1901,Paper {n},About {a} and {b} and {c}.")
    return Collection.read("\n".join(lines), topics="")


def named(collection, **more):
    spec = TopicSpec("ports", "Ports", "#0072B2", ("harbour",), **more)
    return collection.with_topics(to_toml(TopicFile(named=(spec,))))
