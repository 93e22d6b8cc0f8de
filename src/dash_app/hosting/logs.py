"""The log of the server: one JSON object a line, about the server and never about a visitor.

No address, name, search or text of a listing is written. An error nobody foresaw is written as the
kind of the error and the lines of code it went through, since its message may hold such text.
"""

import json
import logging
import sys
import traceback
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from dash_core.common import counters

__all__ = ["JsonLines", "set_up"]

_OURS: Final = ("dash_app", "dash_core")
_CHATTY: Final = ("fontTools", "httpx", "PIL", "uvicorn.access", "watchdog")


class JsonLines(logging.Formatter):
    """A record as one line of JSON, without what it may quote of a listing."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        line: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "where": record.name,
        }
        if record.exc_info and record.exc_info[0]:
            kind, _error, trace = record.exc_info
            line["error"] = kind.__name__
            line["through"] = [
                f"{Path(frame.filename).name}:{frame.lineno} {frame.name}"
                for frame in traceback.extract_tb(trace)[-8:]
            ]
        # What the message was made of may be a visitor's; the words around it are the program's.
        line["message"] = record.msg if record.name.startswith(_OURS) else _first_line(record)
        return json.dumps(line, ensure_ascii=False)


def _first_line(record: logging.LogRecord) -> str:
    """The words of a library without what it put into them, where it put any."""
    text = str(record.msg) if record.args or record.exc_info else record.getMessage()
    return (text.splitlines() or [""])[0][:200]


class _CountErrors(logging.Handler):
    def emit(self, record: logging.LogRecord) -> None:
        counters.add("errors")


def set_up() -> None:
    """Write the log so, to standard error, from now on."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    count = _CountErrors(logging.ERROR)
    root = logging.getLogger()
    root.handlers[:] = [handler, count]
    root.setLevel(logging.INFO)
    for name in _CHATTY:
        logging.getLogger(name).setLevel(logging.WARNING)
    # These libraries write through handlers of their own.
    for name in list(logging.root.manager.loggerDict):
        if name.split(".")[0] in ("streamlit", "uvicorn"):
            logger = logging.getLogger(name)
            logger.handlers.clear()
            logger.propagate = True
