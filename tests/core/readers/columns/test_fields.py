import tomllib
from collections import Counter
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dash_core import Collection
from dash_core.readers import SourceFile, read_file
from dash_core.readers.columns.fields import MACHINE_DATE, STATED_FIELDS, guess_columns, known_field
from dash_core.readers.lines.labels import field_of
from dash_core.readers.report import FIELDS, LIST_FIELDS

DATES = ["1946-04-05", "1946-04-06", "1946"]
ADDRESSES = ["https://x.org/1", "https://x.org/2"]


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("Diary entry", "summary"),
        ("Title", "title"),
        ("  TITLE ", "title"),
        ("dc:title", "title"),
        ("dc.title[en_US]", "title"),
        ("Titel / Title", "title"),
        ("unit_title", "title"),
        ("UnitTitle", "title"),
        ("Título", "title"),
        ("Название", "title"),
        ("dcterms.created", "date"),
        ("ca_objects.preferred_labels.name", "title"),
        ("ca_collections.unitdate.date_value", "date"),
        ("BeginISODate", "date_begin"),
        ("LATEDATE", "date_end"),
        ("Dated", "date"),
        ("Component identifier", "id"),
        ("العنوان", "title"),
        ("المرسل إليه", "recipients"),
        ("日付", "date"),
        ("제목", "title"),
        ("unitdate", "date"),
        ("Datum", "date"),
        ("Дата", "date"),
        ("Fecha", "date"),
        ("Scope and Content", "summary"),
        ("Regest", "summary"),
        ("Résumé", "summary"),
        ("dc.description.abstract", "summary"),
        ("From", "creators"),
        ("Absender", "creators"),
        ("dc.contributor.author", "creators"),
        ("EMPFÄNGER", "recipients"),
        ("Empfaenger", "recipients"),
        ("addressee", "recipients"),
        ("subject 2", "subjects"),
        ("Keywords", "subjects"),
        ("place_name", "places"),
        ("objectid", "id"),
        ("Reference Code", "id"),
        ("№", "id"),
        ("dc.identifier.uri", "url"),
        ("Sprache", "language"),
        ("date_iso", "date"),
        ("edtf", MACHINE_DATE),
        ("title 2", "title"),
        ("title_tesim", "title"),
        ("creator_ssim", "creators"),
        ("itemLabel", "title"),
        ("field_recipient", "recipients"),
        ("metadata_subject", "subjects"),
        ("display_title", "title"),
        ("Dublin Core:Creator", "creators"),
        ("description_en", "summary"),
        ("Title (required)", "title"),
        ("Origin (standardized)", "places"),
        ("Abstract Note", "summary"),
        ("Destinataire", "recipients"),
        ("remitente", "creators"),
        ("Mittente", "creators"),
        ("получатель", "recipients"),
        ("Start date", "date_begin"),
        ("eventEndDates", "date_end"),
        ("Datum bis", "date_end"),
        ("date is approximate?", "date_qualifier"),
        ("calendar", "date_calendar"),
        ("has_model_ssim", ""),
        ("system_create_dtsi", ""),
        ("Archive Location", ""),
        ("author status", ""),
        ("shoe size", ""),
        ("", ""),
        ("A letter of April 5, with a title", ""),
        ("title " * 1_000, ""),
    ],
)
def test_names(name, field):
    assert known_field(name) == field


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        ({"Datum": [], "Titel": [], "Farbe": []}, {"Datum": "date", "Titel": "title", "Farbe": ""}),
        ({"description": [], "abstract": []}, {"description": "summary", "abstract": ""}),
        ({"tag 1": ["a"], "tag 2": ["b"]}, {"tag 1": "subjects", "tag 2": "subjects"}),
        ({"date": ["5.IV.46"], "date_iso": DATES}, {"date": "date", "date_iso": MACHINE_DATE}),
        ({"date": ["5.IV.46"], "date_iso": ["about then"]}, {"date": "date", "date_iso": ""}),
        ({"date_iso": DATES}, {"date_iso": "date"}),
        ({"from": ["Stalin"], "to": ["Bagirov"]}, {"from": "creators", "to": "recipients"}),
        (
            {"from": ["1946", "1947"], "to": ["1950", "1951"]},
            {"from": "date_begin", "to": "date_end"},
        ),
        ({"when": DATES, "where": ["Baku"]}, {"when": "date", "where": ""}),
        ({"n": ["5", "17", "1946"]}, {"n": ""}),
        ({"a": ADDRESSES, "b": ADDRESSES}, {"a": "url", "b": ""}),
        ({"rightsstatement": ADDRESSES}, {"rightsstatement": ""}),
        ({"last modified": DATES}, {"last modified": ""}),
        ({"date-is-approximate?": ["yes"]}, {"date-is-approximate?": ""}),
        (
            {"Date": ["1946"], "date-is-approximate?": ["yes"]},
            {"Date": "date", "date-is-approximate?": "date_qualifier"},
        ),
        ({"Letter date": ["5.IV.46"]}, {"Letter date": "date"}),
        ({"When": DATES, "What": ["On oil"]}, {"When": "date", "What": "title"}),
        ({"Title": ["Oil"], "What": ["On oil"]}, {"Title": "title", "What": "summary"}),
        ({"What": ["On the oil of the north " * 6]}, {"What": "summary"}),
        (
            {"Ink": ["blue"], "q": ["3 May 1851", "spring of the flood", "4 May 1851"]},
            {"Ink": "", "q": ""},
        ),
        ({"date of receipt": DATES}, {"date of receipt": "date"}),
        ({"object_location": ["/objects/1.jpg"]}, {"object_location": ""}),
        ({"title": [], "name": ["On oil"]}, {"title": "", "name": "title"}),
        ({"link": ["see below"]}, {"link": ""}),
        ({"reference": ["f. 1"] * 9}, {"reference": ""}),
        (
            {"a": ["We ask for " + "oil " * i for i in (40, 41)], "b": ["On the oil", "On wheat"]},
            {"a": "summary", "b": "title"},
        ),
        ({"filename": ["a.jpg"], "format": ["image"]}, {"filename": "", "format": ""}),
        ({"name": ["a1.jpg", "a2.jpg"]}, {"name": ""}),
        (
            {"date": ["1880"], "remarks": ["Torn at the edge.", "In pencil."]},
            {"date": "date", "remarks": ""},
        ),
        (
            {"title_no": ["Islogg"], "title_en": ["Log of ice"], "subject_en": ["Ice"]},
            {"title_no": "", "title_en": "title", "subject_en": "subjects"},
        ),
        (
            {"creator_tesim": ["Olsen"], "creator_ssim": ["Olsen"]},
            {"creator_tesim": "creators", "creator_ssim": ""},
        ),
        (
            {"dc.subject[en]": ["Ice"], "dc.subject[no]": ["Is"]},
            {"dc.subject[en]": "subjects", "dc.subject[no]": "subjects"},
        ),
        (
            {"Collection name": ["Harbour"], "Letter title": ["On ice"]},
            {"Collection name": "", "Letter title": "title"},
        ),
        (
            {"sender": ["Olsen"], "sender_id": ADDRESSES, "letter page": ["x"]},
            {"sender": "creators", "sender_id": "", "letter page": ""},
        ),
        (
            {"Covering dates": ["1880"], "Opening date": ["1950"], "Start date": ["1880"],
             "End date": ["1880"]},
            {"Covering dates": "date", "Opening date": "", "Start date": "date_begin",
             "End date": "date_end"},
        ),
        ({"start": ["4", "17"], "end": ["5", "20"]}, {"start": "", "end": ""}),  # of pages
        (
            {"date": ["1880-03-04"], "end date": ["1880-03-09"]},
            {"date": "date_begin", "end date": "date_end"},
        ),
        ({"Publication Year": ["1880"], "Date": ["1880-03-04"]},
         {"Publication Year": "", "Date": "date"}),
        (
            {"date": ["1880"], "dateapprox": ["yes"], "Date(1) Calendar": ["julian"],
             "Date(2) Calendar": ["julian"]},
            {"date": "date", "dateapprox": "date_qualifier", "Date(1) Calendar": "date_calendar",
             "Date(2) Calendar": ""},
        ),
        ({"title": ["x"], "date_1_begin": ["1880"], "date_1_end": ["1881"]},
         {"title": "title", "date_1_begin": "date_begin", "date_1_end": "date_end"}),
        ({"project_id": ["p1", "p2"], "sender_id": ["s1", "s2"]},
         {"project_id": "id", "sender_id": ""}),
        (
            {"sender": ["Olsen"], "sent_year": ["1880"], "sent_month": ["3"],
             "sent_from": ["Moss"]},
            {"sender": "creators", "sent_year": "date_year", "sent_month": "date_month",
             "sent_from": "places"},
        ),
        (
            {"sender": ["Olsen"], "sender_organization": ["Office of the port", "Board of pilots"]},
            {"sender": "creators", "sender_organization": ""},
        ),
        ({"physicalObjectLocation": ["Shelf 3"]}, {"physicalObjectLocation": ""}),
        ({"dates_label": ["Creation"], "date": ["1880"]}, {"dates_label": "", "date": "date"}),
        (
            {"date_range_sim": ["1884; 1885", "1890"],
             "normalized_date_ssm": ["1884 July 27-1885 May", "1890"]},
            {"date_range_sim": "", "normalized_date_ssm": "date"},
        ),
        (
            {"title": ["Note", "Bill"], "persons": ["person1; person22", "person3"],
             "places": ["ort1", "ort2"]},
            {"title": "title", "persons": "", "places": ""},
        ),
    ],
)  # fmt: skip
def test_guesses(columns, expected):
    assert guess_columns(list(columns), columns) == expected


@given(
    st.dictionaries(
        st.text() | st.sampled_from(["date", "dc:date", "Titel", "from", "subject 1", "url"]),
        st.lists(st.text() | st.sampled_from([*DATES, *ADDRESSES, "17"])),
    )
)
def test_a_field_that_holds_one_thing_has_one_column(columns):
    guess = guess_columns(list(columns), columns)
    assert list(guess) == list(columns)
    given_out = [field for field in guess.values() if field]
    assert set(given_out) <= {*FIELDS, *STATED_FIELDS}
    many = {*LIST_FIELDS, "date_begin", "date_end", "date_qualifier"}
    for field in set(given_out) - many:
        assert given_out.count(field) == 1


@pytest.mark.parametrize(
    ("columns", "title"),
    [
        (["Ref", "Description of request", "Received", "Outcome of it"], "Description of request"),
        (["Item", "Description", "Date", "Location"], "Description"),
        (["Item", "Beschreibung", "Datum"], "Beschreibung"),
        (["Name of the work", "Description", "Date"], "Name of the work"),
        (["Item", "Date", "Location"], ""),
    ],
)
def test_a_short_description_is_the_title_where_none_stands_before_it(columns, title):
    values = {
        "Item": ["1", "2", "3"],
        "Ref": ["a-1", "a-2", "a-3"],
        "Location": ["Shelf 3", "Shelf 4", "Safe"],
        "Outcome of it": ["No papers", "Given in part", "Given in full"],
        "Name of the work": ["The locks", "The old weir", "A new weir"],
    }
    dates = dict.fromkeys(("Date", "Datum", "Received"), DATES)
    texts = ["Accounts of the depot", "Letters on the snow of 1902", "Plan of the weir"]
    samples = {name: (values | dates).get(name, texts) for name in columns}
    guess = guess_columns(columns, samples)
    assert [name for name, of in guess.items() if of == "title"] == ([title] if title else [])
    assert guess.get("Item", "id") == "id"
    assert not guess.get("Location")


@pytest.mark.parametrize(
    ("subjects", "field"),
    [
        (["Sale of wheat", "Visit of the envoys", "Reply on wheat"], "title"),
        (["Wheat; Trade", "Visits; Envoys", "Trade"], "subjects"),
        (["Wheat", "Envoys", "Trade"], "subjects"),
        (["Sale of wheat", "Sale of wheat", "Reply on wheat"], "subjects"),
    ],
)
def test_what_telegrams_are_about_is_their_title_where_there_is_no_other(subjects, field):
    columns = {"Reference": ["A-1", "A-2", "A-3"], "Subject": subjects, "Date": DATES}
    assert guess_columns(list(columns), columns)["Subject"] == field
    titled = columns | {"Title": ["On a sale", "On a visit", "A reply"]}
    assert guess_columns(list(titled), titled)["Subject"] == "subjects"


def test_a_long_description_is_the_summary():
    text = "The depot asked for coal in each month of the winter, and was sent slack instead. " * 2
    columns = {"Item": ["1", "2"], "Description": [text + "a", text + "b"], "Date": DATES[:2]}
    assert guess_columns(list(columns), columns)["Description"] == "summary"


def test_of_several_events_the_one_that_makes_a_document_is_its_date():
    names = ["entry_event_date", "signed_event_date", "ended_event_date", "title"]
    samples = dict.fromkeys(names[:3], DATES) | {"title": ["Treaty with Rye", "Pact of Dell"]}
    assert guess_columns(names, samples)["signed_event_date"] == "date"


def test_each_name_of_other_languages_means_its_field_and_is_listed_once():
    folder = files("dash_core.readers.columns")
    languages = tomllib.loads((folder / "languages.toml").read_text("utf-8"))
    known = tomllib.loads((folder / "columns.toml").read_text("utf-8"))["fields"]
    for language, fields in languages.items():
        listed = Counter(name for names in fields.values() for name in names)
        assert not [name for name, n in listed.items() if n > 1], language
        for field, names in fields.items():
            assert not {*names} & {*known[field]}, language
            assert {name: field_of(name) for name in names} == dict.fromkeys(names, field)


@pytest.mark.parametrize(
    "labels",
    [
        ("Pealkiri", "Kuupäev", "Sisu", "Looja"),
        ("Megnevezés", "Kelt", "Tartalmi kivonat", "Iratképző"),
        ("Titlu", "Datare", "Conținut", "Emitent"),
        ("Назва", "Крайні дати", "Зміст", "Фондоутворювач"),
        ("Naziv", "Vrijeme nastanka", "Sadržaj", "Stvaratelj"),
    ],
)
def test_labels_and_columns_have_the_same_names(labels):
    rows = [("Lease", "1911", "On paper.", "Ray, Ann"), ("Plan", "1912", "On linen.", "Hay, Bo")]
    pages = {
        "a.txt": "\n".join(
            "".join(f"{k}: {v}\n" for k, v in zip(labels, row, strict=True)) for row in rows
        ),
        "a.csv": "\n".join(map(";".join, (labels, *rows))),
    }
    for name, text in pages.items():
        records = read_file(SourceFile(name, text.encode())).records
        assert [(r.title, r.date, r.summary, *r.creators) for r in records] == rows


@pytest.mark.parametrize(
    ("column", "dates", "expected"),
    [
        ("issued", ["1871-05", "1904"], ("", "date")),
        ("field_edtf_date", ["1871-05", "1904"], ("", "date")),
        ("issued", ["2021-05", "2021-06"], ("date", "")),  # as late as the entries
        ("publication_date", ["2020-05", "2020"], ("", "date")),
    ],
)
def test_the_time_of_an_entry_is_no_date_of_a_document(column, dates, expected):
    stamps = ["2021-03-04T10:11:12Z", "2021-03-04 10:11:13"]
    columns = {"created": stamps, column: dates, "title": ["On rye", "On hay"]}
    guess = guess_columns(list(columns), columns)
    assert (guess["created"], guess[column]) == expected


@pytest.mark.parametrize(
    ("names", "field"),
    [
        ("date_signature, fecha_firma, lieu_envoi: places, nom_producteur: creators", "date"),
        ("access_subjects_ssim, access_terms_ssm, subjec", "subjects"),
        ("creato, contri: people, descri: summary, covera: places, identi: id", "creators"),
        ("scopecontent_html_tesm, mods_abstract_ms", "summary"),
        ("mods_titleInfo_title_ms, full_title_tesim", "title"),
        ("mods_originInfo_dateCreated_ms", "date"),
        ("repository_ssm, collection_ssim: collection, containers_ssim: container", "archive"),
        ("slowa kluczowe, emneord, nokkelord", "subjects"),
        ("ALICI, Modtager", "recipients"),
        ("Data modyfikacji, Fecha de nacimiento, Date de modification", ""),
        ("date de création de la fiche, Data della scheda, Datum des Eintrags", ""),
    ],
)
def test_names_of_databases_and_search_indexes(names, field):
    for name, _colon, other in (part.partition(": ") for part in names.split(", ")):
        assert field_of(name) == (other or field), name


def test_a_date_named_by_its_first_word_is_read_and_remarks_are_no_title():
    rows = "ZW;1863-10-02;Déchirée au pli.\nLM;1851-04-09;Copie au crayon.\n"
    text = "sigle;date_expédition;remarques\n" + rows
    records = read_file(SourceFile("a.csv", text.encode())).records
    assert [(r.date, r.title) for r in records] == [("1863-10-02", ""), ("1851-04-09", "")]


def test_commas_divide_tags_whatever_stands_around_their_name():
    for name in ("Item Tags", "tags_ssim", "Item: Tags", "Słowa kluczowe", "Ämnesord"):
        text = f'Title,Date,{name}\nLease,1844,"mill, river, salt"\nPlan,1854,"river, plans"\n'
        records = read_file(SourceFile("a.csv", text.encode())).records
        assert [r.subjects for r in records] == [("mill", "river", "salt"), ("river", "plans")]


@pytest.mark.parametrize(
    ("of_sender", "of_recipient"),
    [("Ort (Verfasser)", "Ort (Empfänger)"), ("Place (sender)", "Place (recipient)")],
)
def test_brackets_that_say_whose_place_it_is_are_no_version(of_sender, of_recipient):
    columns = {of_sender: ["Ulm", "Bonn"], of_recipient: ["Bonn", "Ulm"], "Date": DATES[:2]}
    guess = guess_columns(list(columns), columns)
    assert guess[of_sender] == guess[of_recipient] == "places"


@pytest.mark.parametrize(
    "names",
    "datace od|datace do, Data początkowa|Data końcowa, Startår|Slutår, startdato|sluttdato, "
    "Alkuvuosi|Loppuvuosi, Kezdő dátum|Záró dátum, Godina od|Godina do, Fra år|Til år, "
    "Početna godina|Završna godina, Початкова дата|Кінцева дата, Pradžia|Pabaiga, "
    "Zeit von|Zeit bis, Ημερομηνία από|Ημερομηνία έως, Estremo remoto|Estremo recente, "
    "Başlangıç tarihi|Bitiş tarihi, begindatum|einddatum, дата начала|дата окончания, "
    "date la plus ancienne|date la plus récente, van|tot en met, alkupäivä|loppupäivä".split(", "),
)
def test_begin_and_end_in_other_languages(names):
    begin, end = names.split("|")
    columns = {"title": ["Ledger", "Lease"], begin: ["1901", "1904"], end: ["1903", "1906"]}
    guess = guess_columns(list(columns), columns)
    assert guess == {"title": "title", begin: "date_begin", end: "date_end"}


@pytest.mark.parametrize("name", ["Schreibmaterial", "Erhaltungszustand", "Uwagi", "Opmerkingen"])
def test_what_is_beside_the_text_is_no_title(name):
    columns = {
        "Datum": ["9.4.1851", "2.10.1863"],
        name: ["Pencil on thin paper", "Ink, with a tear"],
    }
    assert guess_columns(list(columns), columns)[name] == ""


@pytest.mark.parametrize("name", ["Jaar", "Yıl", "an", "yyyy"])
def test_a_year_without_a_month_is_the_date(name):
    columns = {"title": ["Ledger", "Lease"], name: ["1901", "1904"]}
    assert guess_columns(list(columns), columns) == {"title": "title", name: "date"}
    people = {"von": ["Ray", "Hay"], "an": ["Hay", "Ray"], "Datum": ["1901", "1904"]}
    assert guess_columns(list(people), people)["an"] == "recipients"


@pytest.mark.parametrize(
    "names",
    [
        "nadawca|miejsce nadania|odbiorca|miejsce odbioru",
        "odesílatel|místo odeslání|příjemce|místo určení",
        "avsändare|avsändningsort|mottagare|mottagningsort",
        "feladó|feladás helye|címzett|címzés helye",
        "pošiljatelj|mjesto slanja|primatelj|mjesto primitka",
    ],
)
def test_places_of_sender_and_recipient_in_other_languages(names):
    values = (["Ray, Ann", "Hay, Bo"], ["Graz", "Linz"], ["Hay, Bo", "Ray, Ann"], ["Linz", "Graz"])
    columns = dict(zip(names.split("|"), values, strict=True))
    fields = ["creators", "places", "recipients", "places"]
    assert list(guess_columns(list(columns), columns).values()) == fields


def test_ids_are_not_those_that_most_rows_do_not_have():
    rows = [f"a{n},Letter {n},{1900 + n},{f'Ref {n}' if n % 3 == 0 else ''}" for n in range(170)]
    table = "\n".join(["UUID,Title,Date,Reference", *rows])
    assert Collection.read(table, name="letters.csv").table["id"].str.startswith("a").all()
    full = [f"a{n},Letter {n},{1900 + n},Ref {n}" for n in range(170)]
    table = "\n".join(["UUID,Title,Date,Reference", *full])
    assert Collection.read(table, name="letters.csv").table["id"].str.startswith("Ref").all()
