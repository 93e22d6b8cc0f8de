"""The token of a printed date."""

from collections.abc import Iterable
from dataclasses import dataclass

__all__ = ["DateToken", "kinds_of"]


@dataclass(frozen=True, slots=True)
class DateToken:
    """A number, word or sign of a printed date, or several that belong together.

    `kinds` are what it may be, `values` its numbers; `glued` says that no space is before it.
    """

    kinds: frozenset[str]
    text: str
    values: tuple[int, ...] = ()
    glued: bool = False

    def is_a(self, *kinds: str) -> bool:
        """Whether it may be one of these."""
        return not self.kinds.isdisjoint(kinds)


def kinds_of(tokens: Iterable[DateToken]) -> frozenset[str]:
    """All kinds that any of the tokens may be."""
    return frozenset().union(*[token.kinds for token in tokens])
