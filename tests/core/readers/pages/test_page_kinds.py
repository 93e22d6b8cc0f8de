"""Pages as programs of archives print them, each read to its documents and fields."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dash_core.readers import RECORD_PATH, Options, SourceFile, read_file
from dash_core.readers.boilerplate import is_foot, kind, may_be_button
from dash_core.readers.lines.enumeration import split_number, without_numbers
from dash_core.readers.report import Record


def read(text, name="page.txt"):
    return read_file(SourceFile(name, text.encode()), Options())


def fields(record):
    """The fields of a record that have a value, and those of the source."""
    names = ("title", "date", "summary", "creators", "subjects", "places", "id", "url")
    return {n: v for n in names if (v := getattr(record, n))} | dict(record.extra)


PAGES = [
    pytest.param(
        "1. Ray to May, 3 May 1851\n2. May to Ray, 9 May 1851\n3. Account of rye, 1852\n",
        [
            {"title": "Ray to May", "date": "3 May 1851", "number": "1"},
            {"title": "May to Ray", "date": "9 May 1851", "number": "2"},
            {"title": "Account of rye", "date": "1852", "number": "3"},
        ],
        id="numbers that count up",
    ),
    pytest.param(
        "2 May 1851\n1. Regiment of foot\nA list.\n\n9 May 1851\n1. Regiment of horse\nA roll.\n",
        [
            {"title": "1. Regiment of foot", "date": "2 May 1851", "summary": "A list."},
            {"title": "1. Regiment of horse", "date": "9 May 1851", "summary": "A roll."},
        ],
        id="numbers that do not count",
    ),
    pytest.param(
        "Ray family fonds\nRF · Fonds · 1850-1899\nPapers.\n"
        "Letters\nRF-A/1 · Living list · 1850-1860\nReceived.\n"
        "Lease\nRF-A/2 · Item · 3 May 1866\nSigned.\n",
        [
            {
                "title": "Ray family fonds",
                "date": "1850-1899",
                "summary": "Papers.",
                "id": "RF",
                "level": "Fonds",
            },
            {
                "title": "Letters",
                "date": "1850-1860",
                "summary": "Received.",
                "id": "RF-A/1",
                "level": "Living list",
            },
            {
                "title": "Lease",
                "date": "3 May 1866",
                "summary": "Signed.",
                "id": "RF-A/2",
                "level": "Item",
            },
        ],
        id="code, level, date; a level that is not known",
    ),
    pytest.param(
        "Now showing 1 - 2 of 2\nItem\nOpen Access\nThe price of rye\n"
        "(Sandby College, 1951-05) May, Ann; Ray, Bob\nOver ten years.\nShow more\n"
        "Item\nOn request\nThe price of oats\n(1953) Ray, Bob\nWith plates.\n",
        [
            {
                "title": "The price of rye",
                "date": "1951-05",
                "summary": "Over ten years.",
                "creators": ("May, Ann", "Ray, Bob"),
                "publisher": "Sandby College",
                "level": "Item",
                "note": "Open Access",
            },
            {
                "title": "The price of oats",
                "date": "1953",
                "summary": "With plates.",
                "creators": ("Ray, Bob",),
                "level": "Item",
                "note": "On request",
            },
        ],
        id="publisher and date in brackets below titles",
    ),
    pytest.param(
        "Series 2. Trade, 1901-1912\nBox 3\nFolder 1. Rye and oats,\n 1901\n"
        "Folder 2. Ledger, 1904 [oversize]\nBox OS 4\nFolder 1. Plans, 1905\n",
        [
            {
                "title": title,
                "date": date,
                "folder": folder,
                "box": box,
                "series": "Series 2. Trade, 1901-1912",
                **note,
            }
            for title, date, folder, box, note in (
                ("Rye and oats", "1901", "1", "3", {}),
                ("Ledger", "1904", "2", "3", {"note": "oversize"}),
                ("Plans", "1905", "1", "OS 4", {}),
            )
        ],
        id="a wrapped date, a note after a date, an oversize box",
    ),
    pytest.param(
        "Search\nShowing 1-2 of 2\n\nReference:\tQ 1\nDescription:\tOn rye\nDate:\t1851\n"
        "Legal state:\tOpen\n\nReference:\tQ 2\nDescription:\tOn oats\nDate:\t1852\n"
        "Legal state:\tOpen\n\nPrivacy | Contact\n",
        [
            {"date": "1851", "summary": "On rye", "id": "Q 1", "Legal state": "Open"},
            {"date": "1852", "summary": "On oats", "id": "Q 2", "Legal state": "Open"},
        ],
        id="labels without a title, within furniture",
    ),
    pytest.param(
        "May 3, 1851\n\nRay to May\nHe asks for rye.\n\n"
        "May 9, 1851\n\nMay to Ray\nEnclosed: Box 3, Folder 2.\n",
        [
            {"title": "Ray to May", "date": "May 3, 1851", "summary": "He asks for rye."},
            {"title": "May to Ray", "date": "May 9, 1851", "summary": "Enclosed: Box 3, Folder 2."},
        ],
        id="title and summary in a paragraph",
    ),
    pytest.param(
        "## 1851\n\n* 1851-05-03 - [Ray to May](https://a.example/1): asks\n"
        "* 1851-05-09 - *May to Ray*: thanks\n\n## 1852\n\n* 1852-01-02 - Ray to May\n",
        [
            {"title": "Ray to May: asks", "date": "1851-05-03", "url": "https://a.example/1"},
            {"title": "May to Ray: thanks", "date": "1851-05-09"},
            {"title": "Ray to May", "date": "1852-01-02"},
        ],
        id="Markdown: years are headings",
    ),
    pytest.param(
        "Sort by relevance\nNumber of results to display per page 10 per page\nSearch Results\n"
        "1. Letters on rye, 1901-1903\nBox 1, Folder 4\nRay papers / Letters\n"
        "2. Deed of the field, 1904 March 3\nBox 1, Folder 5\nRay papers / Deeds\n"
        "3. Accounts, 1905\nBox 2, Folder 1\nRay papers / Accounts\n"
        "« Previous | 1 | Next »\n",
        [
            {
                "title": "Letters on rye",
                "date": "1901-1903",
                "summary": "Ray papers / Letters",
                "number": "1",
                "box": "1",
                "folder": "4",
            },
            {
                "title": "Deed of the field",
                "date": "1904 March 3",
                "summary": "Ray papers / Deeds",
                "number": "2",
                "box": "1",
                "folder": "5",
            },
            {
                "title": "Accounts",
                "date": "1905",
                "summary": "Ray papers / Accounts",
                "number": "3",
                "box": "2",
                "folder": "1",
            },
        ],
        id="numbered results within furniture",
    ),
    pytest.param(  # labels in Dutch, a button, and a row of links below
        "Brief aan May\nobjectnummer: RY.1\nvervaardiger: Ray, Jan\ndatering: 1851\n"
        "beschrijving: Over de rogge.\nToevoegen aan mijn lijst\n\n"
        "Kaart van Dell\nobjectnummer: RY.2\nvervaardiger: May, A.\ndatering: ca. 1852\n"
        "beschrijving: Met inkt.\nToevoegen aan mijn lijst\n\nvorige 1 volgende\n",
        [
            {
                "title": "Brief aan May",
                "date": "1851",
                "summary": "Over de rogge.",
                "creators": ("Ray, Jan",),
                "id": "RY.1",
            },
            {
                "title": "Kaart van Dell",
                "date": "ca. 1852",
                "summary": "Met inkt.",
                "creators": ("May, A.",),
                "id": "RY.2",
            },
        ],
        id="Dutch labels",
    ),
    pytest.param(  # a sentence below a short value is no part of it
        "Minutes of Dell\nReference: RY/1\nDate: 1851\nLevel: File\nSigned by May.\n\n"
        "Plan of Dell\nReference: RY/2\nDate: 1852\nLevel: Item\nIn ink.\n",
        [
            {
                "title": "Minutes of Dell",
                "date": "1851",
                "summary": "Signed by May.",
                "id": "RY/1",
                "Level": "File",
            },
            {
                "title": "Plan of Dell",
                "date": "1852",
                "summary": "In ink.",
                "id": "RY/2",
                "Level": "Item",
            },
        ],
        id="a sentence below labels",
    ),
    pytest.param(  # a date without a label among labels
        "Cup with a lid\nAnn Ray\n1851\nAccession number: 1.2\nTin\n\n"
        "Rye in bloom\nBo May\n1852\nAccession number: 1.3\nInk\n",
        [
            {"title": "Cup with a lid", "date": "1851", "summary": "Ann Ray Tin", "id": "1.2"},
            {"title": "Rye in bloom", "date": "1852", "summary": "Bo May Ink", "id": "1.3"},
        ],
        id="a date among labels",
    ),
    pytest.param(
        "11 Lease of the mill, 1731\n    1 charter\n12 Map of the weir, z.d.\n    1 blad\n"
        "13 Letter of Ray, 1744\n    1 stuk\n14 Map of Dell\n    1 blad\n",
        [
            {"title": "11 Lease of the mill", "date": "1731", "summary": "1 charter"},
            {"title": "12 Map of the weir", "date": "z.d.", "summary": "1 blad"},
            {"title": "13 Letter of Ray", "date": "1744", "summary": "1 stuk"},
            {"title": "14 Map of Dell", "summary": "1 blad"},
        ],
        id="an inventory with bare numbers",
    ),
    pytest.param(
        "LETTER\nRay to May on rye\nDell Post, 1851\n\nREPORT\nThe weirs of Dell\n"
        "Dell Post, 1852\n\nMAP\nRye in the dale\nDell Post, 1853\n",
        [
            {"title": title, "date": date, "places": ("Dell Post",)}
            for title, date in (
                ("Ray to May on rye", "1851"),
                ("The weirs of Dell", "1852"),
                ("Rye in the dale", "1853"),
            )
        ],
        id="kinds in capitals above titles",
    ),
    pytest.param(
        "RYEM 2/1\nLetters of Ray\n3 May 1851\nOn cards.\n\n"
        "RYEM 2/2\nLetters of May\n4 June 1852\nIn ink.\n",
        [
            {
                "title": "Letters of Ray",
                "date": "3 May 1851",
                "summary": "On cards.",
                "id": "RYEM 2/1",
            },
            {
                "title": "Letters of May",
                "date": "4 June 1852",
                "summary": "In ink.",
                "id": "RYEM 2/2",
            },
        ],
        id="codes of capitals above titles",
    ),
    pytest.param(  # a label that is a date for itself, and one without a colon
        "Weir in ice\nLocal number: RY-1\nDate: 4/22/1851\nFound in: Photographs, 1850 - 1860\n\n"
        "Mill in rye\nLocal number: RY-2\nDate: 1852\nFound in: Reports, 1850 - 1860\n",
        [
            {
                "title": "Weir in ice",
                "date": "4/22/1851",
                "Local number": "RY-1",
                "Found in": "Photographs, 1850 - 1860",
            },
            {
                "title": "Mill in rye",
                "date": "1852",
                "Local number": "RY-2",
                "Found in": "Reports, 1850 - 1860",
            },
        ],
        id="a date with its label",
    ),
    pytest.param(
        "A plea for rye\nby Ray, Ann\nPublication date 1851\ntexts\nviews 21 likes 0\n\n"
        "On oats\nby May, Bo\nPublication date 1852\ntexts\nviews 1,022 likes 3\n",
        [
            {"title": "A plea for rye", "date": "1851", "summary": "by Ray, Ann texts"},
            {"title": "On oats", "date": "1852", "summary": "by May, Bo texts"},
        ],
        id="a label of a date without a colon",
    ),
    pytest.param(
        "Letters of Ray, 1851-1852 Box: 1, Folder: 1 (Mixed Materials)\n"
        "Letters of May, 1853 Box: 1, Folder: 2 (Mixed Materials)\n",
        [
            {
                "title": title,
                "date": date,
                "box": "1",
                "folder": folder,
                "note": "Mixed Materials",
            }
            for title, date, folder in (
                ("Letters of Ray", "1851-1852", "1"),
                ("Letters of May", "1853", "2"),
            )
        ],
        id="a kind of material behind the folder",
    ),
    pytest.param(
        "All the papers of Dell\n3 results for rye\nOnly front pages\nList | Gallery\n\n"
        "Dell Post. (Dell), January 19, 1851, Page 3\nRye Star. (Rye), May 2, 1852, Page 5\n"
        "Weir News. (Weir), June 3, 1853, Page 1\n",
        [
            {"title": "Dell Post. (Dell)", "date": "January 19, 1851", "note": "Page 3"},
            {"title": "Rye Star. (Rye)", "date": "May 2, 1852", "note": "Page 5"},
            {"title": "Weir News. (Weir)", "date": "June 3, 1853", "note": "Page 1"},
        ],
        id="three lines with dates amid them",
    ),
    pytest.param(
        "Rye papers\nSeries 1. Letters 1850-1860\nbox 1, folder 1\nLetters of May 1851-1852\n"
        "On rye.\nbox 1, folder 2\nRay, Bob 1853 March 3\nSeries 2. Views 1870-1900\n"
        "box 2, folder 1\nViews of the weir undated\n",
        [
            {
                "title": title,
                "date": date,
                **({"summary": "On rye."} if folder == "1" and box == "1" else {}),
                "box": box,
                "folder": folder,
                "series": series,
            }
            for title, date, box, folder, series in (
                ("Letters of May", "1851-1852", "1", "1", "Series 1. Letters 1850-1860"),
                ("Ray, Bob", "1853 March 3", "1", "2", "Series 1. Letters 1850-1860"),
                ("Views of the weir", "undated", "2", "1", "Series 2. Views 1870-1900"),
            )
        ],
        id="containers above titles",
    ),
    pytest.param(
        "Box-folder 1:1\nAccounts\n1851-1852\nBox-folder 1:2\nRay to May\n1853 March 3\n"
        "Box-folder 1:3\nSketches\nn.d.\n",
        [
            {"title": "Accounts", "date": "1851-1852", "box": "1", "folder": "1"},
            {"title": "Ray to May", "date": "1853 March 3", "box": "1", "folder": "2"},
            {"title": "Sketches", "date": "n.d.", "box": "1", "folder": "3"},
        ],
        id="containers above titles above dates",
    ),
    pytest.param(
        "RYE SOLD.\n\nDell Times, Volume XII, Issue 3111, 12 June 1851, Page 3\n\n…a load of…\n\n"
        "AT THE WEIR\n\nDell Times, Volume XII, Issue 3115, 17 June 1851, Page 2\n\n…no fish…\n\n"
        "OATS\n\nRye Herald, Volume II, Issue 18, 3 May 1852, Page 1\n\n…dear this year…\n",
        [
            {
                "title": title,
                "date": date,
                "summary": f"{paper} {text}",
                "note": page,
            }
            for title, paper, date, page, text in (
                (
                    "RYE SOLD.",
                    "Dell Times, Volume XII, Issue 3111",
                    "12 June 1851",
                    "Page 3",
                    "…a load of…",
                ),
                (
                    "AT THE WEIR",
                    "Dell Times, Volume XII, Issue 3115",
                    "17 June 1851",
                    "Page 2",
                    "…no fish…",
                ),
                (
                    "OATS",
                    "Rye Herald, Volume II, Issue 18",
                    "3 May 1852",
                    "Page 1",
                    "…dear this year…",
                ),
            )
        ],
        id="an article above its newspaper",
    ),
    pytest.param(
        "Ray to May, 3 May 1851.jpg 2,448 × 3,264; 1.2 MB\n\n"
        "Postcard of the weir 1852-02-05.jpg 1,600 × 1,020; 310 KB\n\n"
        "Petition, c. 1853.pdf 1,239 × 1,752, 4 pages; 2.1 MB\n",
        [
            {"title": "Ray to May", "date": "3 May 1851", "size": "2,448 × 3,264; 1.2 MB"},
            {
                "title": "Postcard of the weir",
                "date": "1852-02-05",
                "size": "1,600 × 1,020; 310 KB",
            },
            {"title": "Petition", "date": "c. 1853", "size": "1,239 × 1,752, 4 pages; 2.1 MB"},
        ],
        id="names of files with their sizes",
    ),
    pytest.param(
        "Brief von Ray an May\nWien, 12.03.1875. - 4 S. - Brief\nArchiv Rye\n"
        "Brief von May an Ray\no.O., [ca. 1876]. - 2 S. - Brief\nArchiv Dell\n"
        "Tagebuch\nGraz, 1870-1874. - 210 Bl. - Tagebuch\nArchiv Rye\n",
        [
            {
                "title": "Brief von Ray an May",
                "date": "12.03.1875",
                "summary": "4 S. - Brief Archiv Rye",
                "places": ("Wien",),
            },
            {
                "title": "Brief von May an Ray",
                "date": "o.O., [ca. 1876]",
                "summary": "2 S. - Brief Archiv Dell",
            },
            {
                "title": "Tagebuch",
                "date": "1870-1874",
                "summary": "210 Bl. - Tagebuch Archiv Rye",
                "places": ("Graz",),
            },
        ],
        id="years amid a line, and no place",
    ),
    pytest.param(
        "412. 1741, May 3, London.\nJ. Ray to T. May. Sends seeds.\nOriginal. 2 pp.\n\n"
        "413. 1741, May 19, Bath.\nT. May to J. Ray. Thanks him.\nOriginal. 1 p.\n\n"
        "414. [1742 Jan.], n. p.\nJ. Ray to the Secretary.\nCopy. 4 pp.\n",
        [
            {"title": title, "date": date, "summary": text, "number": number}
            for title, date, text, number in (
                (
                    "J. Ray to T. May. Sends seeds.",
                    "1741, May 3, London.",
                    "Original. 2 pp.",
                    "412",
                ),
                ("T. May to J. Ray. Thanks him.", "1741, May 19, Bath.", "Original. 1 p.", "413"),
                ("J. Ray to the Secretary.", "[1742 Jan.], n. p.", "Copy. 4 pp.", "414"),
            )
        ],
        id="numbers and dates above titles",
    ),
    pytest.param(
        "Nr. 17\n1741 Mai 3, Wien\nRay an den Rat: bittet.\nOrig.\n\n"
        "Nr. 18\n1741 Juni 11, Linz\nDer Rat an Ray: dankt.\nOrig.\n\n"
        "Nr. 19\n1742 Juli 2, Graz\nRay an May: klagt.\nKop.\n",
        [
            {"title": title, "date": date, "summary": text, "number": number}
            for title, date, text, number in (
                ("Ray an den Rat: bittet.", "1741 Mai 3, Wien", "Orig.", "17"),
                ("Der Rat an Ray: dankt.", "1741 Juni 11, Linz", "Orig.", "18"),
                ("Ray an May: klagt.", "1742 Juli 2, Graz", "Kop.", "19"),
            )
        ],
        id="numbers above dates above titles",
    ),
    pytest.param(
        "### Lease of the weir\n*12 June 1851* · Box 3, Folder 1\n\nFor rye.\n\n"
        "### Petition\n*July 1852* · Box 3, Folder 2\n\nOf the millers.\n",
        [
            {
                "title": "Lease of the weir",
                "date": "12 June 1851",
                "summary": "For rye.",
                "box": "3",
                "folder": "1",
            },
            {
                "title": "Petition",
                "date": "July 1852",
                "summary": "Of the millers.",
                "box": "3",
                "folder": "2",
            },
        ],
        id="headings above dates with boxes",
    ),
    pytest.param(
        "- 1884\n  - 12 June: Lease\n  - 3 July: Petition\n- 1885\n  - March: Sketch of the weir\n",
        [
            {"title": "Lease", "date": "12 June 1884"},
            {"title": "Petition", "date": "3 July 1884"},
            {"title": "Sketch of the weir", "date": "March 1885"},
        ],
        id="months below years",
    ),
    pytest.param(
        "1 Mi 12 : Registre du conseil de la ville, 12 mars 1790-4 janvier 1793.\n"
        "1 Mi 13 : Courrier du maire (an II-an V).\n1 Mi 14 : Rôle des tailles [1787].\n"
        "1 Mi 15 : Plans, s.d.\n1 Mi 16 : Lettre de Ray, 3 floréal an II.\n",
        [
            {
                "title": "1 Mi 12 : Registre du conseil de la ville",
                "date": "12 mars 1790-4 janvier 1793",
            },
            {"title": "1 Mi 13 : Courrier du maire", "date": "an II-an V"},
            {"title": "1 Mi 14 : Rôle des tailles", "date": "[1787]."},
            {"title": "1 Mi 15 : Plans", "date": "s.d."},
            {"title": "1 Mi 16 : Lettre de Ray", "date": "3 floréal an II"},
        ],
        id="a French inventory",
    ),
    pytest.param(
        "Talk with Ann Ray, 4 March 1977 (OH 1)\nTalk with Bob May, 1978 (OH 2)\n"
        "Talk with Cid Dell, undated (OH 3)\n",
        [
            {"title": "Talk with Ann Ray", "date": "4 March 1977", "id": "OH 1"},
            {"title": "Talk with Bob May", "date": "1978", "id": "OH 2"},
            {"title": "Talk with Cid Dell", "date": "undated", "id": "OH 3"},
        ],
        id="codes behind dates",
    ),
    pytest.param(
        "Ray, Ann\nInterviewed by Bob May, March 4, 1977\nDuration: 1:12:04\nMiller.\n\n"
        "May, Cid\nInterviewed by Bob May, March 9, 1977\nDuration: 0:48:10\nWeaver.\n",
        [
            {
                "title": "Ray, Ann",
                "date": "March 4, 1977",
                "summary": "Interviewed by Bob May Duration: 1:12:04 Miller.",
            },
            {
                "title": "May, Cid",
                "date": "March 9, 1977",
                "summary": "Interviewed by Bob May Duration: 0:48:10 Weaver.",
            },
        ],
        id="who interviewed is no place",
    ),
    pytest.param(
        "題名：海堤的呈文\n檔號：A-12-3\n日期：民國二十三年五月三日\n摘要：請撥款。\n\n"
        "題名：海港圖\n檔號：A-13-1\n日期：民國二十四年\n摘要：手繪。\n",
        [
            {
                "title": "海堤的呈文",
                "date": "民國二十三年五月三日",
                "summary": "請撥款。",
                "檔號": "A-12-3",
            },
            {"title": "海港圖", "date": "民國二十四年", "summary": "手繪。", "檔號": "A-13-1"},
        ],
        id="labels with wide colons",
    ),
    pytest.param(
        "1. – Lettre de Ray à May. Paris, 3 mai 1841. 2 p. in-8°.\n"
        "2. – Billet de Noir à May. [S. l., 1842]. 1 p. in-12.\n"
        "3. – Lettre de May à Ray. Lyon, 9 mai 1843. 1 p. in-4°.\n",
        [
            {
                "title": "Lettre de Ray à May. Paris",
                "date": "3 mai 1841",
                "summary": "2 p. in-8°.",
                "number": "1",
            },
            {
                "title": "Billet de Noir à May.",
                "date": "[S. l., 1842]",
                "summary": "1 p. in-12.",
                "number": "2",
            },
            {
                "title": "Lettre de May à Ray. Lyon",
                "date": "9 mai 1843",
                "summary": "1 p. in-4°.",
                "number": "3",
            },
        ],
        id="dashes behind numbers, and no place in brackets",
    ),
    pytest.param(
        "Report on rye\nDocument Number: OR-1 | Publication Date: June 12, 1951 | Pages: 4\nDear.\n"
        "\nMills of Dell\n"
        "Document Number: OR-2 | Publication Date: July 3, 1951 | Pages: 12\nTwo.\n",
        [
            {
                "title": "Report on rye",
                "date": "June 12, 1951",
                "summary": "Dear.",
                "id": "OR-1",
                "Pages": "4",
            },
            {
                "title": "Mills of Dell",
                "date": "July 3, 1951",
                "summary": "Two.",
                "id": "OR-2",
                "Pages": "12",
            },
        ],
        id="labels on one line",
    ),
    pytest.param(
        "DOCUMENT NO. 1\nSUBJECT: Estimate of the rye crop\nDATE: 12 June 1951\n\n"
        "DOCUMENT NO. 2\nSUBJECT: Mills in the valley\nDATE: 3 July 1951\n",
        [
            {"title": "Estimate of the rye crop", "date": "12 June 1951"},
            {"title": "Mills in the valley", "date": "3 July 1951"},
        ],
        id="subjects that are titles",
    ),
    pytest.param(
        "ЦГА. Ф. 12. Оп. 1. Д. 4. Л. 3–4\nПисьмо губернатора министру\n3 мая 1875 г.\n\n"
        "ЦГА. Ф. 12. Оп. 1. Д. 5. Л. 1\nРапорт исправника\n19 июня 1876 г.\n",
        [
            {
                "title": "Письмо губернатора министру",
                "date": "3 мая 1875 г.",
                "id": "ЦГА. Ф. 12. Оп. 1. Д. 4. Л. 3–4",
            },
            {
                "title": "Рапорт исправника",
                "date": "19 июня 1876 г.",
                "id": "ЦГА. Ф. 12. Оп. 1. Д. 5. Л. 1",
            },
        ],
        id="Russian citations above titles",
    ),
    pytest.param(
        "•\t12 June 1851 – Ray to May – rye\n•\t19 June 1851 – May to Ray – oats\n"
        "•\tNo date – Fragment\n",
        [
            {"title": "Ray to May – rye", "date": "12 June 1851"},
            {"title": "May to Ray – oats", "date": "19 June 1851"},
            {"title": "Fragment", "date": "No date"},
        ],
        id="bullets before tabs",
    ),
    pytest.param(
        "Añadir a la lista\nCarta de Ray a May\nRay, Bob\n1901-05-03\n\n"
        "Añadir a la lista\nCarta de May a Ray\nMay, Ann\n1901-05-19\n\n"
        "Añadir a la lista\nPlano de la villa\nDell, Cid\n1902\n",
        [
            {"title": "Carta de Ray a May", "date": "1901-05-03", "summary": "Ray, Bob"},
            {"title": "Carta de May a Ray", "date": "1901-05-19", "summary": "May, Ann"},
            {"title": "Plano de la villa", "date": "1902", "summary": "Dell, Cid"},
        ],
        id="buttons above titles",
    ),
]


@pytest.mark.parametrize(("text", "expected"), PAGES)
def test_pasted_pages(text, expected):
    reading = read(text)
    assert [fields(record) for record in reading.records] == expected
    assert not reading.report.unread


def test_a_card_that_is_one_link():
    card = (
        '<div class="card"><a href="/{n}"><div><span class="f-label">Title</span>'
        '<span>{title}</span></div><div><span class="f-label">Creator</span>'
        '<span>Ray, Bob</span></div><div><span class="f-label">Date</span><span>{date}</span></div>'
        '<div><span class="f-label">Subject</span><span>Rye; Oats</span></div></a></div>'
    )
    cards = [
        card.format(n=n, title=title, date=date)
        for n, title, date in ((1, "The mill", "1851-05-03"), (2, "The weir", "circa 1852"))
    ]
    reading = read(f"<!DOCTYPE html><html><body>{''.join(cards)}</body></html>", "page.html")
    assert [fields(record) for record in reading.records] == [
        {
            "title": title,
            "date": date,
            "creators": ("Ray, Bob",),
            "subjects": ("Rye", "Oats"),
            "url": url,
        }
        for title, date, url in (("The mill", "1851-05-03", "/1"), ("The weir", "circa 1852", "/2"))
    ]


def test_names_in_a_list_of_authors_and_words_parted_by_space():
    item = (
        '<li><span>Item</span> <span>Open</span><p><a href="/{n}">{title}</a></p>'
        '(<span class="date">'
        '{date}</span>) <span class="item-authors"><span>May, Ann</span>; <span>Ray, Bob</span>'
        "</span></li>"
    )
    items = item.format(n=1, title="On rye", date="1851") + item.format(
        n=2, title="On oats", date="1852"
    )
    reading = read(f"<!DOCTYPE html><html><body><ul>{items}</ul></body></html>", "page.html")
    assert [(r.title, r.creators, r.summary) for r in reading.records] == [
        ("On rye", ("May, Ann", "Ray, Bob"), "Item Open"),
        ("On oats", ("May, Ann", "Ray, Bob"), "Item Open"),
    ]


def test_the_foot_of_a_pasted_table():
    rows = "Cote\tTitre\tDate\n4 J 1\tSur le sel\t1702\n4 J 2\tSur le lin\t1703\n"
    reading = read(f"{rows}Page 1 / 1\nMentions légales\tContact\tPlan du site\n")
    assert [record.title for record in reading.records] == ["Sur le sel", "Sur le lin"]


def test_another_layout_can_be_chosen():
    text = "3 May 1851\n\nInventory\n\nRents, 1849\nDues, 1850\nTolls, 1850\nGifts, 1851\n"
    (report,) = read(text).report.files
    assert {path.path: path.n for path in report.record_paths} == {"date": 1, "date last": 4}
    titles = {}
    for path in report.record_paths:
        chosen = Options({"page.txt": {RECORD_PATH: path.path}})
        again = read_file(SourceFile("page.txt", text.encode()), chosen)
        assert again.report.files[0].record_path == path.path
        titles[path.path] = [record.title for record in again.records]
    assert titles == {"date": ["Inventory"], "date last": ["Rents", "Dues", "Tolls", "Gifts"]}


def test_nothing_is_asked_where_one_layout_fits():
    assert not read("Rents, 1849\nDues, 1850\nTolls, 1850\n").report.files[0].record_paths


@pytest.mark.parametrize(
    ("text", "number", "rest"),
    [
        ("[12] The Consul", "12", "The Consul"),
        ("(3) Deed", "3", "Deed"),
        ("3) Deed", "3", "Deed"),
        ("14b. Deed", "14b", "Deed"),
        ("Nr. 4 Brief", "4", "Brief"),
        ("No. 4: Letter", "4", "Letter"),
        ("12 May 1911", "", "12 May 1911"),
        ("1. ", "", "1. "),
        ("1.5 million", "", "1.5 million"),
        ("[12 The Consul", "", "[12 The Consul"),
    ],
)
def test_numbers_before_titles(text, number, rest):
    assert split_number(text) == (number, rest)


@given(st.lists(st.sampled_from(("1. ", "2. ", "[3] ", "Nr. 4 ", "", "x ")), max_size=6))
@settings(max_examples=30)
def test_no_word_of_a_title_is_lost(starts):
    records = [Record(title=f"{start}Deed") for start in starts]
    for before, after in zip(records, without_numbers(records), strict=True):
        number = after.extra.get("number", "")
        assert after.title == before.title or (number in before.title and after.title == "Deed")


@pytest.mark.parametrize(
    ("line", "is_mark"),
    [
        ("« Previous | 1 | Next »", True),
        ("« Zurück 1 2 3 … 12 Weiter »", True),
        ("« Prev | 1 - 10 of 22 | Next »", True),
        ("First, last", False),
        ("First 1811", False),
        ("Next", False),
    ],
)
def test_rows_of_links_from_page_to_page(line, is_mark):
    assert (kind(line) == "mark") is is_mark
    assert not is_foot([line, "Letter"])


def test_what_stands_apart_below_the_last_document_is_named():
    items = "".join(f"Rye {w}\nDell Post\n185{n}\n\n" for n, w in enumerate(("in", "at", "of")))
    reading = read(f"{items}Dell is a part of the dale trust\n")

    assert all(fields(r).keys() <= {"title", "date", "summary"} for r in reading.records)
    assert "trust" not in str([fields(r) for r in reading.records])
    assert any("dale trust" in remark.text for remark in reading.report.files[0].remarks)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (  # the address of the number of each
            (
                "<table><tr><th>Ref No</th><th>Title</th><th>Date</th></tr>"
                "<tr><td><a href='/r1'>R/1</a></td><td>Rye</td><td>1851</td></tr>"
                "<tr><td><a href='/r2'>R/2</a></td><td>Oats</td><td>1852</td></tr></table>"
            ),
            [("Rye", "1851", "", "/r1"), ("Oats", "1852", "", "/r2")],
        ),
        (  # a code with a slash is no date, and what each has is a button
            "".join(
                f"<div class=row><h3><a href='/{n}'>{t}</a></h3><p>A/991{n} <span>|</span> {d}</p>"
                "<div><a>Add to basket</a></div></div>"
                for n, t, d in ((1, "Rye", "3 May 1851"), (2, "Oats", "4 June 1852"))
            ),
            [("Rye", "3 May 1851", "A/9911", "/1"), ("Oats", "4 June 1852", "A/9912", "/2")],
        ),
        (  # what follows the list is no part of its last item
            (
                "<article><ol><li>Rye, 1851</li><li>Oats, 1852</li><li>Mills, 1853</li></ol>"
                "<p>More to follow.</p><h3>Share this:</h3><ul><li>Post</li></ul></article>"
            ),
            [("Rye", "1851", "", ""), ("Oats", "1852", "", ""), ("Mills", "1853", "", "")],
        ),
    ],
)
def test_saved_pages(body, expected):
    reading = read(f"<!DOCTYPE html><html><body>{body}</body></html>", "page.html")

    assert [(r.title, r.date, r.summary, r.url) for r in reading.records] == expected


@pytest.mark.parametrize(
    ("line", "is_button"),
    [
        ("Legg til i huskeliste", True),
        ("Voir la notice", True),
        ("In den Warenkorb", True),
        ("Auf den Merkzettel", True),
        ("View of Dell, 1851", False),
        ("Add the sums of the second book to the first", False),
        ("Verona", False),
    ],
)
def test_buttons_that_each_record_has(line, is_button):
    assert may_be_button(line) is is_button
