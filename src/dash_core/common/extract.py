"""Brings the texts of the interface into its catalogues: `python -m dash_core.common.extract`.

Run in a clone. New texts stand in `locale/<language>.po` with an empty translation, those that
are gone are dropped; what is still to be translated is printed.
"""

import ast
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po

from dash_core.common.i18n import CATALOGUES, LANGUAGES

__all__ = ["extract", "read", "untranslated", "update"]

_CLONE: Final = Path(__file__).resolve().parents[3]
_FORMS: Final = {"_": 1, "phrase": 1, "ngettext": 2, "phrases": 2}


def extract() -> dict[str | tuple[str, ...], str]:
    """Every text that goes through `_()`, and a file that has it.

    Babel's own extraction does not look into f-strings.
    """
    found: dict[str | tuple[str, ...], str] = {}
    for folder in ("src", "pages"):
        for file in sorted((_CLONE / folder).rglob("*.py")):
            for node in ast.walk(ast.parse(file.read_text("utf-8"))):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                    texts = _texts(node, _FORMS.get(node.func.id, 0))
                    if texts:
                        key = texts if len(texts) > 1 else texts[0]
                        found.setdefault(key, str(file.relative_to(_CLONE)))
    singular = {key[0] for key in found if isinstance(key, tuple)}
    return {key: file for key, file in found.items() if key not in singular}


def _texts(call: ast.Call, n: int) -> tuple[str, ...]:
    """The first `n` arguments of a call; none if one of them is only known later."""
    texts = [one.value for one in call.args[:n] if isinstance(one, ast.Constant)]
    return tuple(map(str, texts)) if len(texts) == n else ()


def read(language: str) -> Catalog:
    """The catalogue of a language."""
    with (CATALOGUES / f"{language}.po").open("rb") as file:
        return read_po(file, locale=language)


def untranslated(catalogue: Catalog) -> Iterator[Message]:
    """The texts of a catalogue that have no translation, or one that is only a guess."""
    for message in catalogue:
        forms = message.string if isinstance(message.string, tuple) else (message.string,)
        if message.id and (message.fuzzy or not all(forms)):
            yield message


def update(language: str) -> Catalog:
    """Write the catalogue of a language anew: the texts of now, with the translations it has."""
    old = read(language) if (CATALOGUES / f"{language}.po").is_file() else Catalog(language)
    new = Catalog(
        language,
        project="Dossier",
        version="",
        copyright_holder="the Dossier team",
        msgid_bugs_address="",
        creation_date=datetime(2026, 1, 1, tzinfo=UTC),
        revision_date=datetime(2026, 1, 1, tzinfo=UTC),
        last_translator="",
        language_team="",
        fuzzy=False,
    )
    new.header_comment = f"# Dossier in {LANGUAGES[language]}. See dash_core/common/extract.py."
    for key in sorted(extract(), key=str):
        known = old.get(key if isinstance(key, str) else key[0])
        is_same = known is not None and (known.id == key)
        new.add(key, known.string if known is not None and is_same else None)
    with (CATALOGUES / f"{language}.po").open("wb") as file:
        write_po(file, new, no_location=True, width=0, omit_header=False)
    return new


def main() -> int:
    """Update every catalogue. 1 if a text has no translation."""
    CATALOGUES.mkdir(exist_ok=True)
    missing = 0
    for language in LANGUAGES:
        if language == "en":
            continue
        left = list(untranslated(update(language)))
        for message in left:
            print(f"{language}: {message.id}")
        print(f"{language}.po: {len(left)} texts are not translated")
        missing += len(left)
    return bool(missing)


if __name__ == "__main__":
    sys.exit(main())
