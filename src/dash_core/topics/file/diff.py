"""What changed from one topics file to the next, in words."""

from collections.abc import Iterator, Sequence

from dash_core.common.i18n import _, ngettext
from dash_core.topics.file.schema import Step, TopicFile, TopicSpec

__all__ = ["format_changes"]


def format_changes(before: TopicFile, after: TopicFile) -> list[str]:
    """A sentence without a full stop for each thing that differs; none where nothing does.

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
        _("Words that shape no group: {words}"),
        _("Words that shape groups again: {words}"),
    )


def _steps(before: TopicFile, after: TopicFile) -> Iterator[str]:
    rest = list(before.steps)
    for step in after.steps:
        if step in rest:
            rest.remove(step)
        else:
            yield _say(step)
    for step in rest:
        yield _("Taken back: {step}").format(step=_say(step))


def _say(step: Step) -> str:
    return {
        "rename": _("“{of}” is called “{label}”"),
        "color": _("“{of}” has the colour {color}"),
        "merge": _("“{of}” is put together with another group"),
        "split": _("“{of}” is split into {into}"),
        "pin": _("Document {document} is put into “{of}”"),
    }[step.do].format(
        of=step.of, label=step.label, color=step.color, into=step.into, document=step.document
    )


def _named(before: TopicFile, after: TopicFile) -> Iterator[str]:
    was = {spec.id: spec for spec in before.named}
    now = {spec.id: spec for spec in after.named}
    for id_, spec in now.items():
        if id_ in was:
            yield from _spec(was[id_], spec)
        else:
            yield _("New topic: “{label}”").format(label=spec.label)
    for id_, spec in was.items():
        if id_ not in now:
            yield _("“{label}” is removed").format(label=spec.label)


def _spec(was: TopicSpec, now: TopicSpec) -> Iterator[str]:
    if was.label != now.label:
        yield _("“{of}” is called “{label}”").format(of=was.label, label=now.label)
    if was.color != now.color:
        yield _("“{of}” has the colour {color}").format(of=now.label, color=now.color)
    yield from _lists(
        was.words,
        now.words,
        _("“{of}” looks for {words}"),
        _("“{of}” looks no more for {words}"),
        now.label,
    )
    yield from _lists(
        was.veto,
        now.veto,
        _("For “{of}” this does not count: {words}"),
        _("For “{of}” this counts again: {words}"),
        now.label,
    )
    for ids, other, one, many in (
        (
            was.pinned,
            now.pinned,
            _("{n} document is put into “{of}”"),
            _("{n} documents are put into “{of}”"),
        ),
        (
            was.excluded,
            now.excluded,
            _("{n} document is taken out of “{of}”"),
            _("{n} documents are taken out of “{of}”"),
        ),
    ):
        if more := set(other) - set(ids):
            yield ngettext(one, many, len(more), of=now.label)
        if less := set(ids) - set(other):
            yield _("Taken back: {step}").format(step=ngettext(one, many, len(less), of=now.label))


def _lists(
    was: Sequence[str], now: Sequence[str], added: str, gone: str, of: str = ""
) -> Iterator[str]:
    for form, one, other in ((added, now, was), (gone, was, now)):
        if words := [word for word in one if word not in other]:
            yield form.format(of=of, words=", ".join(f"“{word}”" for word in words))
