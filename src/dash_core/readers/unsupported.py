"""Formats that are known by sight and not read: their names, and what to do instead.

Most are known by their first bytes ("magic numbers": `file(1)`, and PRONOM of the UK National
Archives), others by a line that only they have. A file's name decides nothing.
"""

import re
from typing import Final, NoReturn

from dash_core.common.errors import ReadError
from dash_core.common.i18n import _, phrase
from dash_core.readers.source import Options, SourceFile

__all__ = ["NAME", "explain", "read", "sniff"]

NAME: Final = "no listing"

_TOP: Final = 4096  # bytes that are looked at
_TEXT: Final = phrase("open it, copy the listing in it, and paste it or save it as plain text")
_TABLE: Final = phrase("open it in its program, and export the table as CSV or Excel (.xlsx)")
_PICTURE: Final = phrase(
    "copy the listing as text from where it is from, or let a program for text recognition (OCR) "
    "make plain text of it"
)
_SOUND: Final = phrase("save the list of recordings instead, as a table or a web page")
_PAGE: Final = phrase(
    "open it in a browser, and save the page as HTML, or copy and paste the listing"
)
_RDF: Final = phrase("export it as RDF/XML, JSON-LD or a table, and try again")
_SOURCE: Final = phrase("save the page or the table with the listing instead")

_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # documents of Office before 2007
_OLE_KINDS: Final = (
    (phrase("a Word document"), "WordDocument"),
    (phrase("a PowerPoint presentation"), "PowerPoint"),
    (phrase("an e-mail of Outlook"), "__nameid"),
    (phrase("a database or document of Office"), ""),
)
_COMMENTS: Final = rb"(?:\xef\xbb\xbf)?(?:\s|#[^\n]*\n)*"
_SQL: Final = (  # behind comments
    rb"(?i)(?:\xef\xbb\xbf)?(?:\s|--[^\n]*\n|/\*.*?\*/;?)*"
    rb"(?:(?:CREATE|DROP) (?:TABLE|DATABASE|SCHEMA)|INSERT INTO|BEGIN TRANSACTION;|PRAGMA \w+ ?="
    rb"|SET [\w@.]+ ?=)[\s\w]"
)
# Name, what to do, and what it begins with; "." is any byte.
_KINDS: Final[tuple[tuple[str, str, bytes], ...]] = (
    (phrase("a PDF"), _TEXT, rb".{0,1023}?%PDF-\d"),
    (phrase("a PostScript file"), _TEXT, rb"%!PS"),
    (phrase("a rich text document (RTF)"), _TEXT, rb"\{\\rtf"),
    (phrase("a DjVu document"), _TEXT, rb"AT&TFORM"),
    (phrase("a picture (JPEG)"), _PICTURE, rb"\xff\xd8\xff|\0\0\0\x0cjP  "),
    (phrase("a picture (PNG)"), _PICTURE, rb"\x89PNG\r\n"),
    (phrase("a picture (GIF)"), _PICTURE, rb"GIF8[79]a"),
    (phrase("a picture (TIFF)"), _PICTURE, rb"II[*+]\0|MM\0[*+]"),
    (
        phrase("a picture (HEIC or AVIF)"),
        _PICTURE,
        rb"....ftyp(?:hei[cxms]|hev[cx]|mif1|msf1|avi[fs])",
    ),
    (phrase("a picture (WebP)"), _PICTURE, rb"RIFF....WEBP"),
    (phrase("a picture (BMP)"), _PICTURE, rb"BM....\0\0\0\0"),
    (phrase("a picture (Photoshop)"), _PICTURE, rb"8BPS\0"),
    (phrase("a drawing (SVG)"), _PICTURE, rb"\s*(?:<\?xml.{0,400}?)?<svg[\s>]"),
    (phrase("a sound recording"), _SOUND, rb"....ftypM4[AB] "),
    (
        phrase("a video"),
        _SOUND,
        rb"....(?:ftyp|moov)|\x1aE\xdf\xa3|RIFF....AVI |\0\0\x01[\xb3\xba]",
    ),
    (phrase("a video"), _SOUND, rb"FLV\x01|0&\xb2u\x8ef\xcf\x11"),
    (
        phrase("a sound recording"),
        _SOUND,
        rb"ID3[\x02-\x04]|fLaC\0|OggS\0|RIFF....WAVE|FORM....AIF",
    ),
    (phrase("a sound recording"), _SOUND, rb"\xff[\xfb\xf3\xf2\xf1\xf9]|MThd\0"),
    (phrase("a database (SQLite)"), _TABLE, rb"SQLite format 3(?!\w)|7\x7f\x06[\x82\x83]"),
    (phrase("a database (Access)"), _TABLE, rb"\0\x01\0\0Standard (?:Jet|ACE) DB"),
    (phrase("a database (FileMaker)"), _TABLE, rb"\0\x01\0\0\0\x02\0\x01\0\x05\0\x02\0\x02\xc0"),
    (
        phrase("a database (dBase)"),
        _TABLE,
        rb"[\x02\x03\x30\x31\x83\x8b\xf5].[\x01-\x0c][\x01-\x1f]...\0.{4}\0\0",
    ),
    (phrase("a data set of SPSS"), _TABLE, rb"\$FL[23]@\(#\)"),
    (phrase("a data set of Stata"), _TABLE, rb"<stata_dta>|[\x69-\x73][\x01\x02]\x01\0"),
    (phrase("a data set of SAS"), _TABLE, rb"\0{12}\xc2\xea\x81\x60|HEADER RECORD\*{7}LIBRARY"),
    (phrase("a data set of R"), _TABLE, rb"RD[XA][23]\n|X\n\0\0\0[\x02\x03]"),
    (phrase("a data set of MATLAB or HDF5"), _TABLE, rb"MATLAB [5-7]\.\d|\x89HDF\r\n"),
    (phrase("a data set of Python"), _TABLE, rb"\x80[\x02-\x05][\x95\]}(c]|\x93NUMPY"),
    (phrase("a database (a dump in SQL)"), _TABLE, _SQL),
    (phrase("RDF (Turtle)"), _RDF, rb"(?i)%b@?(?:prefix|base)\s+[\w.-]*:?\s*<" % _COMMENTS),
    (
        phrase("RDF (N-Triples)"),
        _RDF,
        rb"%b<[a-z]+:[^>\s]{1,300}>\s+<[a-z]+:[^>\s]{1,300}>\s+[<\"_]" % _COMMENTS,
    ),
    (phrase("a data set of Avro"), _TABLE, rb"Obj\x01"),
    (phrase("a data set of Arrow or ORC"), _TABLE, rb"ARROW1\0|FEA1\0|ORC[\0-\x1f].{0,1000}?\0"),
    (phrase("a shapefile (ESRI)"), _TABLE, rb"\0\0\x27\x0a\0{20}"),
    (phrase("a map (KML)"), _TABLE, rb"\s*(?:<\?xml.{0,400}?)?<kml[\s>]"),
    (phrase("a web page saved by Safari (webarchive)"), _PAGE, rb"bplist00.*WebMainResource"),
    (phrase("a settings file of Apple"), _SOURCE, rb"bplist00"),
    (phrase("a program"), _SOURCE, rb"MZ[\0-\xff]{2}[\0-\x0f]\0|\x7fELF|[\xcf\xce]\xfa\xed\xfe"),
    (
        phrase("a shortcut to another file"),
        phrase("open the file that it leads to"),
        rb"L\0\0\0\x01\x14\x02\0",
    ),
    (phrase("a link to a web page"), _PAGE, rb"\s*\[InternetShortcut\]"),
    (
        phrase("a pointer of Git LFS and not the file itself"),
        phrase("get the file by its download button, or with “git lfs pull”"),
        rb"version https://git-lfs",
    ),
    (phrase("a mailbox"), _TEXT, rb"From \S+ .{0,40}?\d\d:\d\d:\d\d [^\n]{0,12}\d{4}\s*\n[\w-]+: "),
    (phrase("mail of Outlook"), _TEXT, rb"!BDN"),
    (phrase("a WordPerfect document"), _TEXT, rb"\xffWPC"),
    (phrase("a text in LaTeX"), _TEXT, rb"(?:\s|%[^\n]*\n)*\\documentclass\b"),
    (phrase("a web archive (WARC)"), _PAGE, rb"WARC/\d\.\d\r?\n"),
    (phrase("a calendar (iCalendar)"), _TABLE, rb"(?i)(?:\xef\xbb\xbf)?BEGIN:VCALENDAR\s"),
    (phrase("a list of addresses (vCard)"), _TABLE, rb"(?i)(?:\xef\xbb\xbf)?BEGIN:VCARD\s"),
    (
        phrase("a file of subtitles"),
        _SOURCE,
        rb"(?:\xef\xbb\xbf)?(?:WEBVTT\b|\d+\s+\d\d:\d\d:\d\d,\d{3} -->)",
    ),
    (
        phrase("a font or an icon"),
        _SOURCE,
        rb"wOF[F2]|\0\x01\0\0\0[\x04-\x40]\0|OTTO\0|\0\0[\x01\x02]\0[\x01-\x20]\0",
    ),
    (phrase("a family tree (GEDCOM)"), _TABLE, rb"(?:\xef\xbb\xbf)?0 HEAD\s*\n\s*1 "),
)
_PATTERNS: Final = tuple((name, do, re.compile(p, re.DOTALL)) for name, do, p in _KINDS)
_HTML: Final = re.compile(r"\s*(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body)\b", re.I | re.S)
_PAGES: Final = frozenset({"", "txt", "text", "md", "markdown"})  # of texts that are pages
_ROBOTS: Final = re.compile(
    r"(?:#[^\n]*\n|\s)*user-agent: *\S+\s*\n\s*(?:dis)?allow:", re.IGNORECASE
)
_HEADERS: Final = re.compile(rb"(?:[!-9;-~]{1,60}:[^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*){2,}")
_FROM: Final = re.compile(rb"(?im)^from:")
_DATED: Final = re.compile(rb"(?im)^(?:date|sent):")
_SENDER: Final = re.compile(rb"(?im)^from:[^\n]*[\w.-]+@[\w-]+\.[\w.-]+")
_CODE_LINE: Final = re.compile(
    r"\s*(?:.*[;{}]|[)\]]+,?|//.*|/\*.*|\*.*|(?:def|class|if|for|while|with|try|else|elif)\b.*:"
    r"|(?:import|from|return|raise|const|let|var|function|export|package|using)\s.*|[#@]\w.*|)\s*"
)
_CODE_SIGN: Final = re.compile(
    r"(?m)^\s*(?:import [\w.{*]|from [\w.]+ import |def \w+\(|function\b.*[({]"
    r"|(?:const|let|var) \w+ ?="
    r"|#include|public |@import |[.#@]?[\w-]+(?:[ .:#>,][\w.:#> -]+)*\s*\{\s*$|#!/)"
)
_CODE_SHARE: Final = 0.8  # of the lines
_APP: Final = re.compile(
    r"enable javascript|javascript (?:is|to be) (?:required|enabled|disabled)|you need to enable"
    r"|requires javascript|<noscript",
    re.IGNORECASE,
)
_PAGE_TITLE: Final = re.compile(r"<title[^>]*>([^<]{0,200})", re.IGNORECASE)
_CHALLENGE: Final = re.compile(
    r"captcha|just a moment|checking your browser|are you (?:a )?(?:human|robot)|unusual traffic"
    r"|verify you are human|ddos|attention required",
    re.IGNORECASE,
)
_LOGIN: Final = re.compile(
    r"\b(?:log|sign)[ -]?(?:in|on)\b|anmeld|einlogg|connexion|iniciar sesi|accedi"
    r"|type=[\"']?password",
    re.IGNORECASE,
)
_ERROR: Final = re.compile(
    r"\b(?:404|403|410|429|500|502|503)\b|not found|forbidden|access denied|bad gateway"
    r"|service unavailable|server error|nicht gefunden|introuvable|error",
    re.IGNORECASE,
)


def sniff(file: SourceFile) -> bool:
    """Whether it is of a format that is known and not read."""
    return _kind(file) is not None


def read(file: SourceFile, options: Options) -> NoReturn:
    """Refuse it. Always raises `ReadError`: what it is, and what to do."""
    name, advice = _kind(file) or (phrase("of no kind that can be read"), _TEXT)
    raise ReadError(
        _("“{file}” is {kind}, which is not read here: {advice}.").format(
            file=file.name, kind=_(name), advice=_(advice)
        )
    )


def explain(file: SourceFile) -> str:
    """Why a web page or text has no listing: a sentence, "" where that does not show."""
    text = file.text
    if not _HTML.match(text):
        ending = file.name.rpartition(".")[2].lower() if "." in file.name else ""
        return (
            ""
            if ending in _PAGES
            else _(
                "“{file}” was tried as a table, as XML, JSON and references, and as a page of "
                "text, and no document was found in it: export the listing as CSV, Excel or RIS, "
                "or copy it from the page and paste it."
            ).format(file=file.name)
        )
    return _explain_page(file, text)


def _shown_characters(text: str) -> int:
    """About how many characters of a page a person sees, white space left out."""
    outside = "".join(re.split(r"(?i)</?(?:script|style)\b", text)[::2])
    body = re.split(r"(?i)</head\b", outside)[-1]
    return len(re.sub(r"<[^<>]*>|\s+", "", body))


def _explain_page(file: SourceFile, text: str) -> str:
    title = _PAGE_TITLE.search(text)
    head = title[1] if title else ""
    shown = _shown_characters(text)
    is_short = shown < _TOP
    if _CHALLENGE.search(head) or (is_short and _CHALLENGE.search(text)):
        what = _("a page that asks whether you are human (CAPTCHA), not the listing")
    elif _LOGIN.search(head) or (is_short and _LOGIN.search(text)):
        what = _("a page to log in, not the listing")
    elif _ERROR.search(head):
        what = _("an error message of the web site, not the listing")
    elif is_short and (_APP.search(text) or "<script" in text.lower()):
        what = _("a page that is filled by a script only when a browser shows it")
    else:
        return ""
    return _(
        "“{file}” is {kind}: open the page in a browser until the list is there, then select all, "
        "copy, and paste it here."
    ).format(file=file.name, kind=what)


def _kind(file: SourceFile) -> tuple[str, str] | None:
    """What it is, and what to do."""
    top = file.data[:_TOP]
    if top.startswith(_OLE):
        return next(
            (kind, _TEXT if sign else _TABLE)
            for kind, sign in _OLE_KINDS
            if sign.encode("utf-16-le") in file.data
        )
    for name, advice, pattern in _PATTERNS:
        if pattern.match(top):
            return name, advice
    if headers := _HEADERS.match(top):
        names = {line.partition(b":")[0].lower() for line in headers[0].splitlines()}
        if b"multipart/related" in headers[0].lower():
            return phrase("a web page saved as MHTML"), _PAGE
        is_one = len(_FROM.findall(headers[0])) == 1
        are_more = len(_FROM.findall(top)) > 1 and len(_DATED.findall(top)) > 1  # a list of them
        if (
            is_one
            and not are_more
            and {b"from", b"to", b"date"} <= names
            and _SENDER.search(headers[0])
        ):
            return phrase("an e-mail"), _TEXT
        if len(names & {b"message-id", b"mime-version", b"received", b"from", b"subject"}) > 2:
            return phrase("an e-mail"), _TEXT
    if b"\0" not in top:
        return _text_kind(top.decode("utf-8", "replace"))
    return None


def _text_kind(top: str) -> tuple[str, str] | None:
    if _ROBOTS.match(top):
        return phrase("a list for search engines (robots.txt)"), _SOURCE
    lines = [line for line in top.splitlines()[:-1] if line.strip()]
    if len(lines) > 2 and not top.lstrip("\ufeff \t\r\n").startswith(("<", "{", "[", "@", "%")):
        share = sum(map(bool, map(_CODE_LINE.fullmatch, lines))) / len(lines)
        if share >= _CODE_SHARE and len(_CODE_SIGN.findall(top)) > 1:
            return phrase("the source code of a program or a style sheet"), _SOURCE
    return None
