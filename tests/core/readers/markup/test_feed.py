import pytest

from dash_core import ReadError
from dash_core.readers import Options, SourceFile
from dash_core.readers.markup import feed

RSS2 = """<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"
xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Record office</title>
<link>https://office.example</link><language>en</language><item><title>Salt ledgers</title>
<link>https://office.example/salt</link><guid isPermaLink="false">t-1</guid>
<category>Salt</category>
<category>Trade</category>
<author>ola@office.example (Ola Ruud)</author>
<pubDate>Tue, 03 Feb 2015 10:00:00 +0100</pubDate><description>
&lt;p&gt;Nine &amp;amp; more&lt;/p&gt;
&lt;p&gt;ledgers&lt;/p&gt;</description>
<content:encoded><![CDATA[<b>All</b> of it]]></content:encoded>
<enclosure url="https://office.example/a.mp3" length="1" type="audio/mpeg"/>
<comments>None</comments>
</item></channel></rss>"""

RSS1 = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="https://office.example/rss"><title>New in the reading room</title></channel>
<item rdf:about="https://office.example/5"><title>Pans</title><link>https://office.example/5</link>
<dc:date>2003-05-01</dc:date><dc:creator>Ola Ruud</dc:creator></item></rdf:RDF>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Finds</title><updated>2020-01-01T00:00:00Z
</updated><entry><id>urn:uuid:1</id><title type="html">Salt &amp;amp; pans</title>
<link rel="alternate" href="https://office.example/1"/><link rel="self" href="https://x.example/1"/>
<published>2019-12-30T10:00:00Z</published><updated>2020-01-01T00:00:00Z</updated>
<author><name>Ola Ruud</name><uri>https://ola.example</uri></author><category term="salt"/>
<summary>Short</summary><content>Long</content></entry></feed>"""


def read(text):
    source = SourceFile("feed.xml", text.encode())
    assert feed.sniff(source)
    return feed.read(source, Options())


def test_rss_2():
    reading = read(RSS2)
    (record,) = reading.records
    assert (record.title, record.summary) == ("Salt ledgers", "Nine & more ledgers")
    assert (record.url, record.id) == ("https://office.example/salt", "t-1")
    assert record.date == "Tue, 03 Feb 2015 10:00:00 +0100"
    assert (record.creators, record.subjects) == (("Ola Ruud",), ("Salt", "Trade"))
    assert record.extra == {
        "author: email": "ola@office.example",
        "content": "All of it",
        "enclosure": "https://office.example/a.mp3",
        "comments": "None",
        "part of": "Record office",
    }
    assert not reading.report.unread


def test_rss_1():
    (record,) = read(RSS1).records
    assert (record.title, record.date, record.creators) == ("Pans", "2003-05-01", ("Ola Ruud",))
    assert (record.url, record.id) == ("https://office.example/5", "")


def test_atom():
    (record,) = read(ATOM).records
    assert (record.title, record.summary, record.id) == ("Salt & pans", "Short", "urn:uuid:1")
    assert (record.date, record.url) == ("2019-12-30T10:00:00Z", "https://office.example/1")
    assert (record.creators, record.subjects) == (("Ola Ruud",), ("salt",))
    assert record.extra == {
        "link: self": "https://x.example/1",
        "updated": "2020-01-01T00:00:00Z",
        "author: uri": "https://ola.example",
        "content": "Long",
        "part of": "Finds",
    }


def test_a_feed_without_entries():
    with pytest.raises(ReadError, match="no entry"):
        read("<rss><channel><title>x</title></channel></rss>")


@pytest.mark.parametrize("text", ["<rdf:RDF xmlns:rdf='x'/>", "<feed xmlns='x'/>", "<html/>", ""])
def test_what_is_no_feed(text):
    assert not feed.sniff(SourceFile("feed.xml", text.encode()))
