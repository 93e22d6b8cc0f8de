"""A limit on wrong codes and secrets from one address, in the memory of this server.

Addresses are written down nowhere. The limit of all servers together is in the store
(`dash_core.classroom.store`): it counts tries, not who made them.
"""

from collections import OrderedDict, deque
from collections.abc import Callable
from threading import Lock
from time import monotonic
from typing import Final

__all__ = ["AttemptLimit"]

_WINDOW: Final = 60.0  # seconds
_MAX_ADDRESSES: Final = 10_000  # remembered at once


class AttemptLimit:
    """Counts tries of a minute by address.

    Parameters
    ----------
    most
        How many are allowed in a minute from one address. A whole school may share one.
    clock
        Seconds that only grow.
    """

    def __init__(self, most: int, clock: Callable[[], float] = monotonic) -> None:
        self._most, self._clock = most, clock
        self._tries: OrderedDict[str, deque[float]] = OrderedDict()
        self._lock = Lock()

    def is_over(self, address: str) -> bool:
        """Whether no more tries are allowed from this address now."""
        with self._lock:
            tries = self._tries.get(address)
            if not tries:
                return False
            self._drop_old(tries)
            return len(tries) >= self._most

    def note(self, address: str) -> None:
        """Count a wrong try."""
        with self._lock:
            tries = self._tries.setdefault(address, deque())
            self._tries.move_to_end(address)
            self._drop_old(tries)
            tries.append(self._clock())
            while len(self._tries) > _MAX_ADDRESSES:
                self._tries.popitem(last=False)

    def _drop_old(self, tries: deque[float]) -> None:
        while tries and self._clock() - tries[0] > _WINDOW:
            tries.popleft()
