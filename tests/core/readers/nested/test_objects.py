"""Objects are unwrapped by what they mean, and nothing in them is lost."""

import json
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dash_core.readers.nested.dates import expression, is_date
from dash_core.readers.nested.keys import one_value
from dash_core.readers.nested.objects import cells, unwrap


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"dcterms:title": [{"type": "literal", "property_id": 1, "@value": "Ferry dues"}]},
         {"dcterms:title": ("Ferry dues",)}),
        ({"http://purl.org/dc/terms/date": [{"@value": "1871"}]}, {"date": ("1871",)}),
        ({"tags": [{"id": 4, "name": "ferries"}, {"id": 9, "name": "tolls"}]},
         {"tags": ("ferries", "tolls"), "tags.id": ("4", "9")}),
        ({"agent": {"firstName": "Ida", "lastName": "Rook"}}, {"agent": "Ida Rook"}),
        ({"auteurs": [{"nom": "Rook", "prenom": "Ida"}], "lieu": {"nom": "Lyon"}},
         {"auteurs": ("Ida Rook",), "lieu.nom": "Lyon"}),
        ({"autor": {"nombre": "Ida", "apellidos": "Rook"}}, {"autor": "Ida Rook"}),
        ({"date": {"debut": "1871", "fin": "1872"}},
         {"date": "1871/1872", "date.debut": "1871", "date.fin": "1872"}),
        ({"fecha": {"año": 1871, "mes": 3, "día": 9}},
         {"fecha": "1871-03-09", "fecha.año": "1871", "fecha.mes": "3", "fecha.día": "9"}),
        ({"creators": [{"creatorType": "author", "firstName": "Ida", "lastName": "Rook"},
                       {"creatorType": "recipient", "name": "Ferry Board"},
                       {"creatorType": "editor", "lastName": "Wren"}]},
         {"author": "Ida Rook", "recipient": "Ferry Board", "contributor (editor)": "Wren",
          "creators.creatorType": ("author", "recipient", "editor")}),
        ({"metadata": [{"label": "Date", "value": "1871"},
                       {"label": "Creator", "value": ["A", "B"]}]},
         {"Date": "1871", "Creator": ("A", "B")}),
        ({"metadata": [{"label": {"en": ["Date"]}, "value": {"none": ["1871"]}}]},
         {"Date": ("1871",)}),
        ({"element_texts": [{"html": False, "text": "Dues", "element_set": {"name": "Dublin Core"},
                             "element": {"id": 50, "name": "Title"}}]}, {"Title": "Dues"}),
        ({"title": {"en": ["Ferry"], "de": ["Fähre"]}},
         {"title": ("Ferry",), "title.language": "en", "title[de]": ("Fähre",)}),
        ({"title": [{"@value": "Fähre", "@language": "de"},
                    {"@value": "Ferry", "@language": "en"}]},
         {"title": ("Ferry",), "title.@language": "en", "title[de]": ("Fähre",),
          "title[de].@language": "de"}),
        ({"labels": {"en": {"language": "en", "value": "Ferry"}}},
         {"label": "Ferry", "label.language": "en"}),
        ({"dates": [{"expression": "about 1871", "begin": "1870", "label": "creation"},
                    {"expression": "1900", "label": "bulk"}]},
         {"dates": ("about 1871",), "dates.begin": "1870", "dates.label": "creation",
          "dates.bulk": "1900", "dates.bulk.label": "bulk"}),
        ({"date": {"year": 1871, "month": 3, "logicalDate": "1871-03-01"}},
         {"date": "1871-03", "date.year": "1871", "date.month": "3",
          "date.logicalDate": "1871-03-01"}),
        ({"datum": {"von": "1871", "bis": "1874"}},
         {"datum": "1871/1874", "datum.von": "1871", "datum.bis": "1874"}),
        ({"date": {"begin": "1871", "end": "1874"}},
         {"date": "1871/1874", "date.begin": "1871", "date.end": "1874"}),
        ({"id": "r1", "fields": {"Title": "Dues", "id": "7"}},
         {"id": "r1", "Title": "Dues", "fields.id": "7"}),
        ({"_id": "5", "_source": {"record": {"title": "Dues"}}}, {"_id": "5", "title": "Dues"}),
        ({"format": {"label": "Title", "value": "Dues"},
          "creator": {"label": "Rook", "value": "rook-1"}},
         {"Title": "Dues", "creator": "Rook", "creator.value": "rook-1"}),
        ({"notes": [{"type": "scopecontent", "subnotes": [{"content": "Of tolls."}]}]},
         {"scopecontent": ("Of tolls.",)}),
        ({"files": {"12": {"name": "a.tif"}, "13": {"name": "b.tif"}}},
         {"files": ("a.tif", "b.tif"), "files.key": ("12", "13")}),
        ({"seeAlso": {"@id": "https://x.example/1"}}, {"seeAlso": "https://x.example/1"}),
    ],
)  # fmt: skip
def test_meanings(value, expected):
    assert cells(value) == expected


@pytest.mark.parametrize(
    "value",
    [
        {"from": "Ada", "to": "Bo"},
        {"type": "literal", "value": "1902"},
        {"name": "Leeds", "latitude": 53.8},
        {"year": 12, "name": "of the plan"},
    ],
)
def test_other_objects_are_no_dates(value):
    assert not is_date(value, "correspondence")


@pytest.mark.parametrize(
    ("value", "printed"),
    [
        ({"displayDate": "ca. 1902", "begin": "1901", "end": "1903"}, "ca. 1902"),
        ({"start": "1902-01-01T00:00:00Z", "end": "1902-01-31T00:00:00Z"}, "1902-01-01/1902-01-31"),
        ({"from": "2 May 1902", "to": "3 May 1902"}, "2 May 1902 - 3 May 1902"),
        ({"begin": "1902", "end": "1902", "label": "creation"}, "1902"),
        ({"inclusive": True, "startDate": {"year": 1902}, "endDate": {"year": 1903, "month": 2}},
         "1902/1903-02"),
        ({"year": 1902, "month": 0, "day": 0}, "1902"),
    ],
)  # fmt: skip
def test_the_expression_of_a_date(value, printed):
    assert is_date(value, "date")
    assert expression(value)[0] == printed


def test_pages_of_a_manifest_are_counted_not_read():
    manifest = {
        "type": "Manifest",
        "label": {"none": ["Ferry book"]},
        "items": [{"type": "Canvas", "label": {"none": ["p. 1"]}}],
    }
    by_name, _inner, unused = unwrap(manifest)
    assert by_name == {"type": "Manifest", "label": ("Ferry book",)}
    assert unused == Counter(items=2)


KEYS = st.sampled_from(
    "title date name value label text @value @id type language en de id 1 2 begin end year month "
    "creators creatorType lastName metadata element content attributes fields _source".split()
)
LEAVES = st.integers(0, 10**6).map(lambda n: f"leaf{n}") | st.integers() | st.booleans()
OBJECTS = st.dictionaries(
    KEYS,
    st.recursive(
        LEAVES,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4),
        max_leaves=8,
    ),
    max_size=5,
)


def leaves(value):
    if isinstance(value, dict):
        return [leaf for inner in value.values() for leaf in leaves(inner)]
    if isinstance(value, list):
        return [leaf for inner in value for leaf in leaves(inner)]
    return [one_value(value)]


@given(OBJECTS, st.booleans())
def test_every_value_stands_in_a_cell_or_is_counted(value, flat):
    by_name, _inner, unused = unwrap(value, flat)
    texts = [
        text for cell in by_name.values() for text in ((cell,) if isinstance(cell, str) else cell)
    ]
    whole = "\n".join([*by_name, *texts])
    missing = [leaf for leaf in leaves(value) if leaf not in whole]
    assert len(missing) <= unused.total()
    assert not any(text.startswith(("{", "[")) for text in texts)
    assert cells(json.loads(json.dumps(value))) == cells(value)
