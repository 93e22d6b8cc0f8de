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
from collections.abc import Collection
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any, Final, Literal, cast, get_args

from dash_core import settings
from dash_core.errors import TopicFileError
from dash_core.topics.model import OTHER, PALETTE
from dash_core.words import _

__all__ = ["Deed", "Step", "TopicFile", "TopicSpec", "check_labels", "parse"]

Deed = Literal["rename", "color", "merge", "split", "pin"]

_COLOR: Final = re.compile(r"#[0-9A-Fa-f]{6}")
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
    if len(text) > settings.MAX_TOPIC_FILE:
        raise TopicFileError(
            _("“{name}” is too long for a topics file: {limit} characters at most.").format(
                name=name, limit=f"{settings.MAX_TOPIC_FILE:,}"
            )
        )
    try:
        data = tomllib.loads(text)
    except (ValueError, RecursionError) as err:  # tomllib.TOMLDecodeError is a ValueError
        reason = " ".join(str(err).split())
        raise TopicFileError(
            _("“{name}” is not a topics file (TOML): {reason}.").format(name=name, reason=reason)
        ) from err
    top = _Part(data, f"“{name}”")
    top.check_keys(("found", "topic", "step"))
    found = _Part(data.get("found", {}), _("“{name}”, [found]").format(name=name))
    found.check_keys(("k", "veto"))
    topics = top.tables("topic", settings.MAX_TOPICS)
    steps = top.tables("step", settings.MAX_TOPIC_STEPS)
    named = tuple(
        _topic(_Part(entry, _("“{name}”, topic {n}").format(name=name, n=i + 1)), i)
        for i, entry in enumerate(topics)
    )
    file = TopicFile(
        found.number("k", 2, settings.MAX_GROUPS) if "k" in found.data else None,
        found.words("veto"),
        named,
        tuple(
            _step(_Part(entry, _("“{name}”, step {n}").format(name=name, n=i + 1)))
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


def _topic(part: "_Part", position: int) -> TopicSpec:
    part.check_keys(("id", "label", "color", "words", "veto", "pinned", "excluded"))
    id_ = part.text("id", 40)
    if not _ID.fullmatch(id_):
        raise part.wrong(
            _("“id” may have letters from a to z, digits, - and _ only (it is in the URL)")
        )
    label = part.text("label", settings.MAX_LABEL_CHARS)
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


def _step(part: "_Part") -> Step:
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
        values["label"] = part.text("label", settings.MAX_LABEL_CHARS)
    elif own == "color":
        values["color"] = part.color()
    elif own == "into-documents":
        values["into_documents"] = part.ids(own, is_needed=True)
    elif own == "into":
        values["into"] = part.number("into", 2, settings.MAX_SPLIT)
    else:
        values["document"] = part.text("document", settings.MAX_ID_CHARS, strip=False)
    return Step(**values)


class _Part:
    """One table of the file, and where it is, for the sentences."""

    def __init__(self, data: Any, where: str) -> None:
        self.where = where
        if not isinstance(data, dict):
            raise self.wrong(_('keys with values are needed here, such as label = "Oil"'))
        self.data: dict[str, Any] = data

    def wrong(self, what: str) -> TopicFileError:
        return TopicFileError(_("{where}: {what}.").format(where=self.where, what=what))

    def check_keys(self, known: Collection[str]) -> None:
        """A mistyped key must not be passed over in silence."""
        for key in self.data:
            if key not in known:
                shown = " ".join(key.split())[:60]
                near = get_close_matches(key, known, n=1)
                if near:
                    raise self.wrong(
                        _("“{key}” is not known here; perhaps “{near}” is meant").format(
                            key=shown, near=near[0]
                        )
                    )
                names = ", ".join(f"“{own}”" for own in known)
                raise self.wrong(
                    _("“{key}” is not known here; there can be {names}").format(
                        key=shown, names=names
                    )
                )

    def tables(self, key: str, most: int) -> list[Any]:
        entries = self.data.get(key, [])
        if not isinstance(entries, list):
            raise self.wrong(
                _("“{key}” must be written as [[{key}]], in double brackets").format(key=key)
            )
        if len(entries) > most:
            raise self.wrong(
                _("there are more than {n} of [[{key}]]").format(n=f"{most:,}", key=key)
            )
        return entries

    def text(self, key: str, most: int, *, strip: bool = True) -> str:
        value = self.data.get(key)
        if not isinstance(value, str) or not value.strip():
            raise self.wrong(_("“{key}” is missing or no text").format(key=key))
        if len(value) > most:
            raise self.wrong(
                _("“{key}” has more than {n} characters").format(key=key, n=f"{most:,}")
            )
        return value.strip() if strip else value

    def note(self, key: str) -> str:
        value = self.data.get(key, "")
        if not isinstance(value, str):
            raise self.wrong(_("“{key}” must be text").format(key=key))
        return value

    def color(self) -> str:
        value = self.data.get("color")
        if not isinstance(value, str) or not _COLOR.fullmatch(value):
            raise self.wrong(_("“color” must look like #0072B2"))
        return value

    def number(self, key: str, least: int, most: int) -> int:
        value = self.data.get(key)
        if type(value) is not int or not least <= value <= most:
            raise self.wrong(
                _("“{key}” must be a whole number from {least} to {most}").format(
                    key=key, least=least, most=f"{most:,}"
                )
            )
        return value

    def words(self, key: str, *, is_needed: bool = False) -> tuple[str, ...]:
        return self._texts(
            key,
            settings.MAX_TOPIC_WORDS,
            _("“{key}” must be a list of words or phrases").format(key=key),
            is_needed=is_needed,
        )

    def ids(self, key: str, *, is_needed: bool = False) -> tuple[str, ...]:
        return self._texts(
            key,
            settings.MAX_PINNED,
            _("“{key}” must be a list of documents’ ids").format(key=key),
            is_needed=is_needed,
        )

    def _texts(self, key: str, most: int, what: str, *, is_needed: bool) -> tuple[str, ...]:
        value = self.data.get(key, [])
        is_list = isinstance(value, list) and all(isinstance(item, str) for item in value)
        if not is_list or (is_needed and not value):
            raise self.wrong(what)
        if len(value) > most:
            raise self.wrong(_("“{key}” has more than {n} entries").format(key=key, n=f"{most:,}"))
        return tuple(value)
