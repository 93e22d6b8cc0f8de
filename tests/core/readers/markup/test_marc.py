import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pymarc import Field, Record, Subfield

from dash_core import ReadError
from dash_core.readers import Options, SourceFile, read_file
from dash_core.readers.markup import marc


def field(tag, *parts, ind="  "):
    inner = "".join(f'<subfield code="{code}">{text}</subfield>' for code, text in parts)
    return f'<datafield tag="{tag}" ind1="{ind[0]}" ind2="{ind[1]}">{inner}</datafield>'


def collection(*fields, leader="00000ntcaa2200000 u 4500", control=""):
    return (
        '<collection xmlns="http://www.loc.gov/MARC21/slim"><record>'
        f"<leader>{leader}</leader><controlfield tag='001'>r1</controlfield>{control}"
        f"{''.join(fields)}</record></collection>"
    )


def reading(*fields, **more):
    source = SourceFile("m.xml", collection(*fields, **more).encode())
    assert marc.sniff(source)
    return marc.read(source, Options())


def record(*fields, **more):
    (one,) = reading(*fields, **more).records
    return one


def test_every_field():
    one = record(
        field("100", ("a", "Ruud, Ola,"), ("d", "1801-1870,"), ("e", "author."), ("0", "(X)7")),
        field("245", ("a", "Salt ledgers /"), ("c", "by Ola Ruud.")),
        field("264", ("a", "Bergen :"), ("b", "Tide Press,"), ("c", "[1841]"), ind=" 1"),
        field("264", ("c", "©1842"), ind=" 4"),
        field("300", ("a", "3 boxes"), ("c", "30 cm.")),
        field("520", ("a", "On pans."), ("b", "And barrels.")),
        field("546", ("a", "In Norwegian.")),
        field("600", ("a", "Vik, Per,"), ("d", "1790-"), ("x", "Correspondence.")),
        field("650", ("a", "Salt industry"), ("z", "Norway"), ("x", "History."), ("2", "lcsh")),
        field("651", ("a", "Bergen (Norway)")),
        field("655", ("a", "Account books.")),
        field("700", ("a", "Dahl, Eva,"), ("e", "editor.")),
        field("700", ("a", "Vik, Per,"), ("4", "rcp")),
        field("710", ("a", "Salt Office."), ("b", "Bergen Branch."), ("e", "creator.")),
        field("852", ("a", "Harbour Library"), ("b", "Vault"), ("h", "MS"), ("i", "44")),
        field("856", ("u", "https://harbour.example/44"), ("z", "Scan")),
        field("583", ("a", "Mended")),
        field("997", ("a", "Local")),
        control="<controlfield tag='008'>850101s1841    no            000 0 nor d</controlfield>",
    )
    assert (one.id, one.title, one.summary) == ("r1", "Salt ledgers", "On pans. And barrels.")
    assert one.creators == ("Ruud, Ola, 1801-1870", "Salt Office. Bergen Branch")
    assert one.recipients == ("Vik, Per",)
    assert one.people == ("Vik, Per, 1790-", "Dahl, Eva")
    assert (one.date, one.stated.machine) == ("[1841]", "1841")
    assert one.subjects == ("Vik, Per, 1790---Correspondence", "Salt industry--Norway--History")
    assert (one.places, one.genre) == (("Bergen (Norway)",), "Account books")
    assert (one.url, one.language) == ("https://harbour.example/44", "nor")
    assert one.extra == {
        "authority": "Ruud, Ola: (X)7",
        "statement of responsibility": "by Ola Ruud",
        "place of publication": "Bergen",
        "publisher": "Tide Press",
        "date: copyright": "©1842",
        "extent": "3 boxes 30 cm.",
        "language note": "In Norwegian.",
        "editor": "Dahl, Eva",
        "archive": "Harbour Library",
        "location in archive": "Vault",
        "shelfmark": "MS 44",
        "link": "Scan",
        "action": "Mended",
        "MARC 997": "Local",
    }


@pytest.mark.parametrize(
    ("parts", "title"),
    [
        ((("a", "Salt :"), ("b", "a history /")), "Salt: a history"),
        ((("a", "Salt."), ("n", "Part 2,"), ("p", "Pans.")), "Salt. Part 2, Pans"),
        ((("a", "Letters,"), ("f", "1811-1820.")), "Letters"),
        ((("a", "Letter to O. Ruud, Jr."),), "Letter to O. Ruud, Jr."),
        ((("a", "Who paid? /"), ("c", "Vik.")), "Who paid?"),
        ((("a", "On salt ..."),), "On salt ..."),
    ],
)
def test_titles_without_the_punctuation_between_parts(parts, title):
    assert record(field("245", *parts)).title == title


@pytest.mark.parametrize(
    ("fields", "coded", "date", "stated"),
    [
        ([field("245", ("a", "A"), ("f", "1811-1820,"), ("g", "bulk 1815."))], "i18111820",
         "1811-1820, bulk 1815", ("", "1811", "1820", "")),
        ([field("260", ("c", "c1901."))], "s1901    ", "1901", ("1901", "", "", "")),
        ([field("260", ("c", "[19--?]"))], "s19uu    ", "[19--?]", ("19XX", "", "", "")),
        ([], "k18301840", "", ("", "1830", "1840", "")),
        ([], "q18301840", "", ("", "1830", "1840", "uncertain")),
        ([], "c18309999", "", ("1830/..", "", "", "")),
        ([], "e18300512", "", ("1830-05-12", "", "", "")),
        ([], "nuuuuuuuu", "", ("", "", "", "")),
    ],
)  # fmt: skip
def test_dates(fields, coded, date, stated):
    fields = fields or [field("245", ("a", "A"))]
    one = record(*fields, control=f"<controlfield tag='008'>850101{coded}xx </controlfield>")
    assert one.date == date
    given_ = one.stated
    assert (given_.machine, given_.begin, given_.end, given_.qualifier) == stated


def test_the_account_has_no_text_left():
    result = reading(
        field("245", ("a", "A"), ("6", "880-01")), field("880", ("6", "245-01"), ("a", "Б"))
    )
    assert result.records[0].extra == {"title (original script)": "Б"}
    assert not result.report.unread


def test_authority_records_describe_no_documents():
    data = collection(field("100", ("a", "Ruud, Ola")), leader="00000nz  a2200000n  4500")
    with pytest.raises(ReadError, match="authority"):
        marc.read(SourceFile("m.xml", data.encode()), Options())


def binary(*titles):
    data = b""
    for i, title in enumerate(titles):
        one = Record(force_utf8=True)
        one.add_field(Field(tag="001", data=str(i)))
        one.add_field(
            Field(tag="245", indicators=["1", "0"], subfields=[Subfield("a", f"{title} /")])
        )
        data += one.as_marc()
    return data


def test_binary_files():
    result = read_file(SourceFile("m.mrc", binary("Salt", "Pännas")))
    assert [(r.id, r.title, r.first) for r in result.records] == [
        ("0", "Salt", 1),
        ("1", "Pännas", 2),
    ]
    assert result.report.files[0].form == "MARC 21"


def test_a_damaged_record_does_not_cost_the_rest():
    data = binary("Salt", "Pans", "Barrels")
    first = len(binary("Salt"))
    broken = data[:first] + b"000x" + data[first + 4 :]
    result = read_file(SourceFile("m.mrc", broken))
    assert result.records[0].title == "Salt"
    assert any("damaged" in remark.text for remark in result.report.file_remarks)


def test_a_file_of_damaged_records_is_refused():
    with pytest.raises(ReadError, match="damaged"):
        read_file(SourceFile("m.mrc", binary("Salt")[:60]))


@given(st.integers(0, 200), st.integers(0, 9), st.binary(max_size=6))
def test_damaged_binary_raises_nothing_but_read_errors(at, cut, put):
    data = binary("Salt", "Pans")
    source = SourceFile("m.mrc", data[:at] + put + data[at + cut :])
    if marc.sniff(source):
        with suppress(ReadError):
            assert marc.read(source, Options()).records


MAKER = """=LDR  00000ntm a2200000 u 4500
=001  r1
=100  1\\$aRuud, Ola,$eauthor.
=245  10$aSalt ledgers /$cby Ola Ruud.
=264  \\0$c1841.

=LDR  00000ntm a2200000 u 4500
=001  r2
=245  00$aPans of Bergen.
=264  \\0$c1842.
"""


def _in_json(text):
    blocks = [block.splitlines() for block in text.strip().split("\n\n")]
    return [
        {
            "leader": lines[0][6:],
            "fields": [
                {line[1:4]: line[6:]}
                if line[1:3] == "00"
                else {
                    line[1:4]: {
                        "ind1": line[6],
                        "ind2": line[7],
                        "subfields": [{part[0]: part[1:]} for part in line[9:].split("$")],
                    }
                }
                for line in lines[1:]
            ],
        }
        for lines in blocks
    ]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.mrk", MAKER),
        ("a.json", json.dumps(_in_json(MAKER))),
        ("a.json", json.dumps(_in_json(MAKER)[0], indent=1)),
    ],
    ids=["MarcEdit", "JSON", "one in JSON"],
)
def test_marc_as_text_and_in_json(name, text):
    first, *others = read_file(SourceFile(name, text.encode())).records
    assert (first.id, first.title, first.date) == ("r1", "Salt ledgers", "1841")
    assert first.creators == ("Ruud, Ola",)
    assert [(r.title, r.date) for r in others] in ([("Pans of Bergen", "1842")], [])


def test_broken_marc_in_json_is_refused():
    text = json.dumps(_in_json(MAKER))[:-9]
    with pytest.raises(ReadError, match="damaged"):
        read_file(SourceFile("a.json", text.encode()))
