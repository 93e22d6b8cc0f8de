"""A long list or tuple whose parts stay in their file: each is made when somebody asks for it."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

__all__ = ["LongList"]

_AT_ONCE: Final = 1_000  # parts that are made together for who goes through all


class LongList(Sequence[Any]):
    """The parts of a list or tuple by their numbers; equal to what it stands for.

    Parameters
    ----------
    class_
        What it stands for: `list` or `tuple`.
    numbers
        The number of each part.
    one, many
        Make the part of a number, and those of several.
    """

    def __init__(
        self,
        class_: type,
        numbers: NDArray[np.integer],
        one: Callable[[int], Any],
        many: Callable[[NDArray[np.integer]], list[Any]],
    ) -> None:
        self.class_, self._numbers, self._one, self._many = class_, numbers, one, many

    def __len__(self) -> int:
        return len(self._numbers)

    def __getitem__(self, item: Any) -> Any:
        if isinstance(item, slice):
            return self.class_(self._many(self._numbers[item]))
        return self._one(int(self._numbers[item]))

    def __iter__(self) -> Iterator[Any]:
        for start in range(0, len(self), _AT_ONCE):
            yield from self._many(self._numbers[start : start + _AT_ONCE])

    def __eq__(self, other: object) -> bool:
        if isinstance(other, LongList):
            if other.class_ is not self.class_:
                return False
            if other._many == self._many and np.array_equal(other._numbers, self._numbers):
                return True
        elif not isinstance(other, self.class_):
            return NotImplemented
        assert isinstance(other, Sequence)
        return len(self) == len(other) and all(a == b for a, b in zip(self, other, strict=True))

    def __hash__(self) -> int:
        return hash(self.class_(self))

    def __add__(self, other: Any) -> Any:
        return self.whole() + (other.whole() if isinstance(other, LongList) else other)

    def __radd__(self, other: Any) -> Any:
        return other + self.whole()

    def __repr__(self) -> str:
        return repr(self.whole())

    def __reduce__(self) -> Any:
        return self.class_, (list(self),)

    def whole(self) -> Any:
        """What it stands for."""
        return self.class_(self)
