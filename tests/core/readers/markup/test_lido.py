"""LIDO: objects of museums become documents dated by their production."""

import pytest

from dash_core.readers import Options, SourceFile, read_file

RECORD = """<lido:lido><lido:lidoRecID lido:type="local">M-{n}</lido:lidoRecID>
<lido:descriptiveMetadata xml:lang="en"><lido:objectClassificationWrap><lido:objectWorkTypeWrap>
<lido:objectWorkType>{kind}</lido:objectWorkType></lido:objectWorkTypeWrap>
</lido:objectClassificationWrap><lido:objectIdentificationWrap>{title}
<lido:repositoryWrap><lido:repositorySet lido:type="current"><lido:repositoryName>
<lido:legalBodyName><lido:appellationValue>Ferry Museum</lido:appellationValue></lido:legalBodyName>
</lido:repositoryName><lido:workID>1899.{n}</lido:workID></lido:repositorySet></lido:repositoryWrap>
<lido:objectMeasurementsWrap><lido:objectMeasurementsSet><lido:displayObjectMeasurements>9 cm
</lido:displayObjectMeasurements></lido:objectMeasurementsSet></lido:objectMeasurementsWrap>
</lido:objectIdentificationWrap><lido:eventWrap><lido:eventSet><lido:event><lido:eventType>
<lido:term>Acquisition</lido:term></lido:eventType><lido:eventDate><lido:displayDate>1899
</lido:displayDate></lido:eventDate></lido:event></lido:eventSet><lido:eventSet><lido:event>
<lido:eventType><lido:term>Production</lido:term></lido:eventType><lido:eventActor>
<lido:actorInRole><lido:actor><lido:nameActorSet><lido:appellationValue>Rook, Ida
</lido:appellationValue></lido:nameActorSet></lido:actor></lido:actorInRole></lido:eventActor>
<lido:eventDate>{date}</lido:eventDate></lido:event></lido:eventSet></lido:eventWrap>
</lido:descriptiveMetadata></lido:lido>"""
TITLE = """<lido:titleWrap><lido:titleSet><lido:appellationValue>Toll box</lido:appellationValue>
</lido:titleSet></lido:titleWrap>"""
ENDS = """<lido:date><lido:earliestDate>1871</lido:earliestDate><lido:latestDate>1874
</lido:latestDate></lido:date>"""
WRAP = '<lido:lidoWrap xmlns:lido="http://www.lido-schema.org">{}</lido:lidoWrap>'
OAI = (
    '<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/" '
    'xmlns:lido="http://www.lido-schema.org"><ListRecords><record><header><identifier>o:1'
    "</identifier></header><metadata>{}</metadata></record></ListRecords></OAI-PMH>"
)
TERM = "<lido:{0}>box</lido:{0}>"


def read(text):
    return read_file(SourceFile("objects.xml", text.encode()), Options())


@pytest.mark.parametrize("label", ["term", "prefLabel"])
@pytest.mark.parametrize("around", [WRAP, OAI], ids=["wrap", "oai"])
def test_an_object_is_dated_by_its_production(around, label):
    printed = f"<lido:displayDate>about 1872</lido:displayDate>{ENDS}"
    text = RECORD.format(n=1, title=TITLE, date=printed, kind=TERM.format(label))
    reading = read(around.format(text))
    (record,) = reading.records
    assert (record.id, record.title, record.genre) == ("M-1", "Toll box", "box")
    assert (record.date, record.stated.begin, record.stated.end) == ("about 1872", "1871", "1874")
    assert record.creators == ("Rook, Ida",)
    assert record.places == ()
    assert record.extra["archive"] == "Ferry Museum"
    assert record.extra["shelfmark"] == "1899.1"
    assert record.extra["Acquisition: date"] == "1899"
    assert "9 cm" in record.extra.values()
    assert reading.report.files[0].unused == ()


def test_without_a_title_the_kind_is_the_title_and_ends_are_the_date():
    text = RECORD.format(n=2, title="", date=ENDS, kind=TERM.format("term"))
    (record,) = read(WRAP.format(text)).records
    assert (record.title, record.date) == ("box", "1871/1874")


def test_a_wrap_without_records_is_refused():
    with pytest.raises(Exception, match="no LIDO record"):
        read(WRAP.format(""))
