import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dash_core import ReadError
from dash_core.readers import FIELDS, Options, SourceFile, read_file
from dash_core.readers.columns.cell_text import one_line
from dash_core.readers.nested import json as json_
from dash_core.readers.nested.keys import one_value
from dash_core.readers.nested.meaning import count_leaves
from dash_core.readers.nested.objects import cells
from dash_core.readers.source import RECORD_PATH


def file(text):
    return SourceFile("t.json", text if isinstance(text, bytes) else text.encode())


def read(text):
    source = file(text)
    assert json_.sniff(source)
    return json_.read(source, Options())


def account(reading):
    return [(p.number, p.role, p.record) for p in reading.report.files[0].pieces]


A, B = '{"title": "a", "date": 1946}', '{"title": "b"}'


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        (f"[{A}, {B}]", "field field"),
        (f"[\n  {A},\n  {B}\n]\n", "field field"),
        (f"{A}\n{B}\n", "field field"),
        (f"{A}\r\n\r\n{B}", "field blank field"),
        (f"{A},\n{B},\n", "field field"),
        (f'{{"records": [{A}, {B}]}}', "header field field"),
        (
            f'{{"total": 2, "response": {{"docs": [{A}, {B}], "q": 1}}}}',
            "header field field header",
        ),
        (f'{{"facets": [{{"n": 1}}, {{"n": 2}}, {{}}], "hits": [{A}, {B}]}}', "header field field"),
        (f'{{"facets": [{{"n": 1}}], "x": [{A}, {B}]}}', "header field field"),
        (f'{{"title": "All", "items": [{A}, {B}]}}', "header field field"),
        (f"[{A} {B}]", "field field"),
        (f"[{A}, null, {B}]", "field blank field"),
        (f"[{A}, 17, {B}]", "field unread field"),
        (f"[{A}, {B}", "field field"),
        (f"[{A}, {B}] x", "field field unread"),
        (f'[\n{A},\n{{"title": "x" "y"}},\n{B}\n]', "field unread field"),
        (f'[\n{A},\n{{"title": "x,\n{B}\n]', "field unread field"),
        (f'{A}\n{{"title": "x\n[1]\n{B}', "field unread unread field"),
        (f"{A}\n{B}\n[" + "[" * 50_000, "field field unread"),
    ],
)
def test_layouts(text, roles):
    reading = read(text)
    assert [(r.title, r.date) for r in reading.records] == [("a", "1946"), ("b", "")]
    (report,) = reading.report.files
    assert [piece.role for piece in report.pieces] == roles.split()
    unread = {piece.number for piece in report.unread}
    assert unread <= {remark.number for remark in report.remarks}
    for piece in report.pieces:
        if piece.record is not None:
            assert reading.records[piece.record].first == piece.number
            assert json.loads(piece.text.rstrip(","))["title"] in "ab"


def test_where_it_is_broken_is_said():
    (remark,) = read(f'[\n{A},\n{{"title": "x" "y"}},\n{B}\n]').report.file_remarks
    assert (remark.number, "line 3" in remark.text, "comma" in remark.text) == (2, True, True)
    (remark,) = read(f'{A}\n\n{{"title": "x\n{B}').report.file_remarks
    assert (remark.number, "quotation mark" in remark.text) == (3, True)
    (remark,) = read(f"[{A}, {B}").report.file_remarks
    assert "breaks off" in remark.text


def test_what_is_outside_the_documents_is_counted():
    (report,) = read(f'{{"facets": [{{"n": 1}}], "hits": [{A}, {B}], "total": 2}}').report.files
    assert [(part.name, part.n) for part in report.unused] == [("facets", 1), ("total", 1)]
    assert "Not used: 1 “facets”, 1 “total”." in report.sentence()
    (report,) = read(f'{{"drafts": [{A}], "records": [{A}, {B}]}}').report.files
    assert "“drafts” has 1 objects" in report.remarks[0].text


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ('{"a": 1946.0, "b": 1.10, "c": 1e3, "d": -0.5, "e": 12345678901234567890}',
         {"a": "1946", "b": "1.10", "c": "1e3", "d": "-0.5", "e": "12345678901234567890"}),
        ('{"a": true, "b": false, "c": null, "d": "", "e": [], "f": {}, "g": " ", "h": NaN}',
         {"a": "true", "b": "false"}),
        ('{"a": Infinity, "b": 1e999}', {"a": "Infinity", "b": "1e999"}),
        ('{"a": ["x; y", 2, null, [3], {"z": "é"}]}', {"a": ("x; y", "2", "3"), "a.z": "é"}),
        ('{"a": {"b": 1, "c": {"d": [1.5]}, "e": ["x"]}}',
         {"a.b": "1", "a.c.d": ("1.5",), "a.e": ("x",)}),
        ('{"a": {"b": 1}, "a.b": 2}', {"a.b (2)": "1", "a.b": "2"}),
        ('{"a": 1, "a": 2, "a (2)": 3}', {"a": "1", "a (2)": "2", "a (2) (2)": "3"}),
        ('{"": 1, " a\\n b ": 2}', {"no name": "1", "a b": "2"}),
        ('{"a": "tab\\t and\tmore"}', {"a": "tab\t and\tmore"}),
    ],
)  # fmt: skip
def test_values(value, expected):
    decoded, _end = json_.Decoder().at(value, 0)
    assert cells(decoded) == expected


def test_a_name_that_stands_twice_is_said():
    reading = read('[{"title": "a", "title": "b"}, {"title": "c"}]')
    assert [(r.title, dict(r.extra)) for r in reading.records] == [
        ("a", {"title (2)": "b"}),
        ("c", {}),
    ]
    assert [remark.number for remark in reading.report.file_remarks] == [1]


def test_half_a_character_does_no_harm():
    (record,) = read('[{"title": "a\\ud800b \\ud83d\\ude00"}]').records
    assert record.title == "a\ufffdb 😀"


def test_one_object_is_one_document():
    reading = read('{\n "title": "a",\n "creator": [{"name": "B"}]\n}')
    assert account(reading) == [(1, "field", 0)]
    assert reading.records[0].creators == ("B",)


def test_a_number_of_many_digits():
    (record,) = read('[{"title": ' + "1" * 10_000 + "}]").records
    assert record.title == "1" * 10_000


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[]", "no list of objects"),
        ('{"a": 1}', "no list of objects"),
        ('{"records": []}', "no list of objects"),
        ("[{}]", "no row with a document"),
        ('{"title": "a", ', "line 1"),
        ('[{"a" 1}]', "a colon is missing"),
        ('[\n{"a": ' + "[" * 10_000, "line 2, it is nested too deeply"),
        ('{"a":' * 10_000, "nested too deeply"),
        ('[{"a":' * 10_000, "nested too deeply"),
        ('{"title": "a"} x', "after the end"),
        ("[" + ",".join(f'{{"c{i}": 1}}' for i in range(1_001)) + "]", "1,000 columns"),
    ],
)
def test_what_cannot_be_read_is_refused_in_a_sentence(text, words):
    assert json_.sniff(file(text))
    with pytest.raises(ReadError, match=words):
        json_.read(file(text), Options())


def test_what_can_be_read_but_not_written_down():
    deep = '{"title": "x", "a": {"b": ' + "[" * 900 + "]" * 900 + "}}"
    reading = read(f"{A}\n{deep}\n")
    assert len(reading.records) in (1, 2)
    if len(reading.records) == 1:
        assert [p.role for p in reading.report.files[0].pieces] == ["field", "unread"]


@pytest.mark.parametrize(
    "text",
    [
        "On oil.",
        "[1946] Letter\n\nOn oil.\n",
        "[undated]\n\nOne",
        "{\\rtf1 {title}}",
        "@article{a, title = {b}}",
        "{{Infobox}}\n{{Cite}}\n",
        "title,date\na,b\n",
        "<a>{}</a>",
        "[1, 2, 3]",
    ],
)
def test_what_is_no_json_is_left_alone(text):
    assert not json_.sniff(file(text))


@pytest.mark.parametrize(
    "text",
    [
        "[\n" + '{"a": "x\n' * 100_000,
        "[" + '{"a": "x' * 100_000,
        f"[\n{A},\n" + '{"a": [{"b": 1}\n' * 50_000,
        "\n".join(['{"a": 1}', *['{"a"'] * 50_000]),
        f"[{A}," + "17," * 100_000 + "1]",
        '{"x": [' + "1," * 500_000 + f'1], "records": [{A}]}}',
        '{"title": "' + "x" * 5_000_000 + f'"}}\n{A}',
    ],
    ids=["open text", "one line", "open list", "broken lines", "numbers", "big header", "long"],
)
def test_hostile_json_is_read_or_refused(text):
    try:
        json_.read(file(text), Options())
    except ReadError:
        assert '"records"' not in text


def check_account(data):
    source = file(data)
    try:
        assert json_.sniff(source) in (True, False)
        reading = json_.read(source, Options())
    except ReadError:
        return
    (report,) = reading.report.files
    records = [piece for piece in report.pieces if piece.record is not None]
    assert [piece.record for piece in records] == list(range(len(reading.records)))
    assert all((p.role == "field") == (p.record is not None) for p in report.pieces)
    kept = "".join(piece.text for piece in report.pieces)
    assert sorted(kept.replace(",", "").translate(NO_SYNTAX)) == sorted(
        source.text.translate(NO_SYNTAX)
    )


NO_SYNTAX = {ord(c): None for c in " \t\r\n\x0b\x0c\x1c\x1d\x1e\x1f\x85\u2028\u2029\xa0,[]{}"}


@given(st.text() | st.text('{}[]",:1aé\n ') | st.binary())
def test_anything_is_accounted_for_or_refused(data):
    check_account(data)


PIECES = st.sampled_from(
    [A, B, "{", "}", "[", "]", ",", "\n", '"x"', "null", '{"title": "x', "1", ":"]
)


@given(st.lists(PIECES, max_size=12), st.sampled_from(["", "[", '{"records": [', f"{A}\n"]))
def test_anything_like_json_is_accounted_for_or_refused(pieces, start):
    check_account(start + "".join(pieces))


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=5,
)
OBJECTS = st.lists(
    st.dictionaries(st.text(max_size=8) | st.sampled_from(["title", "date"]), VALUES, max_size=5),
    min_size=1,
    max_size=6,
)


@given(OBJECTS, st.sampled_from([None, 1]), st.booleans())
def test_every_object_of_a_good_file_is_a_document_or_empty(objects, indent, in_lines):
    if in_lines:
        text = "".join(json.dumps(one) + "\n" for one in objects)
    else:
        text = json.dumps(objects, indent=indent)
    full = [one for one in objects if cells(one)]
    try:
        reading = json_.read(file(text), Options())
    except ReadError:
        assert not full or (in_lines and len(objects) == 1)
        return
    if len(objects) > 1:
        assert len(reading.records) == len(full)
        assert not reading.report.unread


VOLUME = {
    "title": "Ferry letters",
    "date": "1870-1879",
    "letters": [{"title": "Dues", "date": "1871"}, {"title": "Tolls", "date": "1872"}],
}


@pytest.mark.parametrize(
    ("path", "titles"),
    [("", ["Dues", "Tolls"]), ("letters", ["Dues", "Tolls"]), (".", ["Ferry letters"])],
)
def test_which_objects_are_documents_can_be_chosen(path, titles):
    source = file(json.dumps(VOLUME))
    reading = json_.read(source, Options({"t.json": {RECORD_PATH: path}}))
    assert [record.title for record in reading.records] == titles
    (report,) = reading.report.files
    assert [(one.path, one.n) for one in report.record_paths] == [("letters", 2), (".", 1)]
    if path == ".":
        assert [remark.text for remark in report.remarks] == [
            "The list “letters” has 2 objects that were read as part of a document."
        ]
    else:
        assert [(part.name, part.n) for part in report.unused] == [("title", 1), ("date", 1)]


@pytest.mark.parametrize(
    "value",
    [
        {"7": {"title": "Dues", "date": "1871"}, "8": {"title": "Tolls", "date": "1872"}},
        {"dues": {"title": "Dues", "date": "1871"}, "tolls": {"title": "Tolls", "date": "1872"}},
        [{"box": 1, "letters": [{"title": "Dues", "date": "1871"}]},
         {"box": 2, "letters": [{"title": "Tolls", "date": "1872"}]}],
        {"a": {"b": {"c": {"d": {"e": [{"title": "Dues", "date": "1871"},
                                       {"title": "Tolls", "date": "1872"}]}}}}},
        {"data": {"search": {"edges": [{"node": {"title": "Dues", "date": "1871"}},
                                       {"node": {"title": "Tolls", "date": "1872"}}]}}},
    ],
)  # fmt: skip
def test_documents_are_found_at_any_depth(value):
    reading = read(json.dumps(value, indent=1))
    assert [(r.title, r.date) for r in reading.records] == [("Dues", "1871"), ("Tolls", "1872")]
    check_account(json.dumps(value))


def fields_text(record, name):
    value = getattr(record, name)
    return value if isinstance(value, str) else "\n".join(value)


@given(OBJECTS, OBJECTS)
@example([{"": [{"Tema": False}]}], [{}])
def test_every_value_stands_in_a_document_or_is_counted(objects, beside):
    documents = [{"title": f"t{i}", "date": "1871", "z": one} for i, one in enumerate(objects)]
    reading = json_.read(file(json.dumps({"records": documents, "x": beside})), Options())
    (report,) = reading.report.files
    assert len(reading.records) == len(objects)
    assert sum(part.n for part in report.unused if part.name == "x") == count_leaves(beside)
    unused = sum(part.n for part in report.unused if part.name != "x")
    kept = "\n".join(
        f"{name} {text}"
        for record in reading.records
        for name, text in [
            *((name, fields_text(record, name)) for name in FIELDS),
            *record.extra.items(),
        ]
    )
    missing = [leaf for one in objects for leaf in single(one) if leaf not in kept]
    assert len(missing) <= unused


def single(value):
    if isinstance(value, (dict, list)):
        inner = value.values() if isinstance(value, dict) else value
        return [leaf for one in inner for leaf in single(one)]
    leaf = one_line(one_value(value))
    return [leaf] if leaf.removeprefix("-") not in ("", "inf") else []


def test_a_title_is_no_name_of_a_person_beside_it():
    graph = [
        {"@id": "x:1", "@type": "Letter", "dc:title": {"@value": "Dues"}, "dc:date": "1871"},
        {"@id": "x:2", "@type": "Person", "name": "Ida Rook"},
    ]
    reading = read(json.dumps({"@context": {}, "@graph": graph}))
    assert [record.title for record in reading.records] == ["Dues", ""]


def test_a_title_may_be_divided_or_rendered():
    value = [{"title": {"main": "Dues", "sub": "a report"}, "content": {"rendered": "Of tolls."}}]
    (record,) = read(json.dumps(value)).records
    assert (record.title, record.summary) == ("Dues", "Of tolls.")
    assert record.extra == {"title.sub": "a report"}


def test_a_list_that_is_much_longer_than_the_documents_is_remarked_on_and_can_be_chosen():
    letters = [{"n": n, "s": "Holm", "r": "Voss"} for n in range(60)]
    featured = [{"title": "The mill", "description": "Sold"}, {"title": "The ship"}]
    data = json.dumps({"letters": letters, "featured": featured}).encode()
    reading = read_file(SourceFile("a.json", data))
    (report,) = reading.report.files
    assert [(path.path, path.n) for path in report.record_paths] == [
        ("letters", 60),
        ("featured", 2),
    ]
    assert any("“letters” has 60 objects" in remark.text for remark in report.remarks)
    chosen = Options({"a.json": {RECORD_PATH: "letters"}})
    assert len(read_file(SourceFile("a.json", data), chosen).records) == 60
