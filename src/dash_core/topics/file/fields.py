"""One table of the topics file, checked value by value: mistakes are said in one sentence."""

import re
from collections.abc import Collection
from difflib import get_close_matches
from typing import Any, Final

from dash_core.common.errors import TopicFileError
from dash_core.common.i18n import _

__all__ = ["Part"]

MAX_TOPIC_WORDS: Final = 1_000  # words of one topic
MAX_PINNED: Final = 10_000  # documents put into one topic, or taken out, by hand

_COLOR: Final = re.compile(r"#[0-9A-Fa-f]{6}")


class Part:
    """One table of the file, and where it is, for the sentences."""

    def __init__(self, data: Any, where: str) -> None:
        self.where = where
        if not isinstance(data, dict):
            raise self.wrong(_('keys with values are needed here, such as label = "Oil"'))
        self.data: dict[str, Any] = data

    def wrong(self, what: str) -> TopicFileError:
        """The error that says what is wrong here."""
        return TopicFileError(_("{where}: {what}.").format(where=self.where, what=what))

    def check_keys(self, known: Collection[str]) -> None:
        """A mistyped key must not be passed over in silence."""
        for key in self.data:
            if key not in known:
                shown = " ".join(key.split())[:60]
                near = get_close_matches(key, known, n=1)
                if near:
                    raise self.wrong(
                        _("“{key}” is not known here; perhaps “{near}” is meant").format(
                            key=shown, near=near[0]
                        )
                    )
                names = ", ".join(f"“{own}”" for own in known)
                raise self.wrong(
                    _("“{key}” is not known here; there can be {names}").format(
                        key=shown, names=names
                    )
                )

    def tables(self, key: str, most: int) -> list[Any]:
        """The tables under a key, none if it is not there."""
        entries = self.data.get(key, [])
        if not isinstance(entries, list):
            raise self.wrong(
                _("“{key}” must be written as [[{key}]], in double brackets").format(key=key)
            )
        if len(entries) > most:
            raise self.wrong(
                _("there are more than {n} of [[{key}]]").format(n=f"{most:,}", key=key)
            )
        return entries

    def text(self, key: str, most: int, *, strip: bool = True) -> str:
        """A text that has to be there and say something."""
        value = self.data.get(key)
        if not isinstance(value, str) or not value.strip():
            raise self.wrong(_("“{key}” is missing or no text").format(key=key))
        if len(value) > most:
            raise self.wrong(
                _("“{key}” has more than {n} characters").format(key=key, n=f"{most:,}")
            )
        return value.strip() if strip else value

    def note(self, key: str) -> str:
        """A text that may be missing."""
        value = self.data.get(key, "")
        if not isinstance(value, str):
            raise self.wrong(_("“{key}” must be text").format(key=key))
        return value

    def color(self) -> str:
        """A colour that has to be there."""
        value = self.data.get("color")
        if not isinstance(value, str) or not _COLOR.fullmatch(value):
            raise self.wrong(_("“color” must look like #0072B2"))
        return value

    def number(self, key: str, least: int, most: int) -> int:
        """A whole number that has to be there."""
        value = self.data.get(key)
        if type(value) is not int or not least <= value <= most:
            raise self.wrong(
                _("“{key}” must be a whole number from {least} to {most}").format(
                    key=key, least=least, most=f"{most:,}"
                )
            )
        return value

    def words(self, key: str, *, is_needed: bool = False) -> tuple[str, ...]:
        """A list of words and phrases."""
        return self._texts(
            key,
            MAX_TOPIC_WORDS,
            _("“{key}” must be a list of words or phrases").format(key=key),
            is_needed=is_needed,
        )

    def ids(self, key: str, *, is_needed: bool = False) -> tuple[str, ...]:
        """A list of ids of documents."""
        return self._texts(
            key,
            MAX_PINNED,
            _("“{key}” must be a list of documents’ ids").format(key=key),
            is_needed=is_needed,
        )

    def _texts(self, key: str, most: int, what: str, *, is_needed: bool) -> tuple[str, ...]:
        value = self.data.get(key, [])
        is_list = isinstance(value, list) and all(isinstance(item, str) for item in value)
        if not is_list or (is_needed and not value):
            raise self.wrong(what)
        if len(value) > most:
            raise self.wrong(_("“{key}” has more than {n} entries").format(key=key, n=f"{most:,}"))
        return tuple(value)
