"""Malicious XML and HTML."""

# ruff: noqa: E501  # one line for each file

from typing import Final

from tests.fuzz.hostile.files import add, fill

_EAD: Final = "<ead><archdesc><did><unittitle>{}</unittitle></did><dsc>{}</dsc></archdesc></ead>"


def _ead(title: str = "Papers", components: str = "", doctype: str = "") -> bytes:
    return (doctype + _EAD.format(title, components)).encode()


LAUGHS: Final = "<!DOCTYPE ead [<!ENTITY a0 'ha'>{}]>".format(
    "".join(f"<!ENTITY a{i} '{f'&a{i - 1};' * 10}'>" for i in range(1, 10))
)
_COMPONENT: Final = "<c><did><unittitle>A</unittitle></did></c>"


def _nested(n: int) -> str:
    return "<c><did><unittitle>A long enough title</unittitle></did>" * n + "</c>" * n


add(
    "xml",
    {
        "a billion laughs": lambda n: _ead("&a9;", doctype=LAUGHS),
        "a billion laughs in an attribute": lambda n: _ead(
            components="<c id='&a9;'><did><unittitle>A</unittitle></did></c>", doctype=LAUGHS
        ),
        "quadratic blow-up": lambda n: _ead(
            "&a;" * (n // 100), doctype=f"<!DOCTYPE ead [<!ENTITY a '{'x' * (n // 4)}'>]>"
        ),
        "an entity of itself": lambda n: _ead("&a;", doctype="<!DOCTYPE ead [<!ENTITY a '&a;'>]>"),
        "many unknown entities": lambda n: _ead("&eacute;" * (n // 8), doctype="<!DOCTYPE ead SYSTEM 'x.dtd'>"),
        "a parameter's laughs": lambda n: _ead(
            doctype="<!DOCTYPE ead [<!ENTITY % a 'ha'><!ENTITY % b '%a;%a;'>%b;]>"
        ),
        "one long text": lambda n: _ead("x" * n),
        "one long attribute": lambda n: _ead(components=f"<c id='{'x' * n}'></c>"),
        "one long name": lambda n: b"<" + b"a" * n + b"/>",
        "many attributes": lambda n: _ead(
            components="<c {}/>".format(" ".join(f"a{i}='1'" for i in range(n // 12)))
        ),
        "one long comment": lambda n: _ead(f"<!--{'x' * n}-->"),
        "never closed": lambda n: fill(b"<ead>", n),
        "deep": lambda n: _ead(components=_nested(100_000)),
        "just not too deep": lambda n: _ead(components=_nested(250)),
        "deep text": lambda n: _ead("<emph>x" * 240 + "</emph>" * 240),
        "many components": lambda n: _ead(components=_COMPONENT * (n // len(_COMPONENT))),
        "empty components": lambda n: _ead(components="<c><did/></c>" * (n // 13)),
        "many words for one field": lambda n: _ead(
            components="<c><did>{}</did></c>".format("<unittitle>A</unittitle>" * (n // 24))
        ),
        "many words in one title": lambda n: _ead("x <emph>y</emph> " * (n // 18)),
        "many dc elements": lambda n: b"<dc xmlns:dc='http://purl.org/dc/elements/1.1/'>"
        + fill(b"<dc:date>1946</dc:date><dc:title>x</dc:title>", n) + b"</dc>",
        "dc in dc": lambda n: b"<dc xmlns:dc='http://purl.org/dc/elements/1.1/'>"
        + b"<r><dc:title>x</dc:title>" * 240 + b"</r>" * 240 + b"</dc>",
        "mods in mods": lambda n: b"<mods>" + b"<relatedItem><mods>" * 120 + b"</mods></relatedItem>" * 120
        + fill(b"<name><namePart>x</namePart></name>", n) + b"</mods>",
        "tei documents in documents": lambda n: b"<TEI xmlns='http://www.tei-c.org/ns/1.0'><text><body>"
        + b"<div type='document'><head>A</head><p>b</p>" * 240 + b"</div>" * 240 + b"</body></text></TEI>",
        "tei documents": lambda n: b"<TEI xmlns='http://www.tei-c.org/ns/1.0'><text><body>"
        + fill(b"<div type='document'><head>A</head><p>b</p></div>", n) + b"</body></text></TEI>",
        "namespaces": lambda n: _ead(components="".join(f"<c xmlns='u{i}'/>" for i in range(n // 20))),
    },
)  # fmt: skip

add(
    "html",
    {
        "one line": lambda n: b"<html><body><p>" + b"x" * n,
        "one long attribute": lambda n: b"<html><body><p class='" + b"x" * n,
        "deep": lambda n: b"<html><body>" + b"<div>" * 100_000 + b"1946",
        "deep inline": lambda n: b"<html><body>" + b"<b><i>" * 50_000 + b"1946",
        "tables in tables": lambda n: b"<html><body>" + b"<table><tr><td>x" * 10_000,
        "lists in lists": lambda n: b"<html><body>" + b"<ul><li>May 5, 1946<p>x" * 10_000,
        "a wide cell": lambda n: b"<html><body><table><tr><th>Date<th>Title</tr><tr>"
        b"<td colspan=999999999 rowspan=999999999>1946<td>x</table>",
        "wide cells": lambda n: b"<html><body><table><tr><th>Date<th>Title</tr>"
        + b"<tr><td colspan=1000 rowspan=65534>1946<td>x" * (n // 60) + b"</table>",
        "a comment never closed": lambda n: b"<html><body><!--" + b"x-" * (n // 2),
        "less-than signs": lambda n: b"<html><body>" + b"<" * n,
        "entities": lambda n: b"<html><body><p>" + fill(b"&amp;&#x110000;&", n),
        "empty list items": lambda n: b"<html><body><ul>" + fill(b"<li>", n),
        "items of a list": lambda n: b"<html><body><ul>"
        + fill(b"<li><p>May 5, 1946</p><p>A letter</p><p>On oil.</p>", n),
        "rows of a table": lambda n: b"<html><body><table><tr><th>Date<th>Title"
        + fill(b"<tr><td>1946<td>A", n),
        "line breaks": lambda n: b"<html><body>May 5, 1946" + fill(b"<br>", n),
    },
)  # fmt: skip
