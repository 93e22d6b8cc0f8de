"""The topics file: what a person decided about topics, as one small TOML.

[found]                  # how the program groups
k = 6                    # number of groups; left out: suggested
veto = ["treaty"]        # words that shape and describe no found topic
groups = [1, 1, -2, 0]   # groups that stand: that of each document, in the order of the ids; 0 is
                         # none, and a minus marks a document corrected since, which may move
documents = "3f2a9c01"   # the ids they are of, as a digest; of others, groups are found anew

[[topic]]                # a named topic; a file may have none
id = "troops"
label = "Troops"
color = "#0072B2"
words = ["troops", "army"]
veto = ["salvation army"]    # where words of the topic do not count
pinned = ["4fa7baef1e"]      # documents put here by hand
excluded = ["e204ee8009"]    # documents taken out by hand

[[step]]                 # what was done to found topics, in order; replayed after every fit
do = "rename"            # rename | color | merge | split | pin | veto
of = "wheat, harvest"    # the group's label then: for people to read
documents = ["4fa7baef1e", "e204ee8009"]    # the group with most of them is the one to change
label = "Bread"          # color: color = "#…"; merge: into-documents = […];
                         # split: into = 2; pin: document = "…"; veto: word = "…"
"""

from dataclasses import dataclass
from typing import Literal

__all__ = ["Step", "StepKind", "TopicFile", "TopicSpec"]

StepKind = Literal["rename", "color", "merge", "split", "pin", "veto"]


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
    """One change a person made to found topics.

    It applies to the group that has most of `documents` (ids, most typical first), so that it
    survives another number of groups; `of` is the group's label at that time. Of the rest, `do`
    needs one: `label` (rename), `color`, `into_documents` (merge: documents of the other group),
    `into` (split: how many), `document` (pin: the id of the document moved here) or `word` (veto:
    what does not count in this group).
    """

    do: StepKind
    documents: tuple[str, ...]
    of: str = ""
    label: str = ""
    color: str = ""
    into_documents: tuple[str, ...] = ()
    into: int = 0
    document: str = ""
    word: str = ""


@dataclass(frozen=True, slots=True)
class TopicFile:
    """All that a person decided about topics: `k` groups (None: suggested) without the words in
    `veto`, changed by `steps`; and the `named` topics.

    `groups` are those that stand while the listing is corrected, a number for each document
    (`dash_core.topics.found.standing`), and `documents` the digest of the ids they are of.
    """

    k: int | None = None
    veto: tuple[str, ...] = ()
    named: tuple[TopicSpec, ...] = ()
    steps: tuple[Step, ...] = ()
    groups: tuple[int, ...] = ()
    documents: str = ""
