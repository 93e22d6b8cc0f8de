"""The words of printed dates, by meaning.

The names of months are those of the Unicode CLDR (`months.toml`), and, by hand, what archives
print and no locale has: abbreviations, old spellings, Latin ("Mrz", "Janry.", "7bre"). The other
words are English, French, German, Italian, Portuguese, Russian and Spanish, and some of more
languages. To add to a language, add its words to the lines below.
"""

import tomllib
from pathlib import Path
from typing import Final
from unicodedata import combining, normalize

__all__ = [
    "DIVISIONS",
    "EVENTS",
    "EVENT_WORDS",
    "MONTHS",
    "MONTHS_BY_LANGUAGE",
    "NTH",
    "PORTIONS",
    "SEASONS",
    "WEEKDAYS",
    "WORDS",
    "fold_word",
]


def fold_word(word: str) -> str:
    """Lower case without accents, so that "Août", "AOUT" and "aout" are one word."""
    if word.isascii():
        return word.lower()
    return "".join(c for c in normalize("NFKD", word.casefold()) if not combining(c))


def _numbered(lines: str, first: int = 1) -> dict[str, int]:
    """Each word with the number of its line."""
    rows = enumerate(lines.strip().splitlines(), first)
    return {fold_word(word): number for number, line in rows for word in line.split()}


_MONTHS_BY_HAND: Final = _numbered("""
january jan janry jany januy ianuary januar jänner jan janvier janv enero ene gennaio gen genn janeiro januari ianuarii ianuarius januarii januarius январь января янв генваря януаря januara januar студень siječanj kânunusani kanunisani ژانویه
february feb febr febry feby febuary februar feber februarii februarius hornung février fév févr febrero febbraio febbr fevereiro fev februari февраль февраля фев февр февруари februara فوریه فبرایر
march mar martij martii martius märz mär mrz lenzmonat mars marzo março marzec maart март марта мар marta مارس
april apr aprl apl aprill aprilis avril avr abril abr aprile апрель апреля апр aprila априла ابريل ابریل
may maij maii maius mai mayo maggio mag magg maio mei май мая maja маја ایار ایّار مئی مه می
june jun jne iune junij junii junius iunii brachmonat juni juin junio giugno giu junho июнь июня июн juna јуна junho
july jul jly iuly julij julii julius iulii heumonat juli juillet juil julio luglio lug julho июль июля июл jula јула يوليه
august aug augt augst augusti augustus août agosto ago август августа авг avgusta августа
september sep sept septr septbr septemb septembris septembre septiembre setiembre settembre sett set setembro сентябрь сентября сен сент septembra септембра
october oct octr octbr octob octobris weinmonat oktober okt octobre octubre ottobre ott outubro out октябрь октября окт oktobra октобра أكتوبر
november nov novr novbr novemb novembris novembre noviembre novembro ноябрь ноября ноя нояб novembra новембра
december dec decr decbr decemb decembris christmonat dezember dez décembre déc diciembre dic dicembre dezembro декабрь декабря дек decembra децембра kânunuevvel kanunievvel
""")  # noqa: E501


def _month_names() -> tuple[dict[str, int], dict[str, dict[str, int]]]:
    """Name -> month, and those that are of several months by language ("listopad", "lip")."""
    table = tomllib.loads(Path(__file__).with_name("months.toml").read_text(encoding="utf-8"))
    found: dict[str, dict[str, int]] = {}
    for language, months in table.items():
        for number, names in enumerate(months, 1):
            for name in names.split("|"):
                found.setdefault(fold_word(name).replace(" ", ""), {})[language] = number
    several = {name: by for name, by in found.items() if len(set(by.values())) > 1}
    plain = {name: next(iter(by.values())) for name, by in found.items() if name not in several}
    return plain | _MONTHS_BY_HAND, several


# A name of several months has none of them in `MONTHS`.
MONTHS, MONTHS_BY_LANGUAGE = _month_names()

# EDTF numbers spring 21 to winter 24 and takes the seasons of the northern hemisphere.
SEASONS: Final = _numbered(
    """
spring spr frühling frühjahr printemps primavera весна весной
summer sommer été verano estate verão лето летом
autumn fall herbst automne otoño autunno outono осень осенью
winter hiver invierno inverno зима зимой
""",
    first=21,
)

WEEKDAYS: Final = _numbered(
    """
monday mon montag lundi lunes lunedì понедельник
tuesday tue tues dienstag mardi martes martedì вторник
wednesday wed weds mittwoch mercredi miércoles mercoledì среда
thursday thu thur thurs donnerstag jeudi jueves giovedì четверг
friday fri freitag vendredi viernes venerdì пятница
saturday sat samstag sonnabend samedi sábado sabato суббота
sunday sun sonntag dimanche domingo domenica воскресенье
""",
    first=0,
)

# What part of a month, a year, … a word leaves: from the first to the last of so many parts. "Early"
# and "late" are halves, for no narrower bounds are sure.
PORTIONS: Final = {
    fold_word(word): portion
    for portion, words in {
        (0, 1, 2): "early beginning start anfang anfangs beginn frühes début commencement "
        "debut inizio inizi principios comienzos início inícios começo начало начале poč początek "
        "początku počátek začátek počátkem begin vroege början tidigt alussa former",
        (1, 3, 4): "mid middle mitte milieu mediados meados середина середине połowa połowy metà "
        "polovina midden mitten",
        (1, 2, 2): "late latter end ende spätes fin fine finales fines fim finais конец "
        "конце koniec końcu konec koncem einde eind slutet",
    }.items()
    for word in words.split()
}
DIVISIONS: Final = {
    fold_word(word): parts
    for parts, words in {
        2: "half hälfte halbjahr moitié mitad metà metade semestre semestr половина половины пол "
        "полугодие połowa połowy pol polovina helft halvdel",
        3: "third drittel tiers tercio terzo треть třetina",
        4: "quarter quarters quartal quart trimestre cuarto quarto четверть кв квартал čtvrtina "
        "ćwierć kwartał čtvrtletí kwart kwartaal kvartal",
    }.items()
    for word in words.split()
}
NTH: Final = {
    fold_word(word): number
    for number, words in {
        1: "first erste ersten erstes erster première premier primera primer primero prima primo "
        "primeira primeiro первая первой первый первое pierwsza pierwszej první eerste första",
        2: "second zweite zweiten zweites zweiter deuxième seconde segunda segundo seconda secondo "
        "вторая второй второе druga drugiej druhá tweede andra",
        3: "third dritte drittes dritten troisième tercer tercera terzo terza terceiro terceira "
        "третья третий трети trzecia třetí derde",
        4: "fourth vierte viertes vierten quatrième cuarto quarto четвертая четвёртая четвертый "
        "czwarta čtvrtá vierde",
        -1: "last letzte letztes letzten dernier dernière último última ultimo ultima последняя "
        "последней ostatnia ostatniej poslední laatste sista",
    }.items()
    for word in words.split()
}

_KINDS: Final = {
    "circa": "circa ca cca c about abt approximately approx around roughly um etwa zirka vers "
    "environ около ок примерно intorno verso hacia aproximadamente cerca alrededor",
    "uncertain": "possibly perhaps probably maybe prob likely vermutlich wahrscheinlich",
    "range": "to through thru bis au à al a по until till hasta до",
    "and": "and und et y e и",
    "or": "or oder ou o или",
    "from": "from de depuis dal desde с",
    "between": "between zwischen entre tra между",
    "before": "before vor avant ante antes prima до pre",
    "by": "by spätestens",
    "until": "until till bis hasta jusque to до",
    "after": "after nach après después dopo после post",
    "since": "since seit from",
    "ongoing": "ongoing present continuing current date",
    "later": "later ff onward onwards thereafter",
    "earlier": "earlier",
    "part_letter": "q h",  # "Q1", "H2"
    "century": "century centuries cent cy c jahrhundert jh jhd jhdt siècle siècles s siglo siglos "
    "secolo secoli sec век века в вв",
    "decade": "s er jahre е х",
    "ordinal": "st nd rd th d er ten ter ième ème e го й я º ª",
    "undated": "undated",
    "filler": "of the in on von du le la del den der dem des im am d г гг год года годы году годов "
    "year years ad dated written made created taken executed composed painted drawn л о",
    "bulk": "bulk predominantly mostly chiefly mainly primarily",
}


def _kinds() -> dict[str, frozenset[str]]:
    """Word -> the kinds it may be; the grammar takes the one that fits at its place."""
    kinds: dict[str, set[str]] = {}
    for kind, words in _KINDS.items():
        for word in words.split():
            kinds.setdefault(fold_word(word), set()).add(kind)
    for table, kind in ((PORTIONS, "part"), (DIVISIONS, "division"), (NTH, "nth")):
        for word in table:
            kinds.setdefault(word, set()).add(kind)
    for table, kind in ((_MONTHS_BY_HAND, "month"), (SEASONS, "season"), (WEEKDAYS, "weekday")):
        for word in table:
            kinds.setdefault(word, set()).add(kind)
    for word in MONTHS:  # "tra" is "between" in Italian and April in Croatian
        kinds.setdefault(word, {"month"})
    return {word: frozenset(names) for word, names in kinds.items()}


WORDS: Final = _kinds()

# What happened to a work at a date other than that of its making, and words around that.
EVENTS: Final = frozenset(
    "published exhibited cast casts printed reprinted remade reconstructed reconstruction "
    "reassembled assembled reproduced refabricated fabricated enlarged replica replicas engraved "
    "signed reworked edition editioned copy copies version released issued reissued completed "
    "begun started finished revised translated copyright copyrighted broadcast performed "
    "restored repainted retouched altered received accessioned acquired destroyed filmed "
    "transcribed typed copied photocopied digitized scanned recast restrike reprint photocopy "
    "photocopies facsimile facsimiles typescript typescripts screened amended".split()
)
EVENT_WORDS: Final = EVENTS | frozenset(
    "first later partly posthumous posthumously original exhibition installation on again "
    "probably possibly".split()
)
