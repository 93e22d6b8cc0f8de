import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dash_core import ReadError
from dash_core.dates.stated import StatedDate
from dash_core.readers import Options, SourceFile
from dash_core.readers.names import NameParts
from dash_core.readers.references import csl_json


def file(value):
    text = value if isinstance(value, str) else json.dumps(value)
    return SourceFile("t.json", text.encode())


def read(value):
    assert csl_json.sniff(file(value))
    return csl_json.read(file(value), Options())


def one(**variables):
    item = {"id": "1", "type": "book", "title": "t"} | variables
    (record,) = read([item]).records
    return record


def issued(**parts):
    return {"issued": parts}


@pytest.mark.parametrize(
    ("variables", "field", "value"),
    [
        (
            {"author": [{"family": "Marx", "given": "Karl"}, {"literal": "USSR, War"}]},
            "creators",
            ("Karl Marx", "USSR, War"),
        ),
        (
            {"author": [{"family": "Goethe", "given": "J. W.", "non-dropping-particle": "von"}]},
            "creators",
            ("J. W. von Goethe",),
        ),
        (
            {"author": [{"family": "Pell", "given": "Tom", "suffix": "Jr."}]},
            "names",
            {"Tom Pell Jr.": NameParts("Pell", "Tom", suffix="Jr.")},
        ),
        (
            {"editor": [{"family": "Pell", "given": "A."}]},
            "extra",
            {"type": "book", "editor": "Pell, A."},
        ),
        ({"recipient": [{"literal": "Stalin"}]}, "recipients", ("Stalin",)),
        ({"editor": [{"literal": "A"}], "translator": [{"literal": "B"}]}, "people", ("A", "B")),
        ({"author": "Marx"}, "creators", ("Marx",)),
        (issued(**{"date-parts": [[1946, 4, 5]]}), "date", "1946-04-05"),
        (issued(**{"date-parts": [["1946", "4"]]}), "date", "1946-04"),
        (issued(**{"date-parts": [[1946], [1948]]}), "date", "1946/1948"),
        (issued(**{"date-parts": [[1946]], "circa": True}), "date", "circa 1946"),
        (issued(**{"date-parts": [[1946]], "circa": True}), "stated", StatedDate("1946~")),
        (issued(**{"date-parts": [[1946]], "season": "1"}), "date", "spring 1946"),
        (issued(**{"date-parts": [[1946]], "season": 4}), "stated", StatedDate("1946-24")),
        (issued(**{"date-parts": [[1946, 4]], "literal": "about Easter"}), "date", "about Easter"),
        (
            issued(**{"date-parts": [[1946, 4]], "literal": "about Easter"}),
            "stated",
            StatedDate("1946-04"),
        ),
        (issued(raw="5 April 1946"), "date", "5 April 1946"),
        (issued(**{"date-parts": [[1903, 7]]}), "date", "July 1903"),
        (issued(raw="1903-07"), "date", "July 1903"),
        (issued(raw="1903-22"), "date", "summer 1903"),
        (issued(**{"date-parts": [[1903, 7]]}), "stated", StatedDate("1903-07")),
        (issued(**{"date-parts": [[1946, 0, 0]]}), "date", "1946"),
        (issued(**{"date-parts": [[1946, 22]]}), "date", "summer 1946"),
        (issued(**{"date-parts": [[1946, 16]]}), "stated", StatedDate("1946-24")),
        (issued(**{"date-parts": [[1946], [0]]}), "date", "1946/.."),
        (issued(**{"date-parts": [[""], [1946, 5]]}), "date", "../1946-05"),
        (issued(**{"date-parts": [[-44]]}), "date", "44 BC"),
        (issued(**{"date-parts": [[-44]]}), "stated", StatedDate("-0043")),
        (issued(**{"date-parts": [[-1]]}), "stated", StatedDate("0000")),
        (issued(**{"date-parts": [[-44], [14]]}), "date", "44 BC to 0014"),
        (issued(**{"date-parts": [[1946]], "circa": "false"}), "date", "1946"),
        ({"issued": [{"year": 1946, "month": 4}, {"year": 1947}]}, "date", "1946-04/1947"),
        ({"issued": [{"year": "1946", "season": "3"}]}, "date", "autumn 1946"),
        (issued(edtf="1946-04?"), "stated", StatedDate("1946-04?")),
        ({"issued": "1946"}, "date", "1946"),
        (
            issued(**{"date-parts": [["x"]]}),
            "extra",
            {"type": "book", "issued.date-parts": "x"},
        ),
        ({"genre": "Cable"}, "genre", "Cable"),
        ({"type": "personal_communication"}, "genre", "personal communication"),
        ({"type": "document"}, "genre", ""),
        (
            {"archive": "RGANI", "archive_location": "f. 5", "volume": 3},
            "extra",
            {"type": "book", "archive": "RGANI", "archive_location": "f. 5", "volume": "3"},
        ),
        ({"publisher-place": "Tehran"}, "places", ()),
        ({"publisher-place": "Tehran"}, "extra", {"type": "book", "publisher-place": "Tehran"}),
        ({"type": "manuscript", "publisher-place": "Tehran"}, "places", ("Tehran",)),
        ({"title": 'On <i>Flora</i> <span class="x">1</span> < 2'}, "title", "On Flora 1 < 2"),
        ({"keyword": "oil, wheat; Iran"}, "subjects", ("oil", "wheat", "Iran")),
        ({"abstract": " a\n b"}, "summary", "a b"),
        ({"note": "Edited: x"}, "extra", {"type": "book", "note": "Edited: x"}),
        ({"id": 17}, "id", "17"),
        ({"URL": "http://a", "DOI": "10/x"}, "url", "http://a"),
        ({"title": {"a": 1}}, "extra", {"type": "book", "title.a": "1"}),
    ],
)
def test_fields(variables, field, value):
    assert (
        getattr(
            one(author=[{"literal": "X"}], **variables)
            if "author" not in variables and field != "creators"
            else one(**variables),
            field,
        )
        == value
    )


A, B = {"id": "a", "type": "book", "title": "a"}, {"id": "b", "type": "map", "title": "b"}


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ([A, B], "field field"),
        ({"items": [A, B]}, "header field field"),
        (f"[{json.dumps(A)}, null, 17, {json.dumps(B)}]", "field blank unread field"),
        (f"[{json.dumps(A)}, {json.dumps(B)}", "field field"),
        (f"[{json.dumps(A)}, {json.dumps(B)}] x", "field field unread"),
        (f'[\n{json.dumps(A)},\n{{"id": "x" "y"}},\n{json.dumps(B)}\n]', "field unread field"),
    ],
)
def test_layouts(text, roles):
    reading = read(text)
    assert [record.title for record in reading.records] == ["a", "b"]
    (report,) = reading.report.files
    assert [piece.role for piece in report.pieces] == roles.split()
    assert {piece.number for piece in report.unread} <= {remark.number for remark in report.remarks}
    for piece in report.pieces:
        if piece.record is not None:
            assert reading.records[piece.record].first == piece.number


def test_one_item_alone():
    (record,) = read(json.dumps(A)).records
    assert (record.title, record.first, record.last) == ("a", 1, 1)


@pytest.mark.parametrize(
    "value",
    [
        [{"type": "letter", "title": "a", "date": "1946"}],
        [{"type": "document", "title": "a", "date": "1946"}],
        [{"title": "a", "author": "x"}],
        [{"type": "book", "title": "a"}],
        {"type": "FeatureCollection", "features": []},
        [],
        "[1, 2]",
        "type, title\nbook, a",
        '[{"type": "book", "title": "a',
    ],
)
def test_other_json_is_not_claimed(value):
    assert not csl_json.sniff(file(value))


@pytest.mark.parametrize("text", ["[]", "[1]", "{", "x", "[" * 100_000, '[{"a": ' * 50_000])
def test_bad_files_give_a_sentence(text):
    with pytest.raises(ReadError, match=r"t\.json"):
        csl_json.read(file(text), Options())


def test_deep_nesting_is_said():
    deep = '{"id": "x", "type": "book", "title": "t", "custom": ' + "[" * 900 + "]" * 900 + "}"
    reading = read(f"[{json.dumps(A)},\n{deep}]")
    assert len(reading.report.files[0].pieces) == 2


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["literal", "date-parts", "family", "season", "dossier", "x"]),
            inner,
            max_size=3,
        )
    ),
    max_leaves=6,
)
item = st.dictionaries(
    st.sampled_from(
        "id type title author recipient issued genre note keyword custom editor URL x".split()
    ),
    anything,
    max_size=6,
)


@given(st.lists(item | anything, max_size=4))
def test_any_item_is_read_or_in_the_account(items):
    reading = csl_json.read(file([A, *items]), Options())
    (report,) = reading.report.files
    assert [piece.number for piece in report.pieces] == list(range(1, len(items) + 2))
    objects = sum(isinstance(value, dict) and bool(value) for value in items) + 1
    assert len(reading.records) == objects
    assert [p.record for p in report.pieces if p.role == "field"] == list(range(objects))


@given(st.text() | st.text('[]{}",:ab 1\\'))
def test_arbitrary_text_gives_a_reading_or_a_sentence(text):
    source = SourceFile("t", text.encode("utf-8", "replace"))
    message = ""
    try:
        csl_json.sniff(source)
        csl_json.read(source, Options())
    except ReadError as err:
        message = str(err)
    assert message == "" or message[-1] == "."
