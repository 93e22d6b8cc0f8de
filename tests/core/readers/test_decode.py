import re

import pytest

from dash_core import ReadError
from dash_core.common import settings
from dash_core.readers import SourceFile, load, read_file
from dash_core.readers.decode import decode

GOOD = "• May 5, 1946\n\nAbout Teheran’s oil\n"
RUSSIAN = (
    "• 5 мая 1946\n\nПисьмо Багирова Молотову о нефти\n\n"
    "Багиров сообщает о переговорах по поводу нефтяной концессии в северном Иране.\n"
)
POLISH = (
    "• 5.V.1946\n\nList do ambasadora w sprawie ropy\n\n"
    "Łódź, Żółć, źdźbło i chrząszcz w trzcinie.\n"
)
FRENCH = "• 5 mai 1946\n\nLettre à l’ambassadeur sur le pétrole\n\nDécès, été, forêt, garçon.\n"


def read(data: bytes | str):
    data = data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data
    return read_file(SourceFile("page.txt", data))


@pytest.mark.parametrize(
    ("data", "message"),
    [
        pytest.param(b"", "is empty", id="empty"),
        pytest.param(" \n\t\r\n", "is empty", id="blank"),
        pytest.param(b"\xef\xbb\xbf\n", "is empty", id="only a byte-order mark"),
        pytest.param(b"\x89PNG\r\n\x1a\n\x00\x00", "is a picture (PNG)", id="binary"),
        pytest.param(GOOD + "\x00", "is not a text file", id="control characters"),
        pytest.param(b"\xff\xfe\x00", "is not a text file", id="half a character"),
        pytest.param("Hello,\nworld.\n", "No document was found", id="no record"),
    ],
)
def test_one_sentence_why_not(data, message):
    check_refused(data, message)


def test_too_large(monkeypatch):
    monkeypatch.setenv("DOSSIER_MAX_FILE_MB", "1")
    check_refused(b"x" * (settings.MAX_FILE.value + 1), "the limit is 1 MB")
    check_refused(b"x" * settings.MAX_FILE.value, "No document")


def check_refused(data, message):
    with pytest.raises(ReadError) as raised:
        read(data)
    sentence = str(raised.value)
    assert message in sentence
    assert "“page.txt”" in sentence
    assert sentence.endswith(".")
    assert not re.search(r"\n|\. [A-Z]", sentence)


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (GOOD, "UTF-8"),
        (GOOD.encode("utf-8-sig"), "UTF-8"),
        (GOOD.encode("utf-16"), "UTF-16"),
        (b"\xfe\xff" + GOOD.encode("utf-16-be"), "UTF-16"),
        (GOOD.encode("utf-32"), "UTF-32"),
        (GOOD.strip(), "UTF-8"),
    ],
)
def test_what_settles_the_encoding(data, encoding):
    reading = read(data)
    (record,) = reading.records
    assert (record.date, record.title) == ("May 5, 1946", "About Teheran’s oil")
    assert reading.report.files[0].encoding == encoding
    assert not any("encoding" in remark.text for remark in reading.report.file_remarks)


@pytest.mark.parametrize(
    ("text", "codec", "title"),
    [
        (RUSSIAN, "cp1251", "Письмо Багирова Молотову о нефти"),
        (POLISH, "cp1250", "List do ambasadora w sprawie ropy"),
        (FRENCH, "cp1252", "Lettre à l’ambassadeur sur le pétrole"),
    ],
)
def test_a_guessed_encoding_is_said(text, codec, title):
    reading = read(text.encode(codec))
    (record,) = reading.records
    assert record.title == title
    remark = reading.report.file_remarks[0]
    assert "does not say its encoding" in remark.text
    assert "line 1" in remark.text or "line 3" in remark.text


@pytest.mark.parametrize(
    ("name", "message"),
    [("none.txt", "no file"), (".", "is a folder"), ("a\0b", "could not be open")],
)
def test_files_that_cannot_be_opened(tmp_path, name, message):
    with pytest.raises(ReadError, match=message):
        load(tmp_path / name)


@pytest.mark.parametrize(
    "text",
    [
        "Datum;Titel;Absender\n5.5.1946;Brief über Öl;Müller\n",
        "Año;Título\n1946;Carta de Muñoz\n",
        "Date;Titre\n1946;Lettre à l’ambassadeur, été\n",
    ],
)
def test_an_accent_here_and_there_is_western(text):
    decoded = decode(text.encode("cp1252"), "short.csv")
    assert (decoded.text, decoded.encoding) == (text, "Windows-1252")


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        ("日期;标题\n1946年5月5日;关于石油的信件以及苏联军队撤出伊朗\n" * 5, "gb18030"),
        (
            "5 May 1946\n\n石油に関する書簡と撤兵について\n\n油田の話です。\n" * 5,
            "shift_jis",
        ),
    ],
)
def test_east_asian_writing_is_told(text, codec):
    assert decode(text.encode(codec), "east.txt").text == text


def test_a_text_with_some_zeros_is_not_taken_for_utf_16():
    data = b"<html><body>" + b"a\0" * 20
    with pytest.raises(ReadError, match="not a text file"):
        decode(data, "page.html")
    assert decode("A short – text".encode("utf-16-le"), "a.txt").text == "A short – text"
