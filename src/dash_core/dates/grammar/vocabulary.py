"""The words of printed dates, by meaning.

Kept by hand and not taken from a locale database, because archives print abbreviations that
no locale has ("Mrz", "Janry.", "setiembre"). English, French, German, Italian, Portuguese,
Russian and Spanish; the months of Dutch. To add a language, add its words to the lines below.
"""

from typing import Final
from unicodedata import combining, normalize

__all__ = ["EVENTS", "EVENT_WORDS", "MONTHS", "SEASONS", "WEEKDAYS", "WORDS", "fold_word"]


def fold_word(word: str) -> str:
    """Lower case without accents, so that "Août", "AOUT" and "aout" are one word."""
    if word.isascii():
        return word.lower()
    return "".join(c for c in normalize("NFKD", word.casefold()) if not combining(c))


def _numbered(lines: str, first: int = 1) -> dict[str, int]:
    """Each word with the number of its line."""
    rows = enumerate(lines.strip().splitlines(), first)
    return {fold_word(word): number for number, line in rows for word in line.split()}


MONTHS: Final = _numbered("""
january jan janry januar jänner jan janvier janv enero ene gennaio gen genn janeiro januari январь января янв
february feb febr febry februar feber février fév févr febrero febbraio febbr fevereiro fev februari февраль февраля фев февр
march mar märz mär mrz mars marzo março maart март марта мар
april apr aprl apl avril avr abril abr aprile апрель апреля апр
may mai mayo maggio mag magg maio mei май мая
june jun jne juni juin junio giugno giu junho июнь июня июн
july jul jly juli juillet juil julio luglio lug julho июль июля июл
august aug août agosto ago augustus август августа авг
september sep sept septr septembre septiembre setiembre settembre sett set setembro сентябрь сентября сен сент
october oct octr oktober okt octobre octubre ottobre ott outubro out октябрь октября окт
november nov novr novembre noviembre novembro ноябрь ноября ноя нояб
december dec decr dezember dez décembre déc diciembre dic dicembre dezembro декабрь декабря дек
""")  # noqa: E501

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
    "part": "early mid middle late beginning end first second half quarter anfang mitte ende "
    "début milieu fin principios mediados finales начало середина конец inizio metà fine",
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
    for table, kind in ((MONTHS, "month"), (SEASONS, "season"), (WEEKDAYS, "weekday")):
        for word in table:
            kinds.setdefault(word, set()).add(kind)
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
