import gzip
from contextlib import suppress
from unicodedata import normalize
from xml.etree import ElementTree
from xml.sax.saxutils import escape, quoteattr

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dash_core import ReadError
from dash_core.readers import Options, SourceFile, archive
from dash_core.readers.markup import dublin_core, ead, feed, mods, tei, xml
from dash_core.readers.markup.text import iso_date, normalize_space, text_of, web_address

READERS = (archive, ead, mods, tei, feed, dublin_core, xml)
HEADER = {"header", "unread"}


def file(data, name="page.xml"):
    return SourceFile(name, data.encode() if isinstance(data, str) else data)


def texts(data):
    """Every piece of text of a document, as the standard library's parser finds it."""
    parts = (
        " ".join(normalize("NFC", text).split()) for text in ElementTree.fromstring(data).itertext()
    )
    return [text for text in parts if text]


def reader_of(source):
    return next((reader for reader in READERS if reader.sniff(source)), None)


# --- the parts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<a>one<b>two</b>three</a>", "onetwothree"),
        ("<a>one<p>two</p>three</a>", "one two three"),
        ("<a>one<lb/>two</a>", "one two"),
        ("<a> one\n\t<b> two</b></a>", "one two"),
        ("<a>one<note>not<p>this</p></note> two</a>", "one two"),
        ("<a>cafe\u0301</a>", "café"),
        ("<a><![CDATA[1 < 2]]> &amp; <!-- no --> more</a>", "1 < 2 & more"),
    ],
)
def test_the_text_of_an_element(text, expected):
    assert text_of(xml.open_tree(file(text)).root, frozenset({"note"})) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1894/1992", "1894/1992"),
        ("19460305/19460401", "1946-03-05/1946-04-01"),
        ("1930/1930", "1930"),
        ("1958-05-06T23:00:00+01:00", "1958-05-06"),
        ("2003-04-15T10:18:51Z", "2003-04-15"),
        ("1946~", "1946~"),
        (" 1946 ", "1946"),
        (None, ""),
    ],
)
def test_a_machines_date(text, expected):
    assert iso_date(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("HTTPS://example.org/a b", ""),
        (" https://example.org/1 ", "https://example.org/1"),
        ("javascript:alert(1)", ""),
        ("data:text/html,x", ""),
        (None, ""),
    ],
)
def test_an_address_of_the_web(text, expected):
    assert web_address(text) == expected


def test_authority_files_are_refused_by_name():
    source = file("<eac-cpf xmlns='urn:isbn:1-931666-33-4'><control/></eac-cpf>")
    assert reader_of(source) is xml
    with pytest.raises(ReadError, match=r"EAC-CPF.*person, body or family.*finding aid"):
        xml.read(source, Options())


# --- entities


def test_entities_of_the_document_itself_are_resolved():
    tree = xml.open_tree(
        file('<!DOCTYPE a [<!ENTITY x "hello"><!ENTITY y "<b>&x; you</b>">]><a>1 &x; &y;</a>')
    )
    assert text_of(tree.root) == "1 hello hello you"
    assert tree.remarks == ()


def test_names_of_characters_are_read_and_others_named():
    tree = xml.open_tree(
        file('<!DOCTYPE a SYSTEM "ead.dtd"><a>\n&eacute;t&eacute; <b>&foo;</b> x &foo; y</a>')
    )
    assert text_of(tree.root) == "été &foo; x &foo; y"
    assert [(remark.number, remark.text) for remark in tree.remarks] == [
        (2, "&foo; stands for something kept elsewhere.")
    ]
    assert [piece.text for piece in xml.account(tree.root, {})] == ["été", "&foo;", "x &foo; y"]


def test_a_second_reading_says_the_same():
    source = file('<!DOCTYPE dc SYSTEM "x"><dc><title>A &foo; B</title></dc>')
    first, second = (dublin_core.read(source, Options()) for _ in range(2))
    assert first == second
    assert first.records[0].title == "A &foo; B"
    assert len(first.report.file_remarks) == 1


@pytest.mark.parametrize("secret", ["file:///etc/passwd", "/etc/passwd", "http://localhost/x"])
def test_nothing_outside_is_read(secret):
    for declared in (
        f'<!ENTITY e SYSTEM "{secret}">',
        f'<!ENTITY % p SYSTEM "{secret}"> %p; <!ENTITY e "&#37;p;">',
    ):
        source = file(f"<!DOCTYPE dc [{declared}]><dc><title>A &e; B</title></dc>")
        assert dublin_core.read(source, Options()).records[0].title in {"A &e; B", "A %p; B"}
    included = '<dc xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include href="{}"/></dc>'
    reading = dublin_core.read(file(included.format(secret)), Options())
    assert list(reading.report.files[0].pieces) == []


def test_entities_that_grow_without_end():
    grow = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 10))
    for bomb in (
        f'<!DOCTYPE dc [<!ENTITY l0 "lol">{grow}]><dc><title>&l9;</title></dc>',
        f'<!DOCTYPE dc [<!ENTITY l0 "lol">{grow}]><dc><title a="&l9;"/></dc>',
        '<!DOCTYPE dc [<!ENTITY a "&b;"><!ENTITY b "&a;">]><dc><title>&a;</title></dc>',
        f'<!DOCTYPE dc [<!ENTITY b "{"x" * 50_000}">]><dc><title>{"&b;" * 50_000}</title></dc>',
    ):
        with pytest.raises(ReadError, match="its entities grow without end"):
            dublin_core.read(file(bomb), Options())


# --- the messages on broken XML


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("<ead>\n<did>\n</ead>", 3, "the tag <did> of line 2 is not closed"),
        ("<ead>\n<did>\n", 3, "the tag <did> of line 2 is not closed"),
        ("<ead>\nA & B</ead>", 2, "a sign & stands there that should be written &amp;"),
        ("<ead>\nA &nbsp; B</ead>", 2, "a name between & and ; is not defined"),
        ("<ead/>\n<ead/>", 2, "something follows after its end (two files in one?)"),
        ("\n<?xml version='1.0'?><ead/>", 2, "the line <?xml …?> must be its very first"),
        (b"<?xml version='1.0'?>\n<ead>\xff</ead>", 2, "it is not in the encoding it says"),
        ("<ead>\n\x0b</ead>", 2, "there is a character that XML does not allow"),
        ("<ead>\n<dc:title>A</dc:title></ead>", 2, "a prefix, such as dc: in <dc:title>, is not"),
        ("<ead>" * 10_000, 1, "it is nested too deep, or one text in it is too long"),
        ("<ead>\n<a b=1/></ead>", 2, "it is not well-formed XML"),
        ("<ead>\0</ead>", 1, "there is a character that XML does not allow"),
    ],
)
def test_broken_xml_is_said_with_its_line(text, line, what):
    source = file(text if isinstance(text, bytes) else f"{text}", "a.xml")
    if not source.data.startswith((b"<?xml", b"\n")):
        source = file(b"<?xml version='1.0'?>" + source.data, "a.xml")
    assert reader_of(source) is xml
    with pytest.raises(ReadError) as caught:
        xml.read(source, Options())
    assert str(caught.value).startswith(f"“a.xml” cannot be read from line {line} on: {what}")
    for reader in (ead, mods, tei, dublin_core):
        with pytest.raises(ReadError):
            reader.read(source, Options())


def test_xml_of_another_kind_is_named():
    source = file("<kml><Placemark/></kml>", "places.kml")
    assert reader_of(source) is xml
    with pytest.raises(ReadError, match=r"“places.kml” is XML of a kind .* <kml>"):
        xml.read(source, Options())


@pytest.mark.parametrize(
    "text",
    [
        "<!DOCTYPE html><html><p>x</p></html>",
        "<?xml version='1.0'?>\n<html xmlns='http://www.w3.org/1999/xhtml'><body/></html>",
        "<p>not closed",
        "• May 5, 1946\n\nOne",
        "a,b\n1,2",
        '{"a": "<x/>"}',
        "",
    ],
)
def test_what_is_not_claimed(text):
    assert reader_of(file(text)) is None


# --- nothing lost

SIGNS = st.characters(codec="utf-8", exclude_categories=("Cc", "Cs"), exclude_characters="￾￿")
WORDS = st.text(SIGNS, max_size=12)
TAGS = {
    "ead": (
        "c c c01 c02 did did unittitle unitdate unitid scopecontent head p abstract origination "
        "persname container physdesc langmaterial language controlaccess subject genreform "
        "geogname dao daodesc descgrp dsc odd list item emph unitdatestructured datesingle"
    ).split(),
    "mods": (
        "mods titleInfo title nonSort subTitle name namePart role roleTerm originInfo dateCreated "
        "dateIssued place placeTerm abstract subject topic geographic hierarchicalGeographic "
        "genre typeOfResource language languageTerm location url identifier relatedItem recordInfo "
        "recordIdentifier note extension displayForm"
    ).split(),
    "TEI": (
        "div div div head p dateline date placeName persName signed closer note table row row cell "
        "cell lb hi front body back list item attachment opener teiHeader TEI text correspAction "
        "correspDesc title titleStmt abstract term idno author"
    ).split(),
    "OAI-PMH": (
        "record header identifier setSpec metadata dc title description date creator contributor "
        "subject type coverage language relation resumptionToken about dc record metadata header"
    ).split(),
    "dc": "dc title description date created creator subject type identifier li Bag".split(),
}
TYPES = st.sampled_from(
    "document letter bulk inclusive from to source summary host start end text code box".split()
)


def elements(tags):
    attributes = st.dictionaries(
        st.sampled_from(["type", "normal", "when", "point", "level", "id", "status", "encoding"]),
        TYPES | WORDS,
        max_size=2,
    )

    def write(tag, given, parts):
        said_of = "".join(f" {key}={quoteattr(value)}" for key, value in given.items())
        return f"<{tag}{said_of}>{''.join(parts)}</{tag}>"

    leaf = WORDS.map(escape) | st.just("\n")
    return st.recursive(
        st.builds(write, st.sampled_from(tags), attributes, st.lists(leaf, max_size=2)),
        lambda inner: st.builds(
            write, st.sampled_from(tags), attributes, st.lists(inner | leaf, max_size=5)
        ),
        max_leaves=25,
    )


@st.composite
def documents(draw, kind):
    inner = "".join(draw(st.lists(elements(TAGS[kind]), min_size=1, max_size=4)))
    space = draw(st.sampled_from(["", ' xmlns="http://ead3.archivists.org/schema/"']))
    sure = {  # so that there is a record
        "ead": "<eadheader>h</eadheader><archdesc><did><unittitle>C</unittitle></did>{}</archdesc>",
        "mods": "{}",
        "TEI": "<teiHeader>h</teiHeader><text>{}</text>",
        "OAI-PMH": "<record><header/><metadata><dc><title>T</title></dc></metadata></record>{}",
        "dc": "<title>T</title>{}",
    }[kind]
    return f"<{kind}{space}>{sure.format(inner)}</{kind}>"


@given(st.sampled_from(sorted(TAGS)).flatmap(documents))
def test_every_text_is_one_piece_in_order(text):
    source = file(text)
    reading = reader_of(source).read(source, Options())
    (report,) = reading.report.files
    assert [piece.text for piece in report.pieces] == texts(text)
    assert report.n_records == len(reading.records) > 0
    numbers = [piece.number for piece in report.pieces]
    assert numbers == sorted(numbers)
    for piece in report.pieces:
        assert (piece.record is None) == (piece.role in HEADER)
        if piece.record is not None:
            record = reading.records[piece.record]
            assert record.first <= piece.number <= record.last
    for record in reading.records:
        assert record.source == "page.xml"
        for text in (record.title, record.summary, record.date, *record.people, *record.subjects):
            assert text == normalize_space(text)


EAD = """<ead><eadheader>h</eadheader><archdesc><did><unittitle>C</unittitle></did><dsc><c01><did>
<unittitle>A, <unitdate normal="1946">1946</unitdate></unittitle><container type="box">1</container>
</did><scopecontent><head>S</head><p>B</p></scopecontent></c01></dsc></archdesc></ead>"""
TEI = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><div type="document"><head>A</head>
<dateline><date when="1946">1946</date></dateline><p>B</p></div></text></TEI>"""
MODS = """<!DOCTYPE mods [<!ENTITY e "x">]><mods><titleInfo><title>A &e;</title></titleInfo>
<originInfo><dateCreated point="start">1946</dateCreated></originInfo></mods>"""
OAI = """<OAI-PMH><ListRecords><record><header><identifier>1</identifier></header><metadata><dc>
<title>A</title><date>1946</date></dc></metadata></record></ListRecords></OAI-PMH>"""
FEED = """<rss><channel><title>C</title><item><title>A</title><link>https://a.example</link>
<pubDate>Tue, 03 Feb 2015 10:00:00 GMT</pubDate></item></channel></rss>"""
SAMPLES = (*map(str.encode, (EAD, TEI, MODS, OAI, FEED)), gzip.compress(MODS.encode(), mtime=0))


@given(
    st.sampled_from(SAMPLES),
    st.lists(st.tuples(st.integers(0, 400), st.integers(0, 8), st.binary(max_size=6)), max_size=5),
)
def test_damaged_input_raises_nothing_but_read_errors(data, edits):
    for at, cut, put in edits:
        at %= len(data) + 1
        data = data[:at] + put + data[at + cut :]
    source = file(data)
    for reader in READERS:
        reader.sniff(source)
        with suppress(ReadError):
            assert reader.read(source, Options()).records


@given(st.binary(max_size=300) | st.text("<>/&;!?[]- \nabdc=\"'", max_size=60).map(str.encode))
def test_any_bytes_raise_nothing_but_read_errors(data):
    source = file(data)
    for reader in READERS:
        reader.sniff(source)
        with pytest.raises(ReadError):
            reader.read(file(b"<!--" + data), Options())


# --- what is in no document is named


def test_elements_that_are_passed_over_are_counted_by_name():
    data = """<OAI-PMH><ListRecords><record><header status="deleted"><identifier>oai:1</identifier>
    </header></record><record><header><identifier>oai:2</identifier></header><metadata><dc>
    <title>A</title></dc></metadata></record></ListRecords></OAI-PMH>"""
    report = dublin_core.read(file(data), Options()).report.files[0]
    assert [(part.name, part.n) for part in report.unused] == [("record", 1)]
    assert "1 “record”" in report.sentence()
    assert "Every element was read" not in report.sentence()


def test_text_that_is_folded_away_is_counted_by_name():
    long = "<p>" + "Salt and barrels of it. " * 40 + "</p>"
    data = f"""<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><div type="letter">
    <head>A</head><p>Short.</p>{long}{long}</div></body></text></TEI>"""
    report = tei.read(file(data), Options()).report.files[0]
    assert [(part.name, part.n) for part in report.unused] == [("p", 1), ("div", 1)]


NAMES = {
    mods: "titleInfo title name namePart abstract note subject topic genre originInfo dateIssued x",
    ead: "c did unittitle unitid unitdate scopecontent p head note x container physdesc extent",
    tei: "teiHeader fileDesc titleStmt title profileDesc abstract p text body div persName x date",
    dublin_core: "dc title creator date description x subject coverage",
}
AROUND = {
    mods: "<mods>{}</mods>",
    ead: "<ead><dsc><c><did><unittitle>t</unittitle></did>{}</c></dsc></ead>",
    tei: "<TEI>{}</TEI>",
    dublin_core: '<dc xmlns="http://purl.org/dc/elements/1.1/"><title>t</title>{}</dc>',
}


@st.composite
def trees(draw, names, depth=2):
    name = draw(st.sampled_from(names))
    words = draw(st.sampled_from(["", "salt ", "pans 18", "Ola "]))
    text = words and words + str(draw(st.integers(0, 999)))
    inner = draw(st.lists(trees(names, depth - 1), max_size=3)) if depth else []
    return f"<{name}>{text}{''.join(inner)}</{name}>"


@given(st.data(), st.sampled_from(list(NAMES)))
def test_each_text_stands_in_a_document_or_under_a_name(data, reader):
    inner = "".join(data.draw(st.lists(trees(NAMES[reader].split()), min_size=1, max_size=4)))
    source = file(AROUND[reader].format(inner))
    try:
        reading = reader.read(source, Options())
    except ReadError:
        return
    report = reading.report.files[0]
    named = sum(part.n for part in report.unused)
    for piece in report.pieces:
        if piece.role == "header":
            continue
        record = None if piece.record is None else reading.records[piece.record]
        held = "" if record is None else repr(record)
        assert piece.text in held or named, piece


# --- progress


def test_progress_is_told_and_can_stop():
    many = "<modsCollection>" + "<mods><note>x</note></mods>" * 6_000 + "</modsCollection>"
    shares = []
    mods.read(file(many), Options(progress=shares.append))
    assert shares == sorted(shares)
    assert 0 <= shares[0] < 0.5 < shares[-1] <= 1

    class Stop(BaseException): ...

    def stop(_done):
        raise Stop

    with pytest.raises(Stop):
        mods.read(file(many), Options(progress=stop))
