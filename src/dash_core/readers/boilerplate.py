"""What a web page prints around its records: buttons, page numbers, notices.

Boilerplate is always a whole line. Its kind says how certain it is:

`mark`   occurs only at the top or the end of a page ("11 - 20 of 42"): alone on its line it ends
         the record before it.
`number` is a page number, a rule or the place of a picture, which occur inside records too: the
         record continues after it.
`word`   may be part of a text ("Documents", "Next"): boilerplate only where nothing but
         boilerplate follows before the next record, and never in place of a title.
`link`   is a button that each record has ("Read more"): as `word`, but no sign of a new page.

A line of no kind is kept in its record.
"""

import re
import tomllib
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final, Literal

__all__ = ["Kind", "is_foot", "is_page_end", "kind", "may_be_button", "visible_text"]

Kind = Literal["", "mark", "number", "word", "link"]

_THINGS: Final = r"(?:results?|documents?|items?|records?|entries|hits)"
_OF: Final = r"(?:of|out of|von|sur|de|di|из)"
_HITS: Final = r"(?:results?|hits|matches|treffer|ergebnisse|résultats?|resultados?|risultati)"
_TO: Final = r"(?:-|–|—|to|bis|à|a)"
_SORT: Final = (  # in other languages than English
    r"(?:(?:sortieren|filtern|anzeigen) nach|(?:trier|filtrer) par|(?:ordenar|filtrar) por"
    r"|(?:ordina|filtra) per|(?:sorteren|sorteer|filteren|filter) op|sortera (?:på|efter)"
    r"|sort[eé]r (?:efter|etter)|lajittele|(?:sortuj|filtruj) (?:według|wg)"
    r"|(?:seřadit|řadit|filtrovat) podle|zoradiť podľa|rendezés|sortiraj (?:po|prema)"
    r"|(?:сортировать|упорядочить) по|сортувати за|sırala)"
)
# Signs and words of links from page to page, and what stands between them.
_PAGER: Final = frozenset(
    "« » ‹ › ← → < > << >> previous prev next first last zurück weiter vorherige nächste erste "
    "letzte précédent précédente suivant suivante première dernière anterior siguiente primera "
    "última próxima seguinte primeira precedente successiva prima ultima vorige volgende eerste "
    "laatste forrige neste næste siste sidste föregående nästa första sista edellinen seuraava "
    "ensimmäinen viimeinen poprzednia poprzedni następna następny ostatnia předchozí další "
    "poslední előző következő предыдущая предыдущие следующая следующие последняя".split()
)
_PAGE: Final = frozenset(
    "page pages seite pagina página side sida sivu strona strana oldal".split()
)
_PAGER_MORE: Final = _PAGE | frozenset("… ... - – of von sur de di van av af z ze".split())
_MAX_PAGER: Final = 120  # characters
_PAGER_SPLIT: Final = re.compile(r"[\s|·\[\]]+")
_YEARS: Final = r"1[5-9]\d\d\b"  # "Results 1851-1853" is a title
# Words of the links at the foot of a page.
_FOOT: Final = (
    r"(?:home|about(?: us)?|contacts?(?: us)?|help|faqs?|search|browse|privacy(?: policy)?|legal"
    r"|terms(?: (?:of (?:use|service)|and conditions|& conditions))?|accessibility(?: statement)?"
    r"|cookies?(?: policy)?|site ?map|feedback|careers|copyright|disclaimer|imprint|credits"
    r"|impressum|datenschutz|kontakt|hilfe|mentions légales|plan du site|aide|accueil|aviso legal"
    r"|contacto|mapa del sitio|ayuda|note legali|contatti|mappa del sito|contatos?|ajuda"
    r"|log ?in|sign in|staff(?: login)?|donate|follow us|cookie settings|send feedback"
    r"|end user agreement|ask a librarian|ask an archivist|(?:privacy|cookie) (?:notice|settings)"
    r"|datenschutz(?:erklärung)?|barrierefreiheit|nutzungsbedingungen|accessibilité"
    r"|données personnelles|accesibilidad|política de privacidad|accessibilità|acessibilidade"
    r"|toegankelijkheid|privacyverklaring|personvern(?:erklæring)?|tilgjengelighetserklæring"
    r"|tillgänglighet(?:sredogörelse)?|tilgængelighedserklæring|saavutettavuus(?:seloste)?"
    r"|tietosuoja(?:seloste)?|polityka prywatności|dostępność|контакты|о сайте|foia)"
)
_ACTION: Final = (
    r"(?:save(?: to \w+)?|cited by [\d,.]+|cite(?: this)?|related articles|all [\d,.]+ versions"
    r"|add to (?:my )?(?:list|cart|(?:book ?)?bag|basket|folder|favou?rites|collection)|place hold"
    r"|e-?mail|print|share|export|download|pin|permalink|order a copy|request(?: item)?|favorite"
    r"|ajouter aux favoris|partager|télécharger|citer|imprimer|merken|teilen|zitieren|drucken"
    r"|abstract/details|(?:full text )?- pdf(?: \([\d.]+ ?[km]b\))?|full text|pdf|html)"
)
# Kind -> patterns of whole lines. Case does not matter, except that a `word` in lower case is
# not boilerplate: it may end a wrapped sentence.
_TABLE: Final[dict[Kind, tuple[str, ...]]] = {
    "mark": (
        (
            rf"(?:(?:now|showing|displaying|viewing|{_THINGS}|{_HITS}):? ){{0,4}}[\d,.]+ ?{_TO} ?"
            rf"[\d,.]+ {_OF} (?:about |over )?[\d,.]+(?: (?:{_THINGS}|{_HITS}n?))?"
            r"(?: (?:for|in|matching) .{1,200})?"
        ),
        (
            rf"(?:now )?(?:showing|displaying|viewing) (?:[\d,.]+ {_THINGS}|(?:{_THINGS}:? )?"
            rf"[\d,.]+ ?{_TO} ?[\d,.]+(?: {_THINGS})?)"
        ),
        rf"(?:search )?{_HITS}(?:: ?[\d,.]+| ?\([\d,.]+\)|:? (?!{_YEARS})[\d,.]+ ?{_TO} ?[\d,.]+)",
        rf"(?:about |over )?[\d,.]+ (?:search )?{_HITS}(?: found| for .{{1,200}})?[.:]?",
        rf"[\d,.]+ {_THINGS} found[.:]?|found [\d,.]+ {_THINGS}[.:]?|{_THINGS} found: ?[\d,.]+",
        rf"(?=.{{3,40}}[|·•/–]){_FOOT}(?: ?[|·•/–] ?{_FOOT})+|{_FOOT}(?: {_FOOT})+",
        r".{0,100}© ?(?:19|20)\d\d.{0,60}",
        r"(?:prepared|compiled|processed|arranged|inventoried|listed) by .{2,60}\b(?:19|20)\d\d\.?",
        r"(?:filter|sort|view|group|refine)(?: results)? (?:by|as):.{1,80}",
        r".{0,120}\ball rights reserved\.?.{0,40}",
        r"terms (?:and|&) conditions (?:for|of|apply).{0,80}",
        r"was this page helpful\??|need help\??",
        r"(?:©|\(c\)) ?.{2,100}\b20\d\d\.?",
        r"(?:proudly )?powered by [\w .®™&-]{1,40}",
        r"skip to (?:main |the )?(?:content|navigation|search|search results|results)",
        r"jump to (?:main )?(?:content|navigation)",
        r"(?:search )?results:",
        r"search in",
        r"top \d+ results(?: (?:view|show|see) all(?: \d+)?)?|view all \d+(?: results)?",
        r"(?:add|remove|clear(?: all)?|reset|apply|hide|show) (?:search )?filters?",
        r"filter (?:your )?results|refine (?:your )?(?:search|results)",
        r"(?:load|show|see|view) (?:more|all) (?:results|documents|items|records)",
        r"load more",
        r"text is available under .{0,400}|content is available under .{0,400}",
        r"\[\[(?:category|kategorie|catégorie|categoría|categoria):.{1,100}\]\]",
        r"(?:now )?(?:displaying|showing) [\d,.]+ ?(?:-|–|—|to) ?[\d,.]+ of .{1,80}",
        r"dspace software\b.{0,80}|.{0,40}\bcopyright (?:©|\(c\)) ?\d{4}\b.{0,80}",
        r"\[\^[^\]]{1,20}\]:.{0,400}",  # a note of Markdown
        r"number of results to display per page.{0,60}|(?:search )?results navigation",
        r"show \d+ (?:per page|results|items|documents)|\d+ (?:results |items )?per page",
        r"(?:results|items|documents) per page:?(?: \d+)*",
        r"(?:go to |» ?)?(?:next|previous|first|last) page(?: ?[»«›‹→←])?",
        r"[«‹←] ?(?:previous|prev|first|back)|(?:next|last) ?[»›→]",
        r"sort (?:results )?by:?(?: (?:relevance|date|title|newest|oldest)\S*)*",
        rf"{_SORT}(?: ?:.{{0,60}})?",
        r"back to (?:the )?(?:top|search|results|search results)",
        r"(?:this (?:web)?site|we|our (?:web)?site) uses? cookies\b.{0,400}",
        r"by (?:using|continuing to (?:use|browse)) (?:this|our) (?:web)?site\b.{0,400}",
        r"accept(?: all)?(?: cookies)?|(?:manage|cookie) (?:settings|preferences|policy|notice)",
        r"(?:©|\(c\)|copyright) ?(?:©|\(c\))? ?\d{4}\b.{0,200}|all rights reserved\.?",
        r".{0,150}(?:©|\(c\)|copyright).{0,150}\ball rights reserved\.?",
        r"(?:privacy|terms)(?: and conditions)? (?:for|of) use of .{0,60}\b(?:web)?site\.?",
        r"(?:page |site )?last (?:updated|modified|changed|reviewed|edited)\b.{0,100}",
        r"(?:zuletzt|letzte) (?:geändert|aktualisiert|änderung|aktualisierung)\b.{0,100}",
        r"(?:dernière mise à jour|última actualización|ultimo aggiornamento)\b.{0,100}",
        r"this page was last edited on .{1,100}",
        r"(?:privacy|terms)(?: (?:policy|notice|statement|of use|of service|and conditions))",
        r"(?:follow|like|find) us on \w+|sign up for (?:our )?(?:newsletter|emails?)",
    ),
    "number": (
        r"(?:no )?(?:image|thumbnail|preview)(?: (?:found|available))|thumbnail",
        r"(?:vorschaubild|kein bild|pas d['’]image|sin imagen)(?: (?:verfügbar|disponible))?",
        (
            r"(?:page|seite|página|pagina|side|sida|strona|strana|sivu|oldal|стр\.?|страница):? \d+"
            r" ?(?:of|von|de|di|sur|van|av|af|z|ze|из|/) ?\d+"
        ),
        r"\[ ?(?:edit(?: source)?|bearbeiten|modifier|editar|modifica) ?\]",
        # What icons are called, with how often they were clicked ("eye 214 favorite 0 comment 0").
        (
            r"(?=.*\d)(?:(?:eye|favou?rites?|comments?|views?|likes?|downloads?|shares?|loans?|"
            r"reviews?|stars?)(?: ?[\d,.]+[km]?)? ?){2,}"
        ),
        r"item type: ?[\w ]{1,30},?",  # DSpace, for screen readers
        r"\{%.{0,400}%\}|\{\{.{0,400}\}\}",  # of Liquid and Jinja
        r"[-=_*~–—]{3,}|(?:[-*_] ){2,}[-*_]",
    ),
    "word": (
        r"documents|results|records|items|search|home|menu|next|previous|prev|first|last|close",
        r"share|print|e-?mail|download|export|save|help|about|contact(?: us)?|log ?in|sign in",
        r"privacy|accessibility|site ?map|feedback|impressum|datenschutz",
        r"filters?|(?:advanced|new|modify) search|see more|show more|view all|[»«›‹→←]|\.{3}|…",
        r"(?:\d{1,3} ){2,}(?:\d{1,3}|next|…|\.{3}|[›»])(?: ?[›»])?",
    ),
    "link": (
        r"(?:read|learn|show|view|see) (?:more|less|details|document|item|record|full record)",
        (
            r"(?:view|open|download) (?:the )?(?:full )?(?:document|item|record|pdf|image|scan"
            r"|original|opinion|letter|page|file|text|order|report|photo(?:graph)?|map|object|entry"
            r"|transcript|article|recording|video|audio|finding aid)s?(?: ?\([\d.,]+ ?[kmg]b\))?"
        ),
        r"add to (?:my )?(?:list|folder|clipboard|selection|basket|cart|favou?rites)",
        r"add to (?:my )?(?:bookmarks?|collection)|cite(?: this)?(?: item)?",
        (
            r"(?:(?:eye|views?|favou?rites?|comments?|likes?|shares?|downloads?|reviews?):? "
            r"[\d,.]+k?(?: ?[|·,])? ?){2,}"
        ),
        r"bookmark(?:ed)?(?: (?:this )?(?:item|document|record))?",
        rf"(?:{_ACTION}[ ·|,]*){{2,}}",  # "Save to List Add to Book Bag", "CiteEmailPin"
    ),
}
_PATTERNS: Final = {
    kind: re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)
    for kind, patterns in _TABLE.items()
}
_LINK_AT_FOOT: Final = re.compile(_FOOT, re.IGNORECASE)
_MAX_CHARS: Final = 500  # a longer line is not boilerplate
# Invisible characters: marks of direction and joining, soft hyphens, byte-order marks.
_UNSEEN: Final = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")


def visible_text(text: str) -> str:
    """The text as a person sees it: white space collapsed, invisible characters removed.

    >>> visible_text("  May\u00a05,\u200f 19\u00ad46 ")
    'May 5, 1946'
    """
    if not text.isascii():
        text = _UNSEEN.sub("", text)
    return " ".join(text.split())


_BUTTON: Final = re.compile(
    r"(?:add|save|view|show|see|open|read|download|share|cite|bookmark|select|copy|buy|follow|request"
    r" (?:item|copy|this|access|scan)|order (?:item|copy|this|now|scan)|more (?:info|details|about)"
    r"|(?:full|detailed|catalogue|catalog) (?:record|details|text)|permalink|quick view|merken"
    r"|zur? (?:merkliste|objekt|digitalisat|datensatz)|zum \w+"
    r"|(?:auf|in) (?:die|den|meine) (?:merkliste|merkzettel|leseliste|auswahl|sammlung)"
    r"|in den warenkorb|bestellen|anzeigen|ansehen|herunterladen|details|mehr|ajouter|voir|afficher"
    r"|consulter|commander|télécharger|partager|en savoir|réserver|añadir|agregar|ver|mostrar"
    r"|consultar|descargar|compartir|solicitar|guardar|más|aggiungi|vedi|visualizza|mostra|scarica"
    r"|condividi|richiedi|salva|vai|apri|adicionar|baixar|partilhar|compartilhar|toevoegen|bekijk"
    r"|bekijken|toon|bewaar|bewaren|delen|aanvragen|reserveren|bestel|opslaan|meer|legg|vis|bestill"
    r"|last ned|lagre|del|tilføj|føj|bestil|gem|læs|lägg|visa|beställ|ladda|spara|dela|lisää|näytä"
    r"|tilaa|lataa|jaa|tallenna|dodaj|pokaż|zobacz|zamów|pobierz|udostępnij|zapisz|wyświetl|więcej"
    r"|přidat|zobrazit|objednat|stáhnout|sdílet|uložit|hozzáadás|megtekintés|letöltés|kosárba"
    r"|mentés|добавить|показать|открыть|заказать|скачать|подробнее|просмотр|просмотреть|смотреть"
    r"|сохранить|поделиться|в (?:избранное|корзину))(?:\W.*)?"
    r"|\w+(?: \w+)? (?:anzeigen|ansehen|öffnen|herunterladen|bestellen|merken|anfragen)",
    re.IGNORECASE,
)
_BUTTON_WORDS: Final = 6


def may_be_button(line: str) -> bool:
    """Whether a line may be a button, where each record has it.

    >>> may_be_button("Toevoegen aan mijn selectie"), may_be_button("Visa to France, 1911.")
    (True, False)
    """
    is_short = len(line) <= 50 and len(line.split()) <= _BUTTON_WORDS
    return is_short and line[-1:].isalpha() and _BUTTON.fullmatch(line) is not None


@lru_cache(maxsize=10_000)
def kind(line: str) -> Kind:
    """The kind of boilerplate a line is, "" for none; `line` as returned by `visible_text`.

    >>> kind("11 - 20 of 42"), kind("Next"), kind("next"), kind("Next, he met Stalin.")
    ('mark', 'word', '', '')
    """
    if not line or len(line) > _MAX_CHARS:
        return ""
    if _is_pager(line):
        return "mark"
    for name, pattern in _PATTERNS.items():
        if pattern.fullmatch(line) and not (name == "word" and line.islower()):
            return name
    return "word" if line.casefold() in _words() and not line.islower() else ""


@cache
def _words() -> frozenset[str]:
    """The words of `boilerplate.toml`, without case."""
    data = tomllib.loads((files(__package__) / "boilerplate.toml").read_text("utf-8"))
    return frozenset(word.casefold() for words in data["words"].values() for word in words)


def _is_pager(line: str) -> bool:
    """Whether a line is a row of links from page to page ("« Previous 1 2 3 Next »")."""
    if len(line) > _MAX_PAGER:
        return False
    bare = line.casefold().strip(" |·[]")
    first = _PAGER_SPLIT.split(bare, maxsplit=1)[0]
    if not (first in _PAGER or first in _PAGER_MORE or first.isdecimal()):
        return False  # most lines
    n = 0
    words = _PAGER_SPLIT.split(bare)
    if len(words) == 2 and words[0] != words[1]:  # "Página siguiente"
        n = sum(word in _PAGE for word in words)
    for word in words:
        if word in _PAGER:
            n += 1
        elif word not in _PAGER_MORE and not (word.isdecimal() and len(word) <= len("1234")):
            return False
    return n > 1


def is_foot(texts: Sequence[str]) -> bool:
    """Whether these texts are all links at the foot of a page, or the number of one.

    >>> is_foot(["Legal", "Contact"]), is_foot(["Page 1 / 1"]), is_foot(["Letter", "Contact"])
    (True, True, False)
    """
    seen = list(map(visible_text, texts))
    number = len(seen) == 1 and kind(seen[0]) in ("number", "mark") and seen[0][:1].isalpha()
    return number or (len(seen) > 1 and all(map(_LINK_AT_FOOT.fullmatch, seen)))


def is_page_end(line: str) -> bool:
    """Whether a line occurs only at the top or the end of a page.

    >>> is_page_end("© 2024 The Archive"), is_page_end("Diary")
    (True, False)
    """
    return kind(visible_text(line)) == "mark"
