"""What changed from one topics file to the next, in words."""

from collections.abc import Iterator, Sequence

from dash_core.common.i18n import _, ngettext, phrases
from dash_core.topics.file.schema import Step, TopicFile, TopicSpec

__all__ = ["format_changes"]


def format_changes(before: TopicFile, after: TopicFile) -> list[str]:
    """A sentence without a full stop for each difference.

    Examples
    --------
    >>> format_changes(TopicFile(), TopicFile(k=6))
    ['Number of groups: 6']
    """
    return [*_found(before, after), *_steps(before, after), *_named(before, after)]


def _found(before: TopicFile, after: TopicFile) -> Iterator[str]:
    if before.k != after.k:
        yield (
            _("Number of groups: {n}").format(n=after.k)
            if after.k is not None
            else _("Number of groups: as suggested")
        )
    yield from _lists(
        before.veto,
        after.veto,
        _("Words left out of the grouping: {words}"),
        _("Words back in the grouping: {words}"),
    )
    if before.groups != after.groups:
        if not after.groups:
            if (before.k, before.veto) == (after.k, after.veto):
                yield _("Groups found anew")
        elif before.groups and _is_accepted(before, after):
            yield _("Documents stay where they moved")
        elif before.k != after.k:
            yield _("Groups of another level")
        else:
            yield _("Groups kept while the listing is corrected")


def _is_accepted(before: TopicFile, after: TopicFile) -> bool:
    return before.documents == after.documents and all(number >= 0 for number in after.groups)


def _steps(before: TopicFile, after: TopicFile) -> Iterator[str]:
    undone = list(before.steps)
    for step in after.steps:
        if step in undone:
            undone.remove(step)
        else:
            yield _format_step(step)
    is_kept = after.groups and before.groups != after.groups  # what made them is in them
    for step in undone:
        if is_kept and step.do in ("merge", "split"):
            continue
        yield _("Undone: {step}").format(step=_format_step(step))


def _format_step(step: Step) -> str:
    return {
        "rename": _("“{of}” is called “{label}”"),
        "color": _("“{of}” has the colour {color}"),
        "merge": _("“{of}” is merged with another group"),
        "split": _("“{of}” is split into {into}"),
        "pin": _("Document {document} is put into “{of}”"),
        "veto": _("“{word}” does not count in “{of}”"),
    }[step.do].format(
        of=step.of,
        label=step.label,
        color=step.color,
        into=step.into,
        document=step.document,
        word=step.word,
    )


def _named(before: TopicFile, after: TopicFile) -> Iterator[str]:
    old = {spec.id: spec for spec in before.named}
    new = {spec.id: spec for spec in after.named}
    for id_, spec in new.items():
        if id_ in old:
            yield from _topic(old[id_], spec)
        else:
            yield _("New topic: “{label}”").format(label=spec.label)
    for id_, spec in old.items():
        if id_ not in new:
            yield _("“{label}” is removed").format(label=spec.label)


def _topic(old: TopicSpec, new: TopicSpec) -> Iterator[str]:
    if old.label != new.label:
        yield _("“{of}” is called “{label}”").format(of=old.label, label=new.label)
    if old.color != new.color:
        yield _("“{of}” has the colour {color}").format(of=new.label, color=new.color)
    yield from _lists(
        old.words,
        new.words,
        _("“{of}” looks for {words}"),
        _("“{of}” no longer looks for {words}"),
        new.label,
    )
    yield from _lists(
        old.veto,
        new.veto,
        _("For “{of}” this does not count: {words}"),
        _("For “{of}” this counts again: {words}"),
        new.label,
    )
    for before, after, forms in (
        (
            old.pinned,
            new.pinned,
            phrases("{n} document is put into “{of}”", "{n} documents are put into “{of}”"),
        ),
        (
            old.excluded,
            new.excluded,
            phrases("{n} document is taken out of “{of}”", "{n} documents are taken out of “{of}”"),
        ),
    ):
        if added := set(after) - set(before):
            yield ngettext(*forms, len(added), of=new.label)
        if removed := set(before) - set(after):
            step = ngettext(*forms, len(removed), of=new.label)
            yield _("Undone: {step}").format(step=step)


def _lists(
    before: Sequence[str], after: Sequence[str], added: str, removed: str, of: str = ""
) -> Iterator[str]:
    for sentence, some, others in ((added, after, before), (removed, before, after)):
        if words := [word for word in some if word not in others]:
            yield sentence.format(of=of, words=", ".join(f"“{word}”" for word in words))
