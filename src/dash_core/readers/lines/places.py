"""Texts that may be the name of a place before a date."""

from typing import Final

__all__ = ["may_be_place"]

_PLACE_WORDS: Final = 4
_INITIALS: Final = 3  # letters: "N. Y." is a place
# Words of names of places that are not in capitals ("Frankfurt am Main", "Isle of Wight").
_IN_PLACES: Final = frozenset(
    "a am an au aux bei da das de del della der des di do dos du e el en i. im in la las le les "
    "los of on ob near nr op pod sous sur s. the u. upon van von zu zum y и на".split()
)


def may_be_place(text: str) -> bool:
    """Whether the text before a date may be a place: a few words in capitals, without numbers."""
    words = text.strip(" []().,").split()
    return (
        0 < len(words) <= _PLACE_WORDS
        and not any(map(str.isdigit, text))
        and text.count("(") == text.count(")")
        and (len(words[0].strip(".")) > 1 or len(words[-1].strip(".")) < _INITIALS)  # "L Berne"
        and (words[0][:1].isupper() or not words[0][:1].islower())
        and all(word in _IN_PLACES for word in words if word[:1].islower())
    )
