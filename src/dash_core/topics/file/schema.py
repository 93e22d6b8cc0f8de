"""The topics file: what a person decided about topics, as one small TOML.

[found]                  # how the programme groups
k = 6                    # number of groups; left out: suggested
veto = ["treaty"]        # words that shape and describe no found topic

[[topic]]                # a named topic; a file may have none
id = "troops"
label = "Troops"
color = "#0072B2"
words = ["troops", "army"]
veto = ["salvation army"]    # where words of the topic do not count
pinned = ["4fa7baef1e"]      # documents put here by hand
excluded = ["e204ee8009"]    # documents taken out by hand

[[step]]                 # what was done to found topics, in order; played after every fit
do = "rename"            # rename | color | merge | split | pin
of = "wheat, harvest"    # the group's label then: for people to read
documents = ["4fa7baef1e", "e204ee8009"]    # the group that holds most of them is meant
label = "Bread"          # color: color = "#…"; merge: into-documents = […];
                         # split: into = 2; pin: document = "…"
"""

import re
import tomllib
from dataclasses import dataclass
from typing import Any, Final, Literal, cast, get_args

from dash_core.common.errors import TopicFileError
from dash_core.common.i18n import _
from dash_core.study.study_file import MAX_TOPIC_FILE
from dash_core.topics.file.fields import Part
from dash_core.topics.model import OTHER, PALETTE

__all__ = ["Deed", "Step", "TopicFile", "TopicSpec", "check_labels", "parse"]

MAX_LABEL_CHARS: Final = 200  # of a topic
MAX_SPLIT: Final = 10  # parts a topic is split into at once

MAX_TOPICS: Final = 100  # named topics
MAX_TOPIC_STEPS: Final = 1_000  # changes made to found topics
MAX_ID_CHARS: Final = 1_000  # of a document
MAX_GROUPS: Final = 1_000  # found topics that can be asked for

Deed = Literal["rename", "color", "merge", "split", "pin"]

_ID: Final = re.compile(r"[A-Za-z0-9_-]{1,40}")
_OWN_KEY: Final = {
    "rename": "label",
    "color": "color",
    "merge": "into-documents",
    "split": "into",
    "pin": "document",
}


@dataclass(frozen=True, slots=True)
class TopicSpec:
    """A named topic as its author wrote it.

    `veto` are words and phrases within which `words` do not count; `pinned` and `excluded` are
    ids of documents that are in, or not in, whatever their words.
    """

    id: str
    label: str
    color: str
    words: tuple[str, ...] = ()
    veto: tuple[str, ...] = ()
    pinned: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """One thing a person did to found topics.

    The group meant is the one that holds most of `documents` (ids, most typical first), which
    survives another number of groups; `of` is what it was called. Of the rest, `do` needs one:
    `label` (rename), `color`, `into_documents` (merge: documents of the other group), `into`
    (split: how many) or `document` (pin: the id of the document moved here).
    """

    do: Deed
    documents: tuple[str, ...]
    of: str = ""
    label: str = ""
    color: str = ""
    into_documents: tuple[str, ...] = ()
    into: int = 0
    document: str = ""


@dataclass(frozen=True, slots=True)
class TopicFile:
    """All that a person decided about topics: `k` groups (None: suggested) without the words in
    `veto`, changed by `steps`; and the `named` topics."""

    k: int | None = None
    veto: tuple[str, ...] = ()
    named: tuple[TopicSpec, ...] = ()
    steps: tuple[Step, ...] = ()


def parse(text: str, name: str) -> TopicFile:
    """Read a topics file. `name` is what to call it in an error.

    Raises
    ------
    TopicFileError
        If it is no TOML, says nothing, has an unknown key, or a value makes no sense: one
        sentence with the topic or step, the key and what it should be.
    """
    if len(text) > MAX_TOPIC_FILE:
        raise TopicFileError(
            _("“{name}” is too long for a topics file: {limit} characters at most.").format(
                name=name, limit=f"{MAX_TOPIC_FILE:,}"
            )
        )
    try:
        data = tomllib.loads(text)
    except (ValueError, RecursionError) as err:  # tomllib.TOMLDecodeError is a ValueError
        reason = " ".join(str(err).split())
        raise TopicFileError(
            _("“{name}” is not a topics file (TOML): {reason}.").format(name=name, reason=reason)
        ) from err
    top = Part(data, f"“{name}”")
    top.check_keys(("found", "topic", "step"))
    found = Part(data.get("found", {}), _("“{name}”, [found]").format(name=name))
    found.check_keys(("k", "veto"))
    topics = top.tables("topic", MAX_TOPICS)
    steps = top.tables("step", MAX_TOPIC_STEPS)
    named = tuple(
        _topic(Part(entry, _("“{name}”, topic {n}").format(name=name, n=i + 1)), i)
        for i, entry in enumerate(topics)
    )
    file = TopicFile(
        found.number("k", 2, MAX_GROUPS) if "k" in found.data else None,
        found.words("veto"),
        named,
        tuple(
            _step(Part(entry, _("“{name}”, step {n}").format(name=name, n=i + 1)))
            for i, entry in enumerate(steps)
        ),
    )
    if file == TopicFile():
        raise TopicFileError(
            _(
                "“{name}” names no topic: it needs at least one [[topic]] with id, label and words."
            ).format(name=name)
        )
    check_labels(file, f"“{name}”")
    return file


def check_labels(file: TopicFile, name: str) -> None:
    """Raise `TopicFileError` where two named topics share an id or a label, or one is “Other”."""
    seen_ids, seen_labels = {OTHER}, {_("Other").casefold()}
    for spec in file.named:
        if spec.id in seen_ids:
            raise TopicFileError(
                _("{name} uses the topic id “{id}” more than once or keeps it for itself.").format(
                    name=name, id=spec.id
                )
            )
        if spec.label.casefold() in seen_labels:
            raise TopicFileError(
                _(
                    "{name} uses the topic label “{label}” more than once, or keeps it for what "
                    "fits no topic."
                ).format(name=name, label=spec.label)
            )
        seen_ids.add(spec.id)
        seen_labels.add(spec.label.casefold())


def _topic(part: Part, position: int) -> TopicSpec:
    part.check_keys(("id", "label", "color", "words", "veto", "pinned", "excluded"))
    id_ = part.text("id", 40)
    if not _ID.fullmatch(id_):
        raise part.wrong(
            _("“id” may have letters from a to z, digits, - and _ only (it is in the URL)")
        )
    label = part.text("label", MAX_LABEL_CHARS)
    part.where += f" (“{label}”)"
    color = part.color() if "color" in part.data else PALETTE[position % len(PALETTE)]
    pinned, excluded = part.ids("pinned"), part.ids("excluded")
    if both := set(pinned) & set(excluded):
        raise part.wrong(
            _("document “{id}” is both in “pinned” and in “excluded”: take it out of one").format(
                id=min(both)
            )
        )
    words = part.words("words", is_needed=not pinned)
    return TopicSpec(id_, label, color, words, part.words("veto"), pinned, excluded)


def _step(part: Part) -> Step:
    do = part.data.get("do")
    if do not in get_args(Deed):
        raise part.wrong(
            _("“do” must be one of {words}").format(
                words=", ".join(f"“{word}”" for word in get_args(Deed))
            )
        )
    part.where += f" ({do})"
    own = _OWN_KEY[str(do)]
    part.check_keys(("do", "of", "documents", own))
    step = Step(cast("Deed", do), part.ids("documents", is_needed=True), part.note("of"))
    values: dict[str, Any] = {name: getattr(step, name) for name in ("do", "documents", "of")}
    if own == "label":
        values["label"] = part.text("label", MAX_LABEL_CHARS)
    elif own == "color":
        values["color"] = part.color()
    elif own == "into-documents":
        values["into_documents"] = part.ids(own, is_needed=True)
    elif own == "into":
        values["into"] = part.number("into", 2, MAX_SPLIT)
    else:
        values["document"] = part.text("document", MAX_ID_CHARS, strip=False)
    return Step(**values)
