"""Starting anew, where nobody is there and a crowd has left the server larger than it began.

Python gives memory back a megabyte at a time, and one object that stays keeps its megabyte: what a
hundred listings took is free for the next hundred, not for the machine. Other servers end their
processes after so many requests for that reason; this one becomes a new one of itself, under the
same number, and answers again after some seconds.
"""

import logging
import os
import sys
import time
from contextlib import suppress
from typing import Final

from dash_core.common import counters, settings, workers

__all__ = ["Renewal", "start_anew"]

_GROWN: Final = 1.15  # times the memory at the start, from which on it is worth it
_log = logging.getLogger(__name__)


class Renewal:
    """Whether this server should start anew."""

    def __init__(self) -> None:
        self._at_start = 0.0
        self._alone_since = time.monotonic()

    def note_ready(self) -> None:
        """The server has all it needs: so much memory is what it takes."""
        self._at_start = counters.memory()

    def is_due(self, n_visits: int, now: float) -> bool:
        """Whether memory has grown, and nobody was there for as long as listings are kept.

        Parameters
        ----------
        n_visits
            How many visits are connected, or may come back.
        now
            By `time.monotonic`.
        """
        if n_visits:
            self._alone_since = now
        if sys.platform != "linux" or not self._at_start:
            return False
        has_grown = counters.memory() > _GROWN * self._at_start
        return has_grown and now - self._alone_since >= 60 * settings.KEEP_MINUTES.value


def start_anew() -> None:
    """Become a new process of this server; it does not return where that succeeds."""
    _log.info("starts anew: nobody is there, and memory has grown")
    workers.stop()
    for name in os.listdir("/proc/self/fd"):  # the port, above all
        with suppress(OSError):
            os.set_inheritable(int(name), int(name) <= 2)
    try:
        os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])
    except OSError as err:
        _log.warning("it could not: %s", err)
