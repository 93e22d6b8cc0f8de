"""LIDO, objects of museums (lido-schema.org, versions 1.0 and 1.1).

A record is a `<lido>`: alone, in a `<lidoWrap>` or in an OAI-PMH reply. An object is dated by the
event of its production, else by the first event with a date; other events are kept by their type.
"""

from typing import Final

from dash_core.common.errors import ReadError
from dash_core.common.i18n import _
from dash_core.common.progress import progress_part, with_progress
from dash_core.dates.stated import StatedDate
from dash_core.readers.markup import xml
from dash_core.readers.markup.text import Element, local_name, text_of, web_address
from dash_core.readers.markup.xml import Claims, RecordBuilder
from dash_core.readers.report import Reading
from dash_core.readers.source import Options, SourceFile

__all__ = ["NAME", "read", "sniff"]

NAME: Final = "LIDO"

_ROOTS: Final = frozenset({"lido", "lidoWrap"})
_LABELS: Final = ("{*}term", "{*}prefLabel", "{*}Concept/{*}prefLabel")
# Types of events: LIDO's terminology (terminology.lido-schema.org) and words in common use.
_MADE: Final = frozenset(
    "production creation herstellung entstehung création fabrication designing entwurf "
    "lido00007 lido00012 lido00224".split()
)


def sniff(file: SourceFile) -> bool:
    """Whether it is LIDO, alone or in an OAI-PMH reply."""
    root = file.xml
    return root is not None and (local_name(root) in _ROOTS or xml.payload(root) in _ROOTS)


def read(file: SourceFile, options: Options) -> Reading:
    """Read LIDO records.

    Raises
    ------
    ReadError
        If there are none, or it is not well-formed.
    """
    tree = xml.open_tree(file)
    claims: Claims = {tree.root: ("header", None)}
    builders: list[RecordBuilder] = []
    records = [e for e in tree.root.iter("{*}lido") if len(e)]
    for element in with_progress(records, progress_part(options.progress, 0, 0.5)):
        claims[element] = ("unread", None)
        builder = RecordBuilder(claims, len(builders), element)
        _describe(builder)
        builder.keep_rest(element)
        builders.append(builder)
    if not builders:
        raise ReadError(
            _("“{name}” has no LIDO record: export it again from where it came.").format(
                name=file.name
            )
        )
    return xml.make_reading(file, tree, builders, claims, NAME, options, may_divide=False)


def _describe(builder: RecordBuilder) -> None:
    """Put in what the parts of a record say."""
    whole = builder.element
    for e in whole.iterfind("{*}lidoRecID"):
        (builder.keep if builder.has("id") else builder.put)(
            "lidoRecID" if builder.has("id") else "id", e
        )
    for e in whole.iterfind(".//{*}titleSet/{*}appellationValue"):
        title = builder.has("title")
        (builder.keep if title else builder.put)("other titles" if title else "title", e)
    for e in _terms(whole, "objectWorkType"):
        builder.put("genre", e)
    for e in whole.iterfind(".//{*}objectDescriptionSet/{*}descriptiveNoteValue"):
        builder.put("summary", e)
    for e in whole.iterfind(".//{*}subjectSet/{*}subject"):
        _subject(builder, e)
    for e in whole.iterfind(".//{*}repositorySet"):
        _holder(builder, e)
    _events(builder, list(whole.iterfind(".//{*}eventSet/{*}event")))
    for e in _names(whole, ".//{*}recordSource/{*}legalBodyName"):
        builder.keep("record source", e)
    for e in whole.iterfind(".//{*}recordInfoSet/{*}recordInfoLink"):
        is_first = bool(web_address(text_of(e))) and not builder.has("url")
        (builder.put if is_first else builder.keep)("url" if is_first else "link", e)
    if not builder.has("title"):
        builder.put_text("title", builder.text("genre"))


def _terms(element: Element, name: str) -> list[Element]:
    """The terms of concepts of this name."""
    return [e for label in _LABELS for e in element.iterfind(f".//{{*}}{name}/{label}")]


def _names(element: Element, path: str) -> list[Element]:
    """The first name of each thing on this path: others are variants."""
    found = [e.find("{*}appellationValue") for e in element.iterfind(path)]
    return [e for e in found if e is not None]


def _subject(builder: RecordBuilder, subject: Element) -> None:
    for e in _terms(subject, "subjectConcept"):
        builder.put("subjects", e)
    for e in _names(subject, ".//{*}subjectActor//{*}nameActorSet"):
        builder.put("people", e)
    for e in _names(subject, ".//{*}subjectPlace//{*}namePlaceSet"):
        builder.put("places", e)


def _holder(builder: RecordBuilder, repository: Element) -> None:
    """Who holds or held it, and its number there."""
    kind = next((v for k, v in repository.attrib.items() if k.rpartition("}")[2] == "type"), "")
    is_former = "former" in kind.lower()
    for e in _names(repository, "{*}repositoryName/{*}legalBodyName"):
        builder.keep("former archive" if is_former else "archive", e)
    for e in repository.iterfind("{*}workID"):
        builder.keep("former shelfmark" if is_former else "shelfmark", e)
    for e in _names(repository, "{*}repositoryLocation//{*}namePlaceSet")[:1]:
        builder.keep("archive_place", e)


def _events(builder: RecordBuilder, events: list[Element]) -> None:
    """Put in the event of production; keep the others by their type."""
    kinds = [" ".join(map(text_of, _terms(event, "eventType"))) for event in events]
    made = [i for i, kind in enumerate(kinds) if _MADE & set(kind.casefold().split())]
    dated = [i for i, event in enumerate(events) if event.find("{*}eventDate") is not None]
    own = next((i for i in made if i in dated), made[0] if made else dated[0] if dated else None)
    for i, (event, kind) in enumerate(zip(events, kinds, strict=True)):
        is_own = i == own
        for actor in event.iterfind(".//{*}eventActor//{*}actor"):
            names = _names(actor, "{*}nameActorSet")
            for e in names[:1]:
                builder.put("creators" if i in made else "people", e)
            for e in names[1:]:
                builder.keep("other names", e)
            for e in actor.iterfind("{*}vitalDatesActor"):
                builder.keep("life dates", e, "/".join(filter(None, map(text_of, e))))
        for e in _names(event, ".//{*}eventPlace//{*}namePlaceSet"):
            builder.put("places", e)
        for date in event.iterfind("{*}eventDate"):
            if is_own and not builder.has_date:
                _date(builder, date)
            else:
                builder.keep(f"{kind}: date".removeprefix(": "), date, _printed(date))
        for e in _terms(event, "eventType"):
            builder.keep("event", e)


def _printed(date: Element) -> str:
    """A date as printed, else its ends."""
    said = [text for e in date.iterfind("{*}displayDate") if (text := text_of(e))]
    ends = dict.fromkeys(filter(None, map(text_of, date.iterfind("{*}date/*"))))
    return said[0] if said else "/".join(ends)


def _date(builder: RecordBuilder, date: Element) -> None:
    """Put the printed date, and its earliest and latest beside it."""
    begin, end = (
        next((text_of(e) for e in date.iterfind(f"{{*}}date/{{*}}{name}")), "")
        for name in ("earliestDate", "latestDate")
    )
    builder.put("date", date, _printed(date))
    builder.stated = StatedDate(begin=begin, end=end)
