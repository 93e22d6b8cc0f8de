"""Reads files in separate processes with limits of memory and processor time.

A server imports the libraries once and forks for each file, which saves a start of Python for each.
POSIX only.
"""

import gc
import json
import logging
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

__all__ = ["MEMORY", "Server"]

MEMORY: Final = 2 * 2**30  # of address space, in addition to the libraries and the file
_ROOT: Final = Path(__file__).parents[2]


class Server:
    """Reads hostile files (`hostile.FILES`) by name."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, __file__],
            cwd=_ROOT,
            env={**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def read(self, name: str, size: int, seconds: int) -> dict[str, Any]:
        """The outcome for a file: `n` documents, or the `message` of an error, or how the process
        `died`; and the `seconds` and `megabytes` it took."""
        assert self._process.stdin
        assert self._process.stdout
        print(json.dumps([name, size, seconds]), file=self._process.stdin, flush=True)
        outcome: dict[str, Any] = json.loads(self._process.stdout.readline())
        return outcome

    def close(self) -> None:
        """End the server."""
        self._process.communicate()


def _serve() -> None:
    """Answer each line on standard input with one line."""
    sys.path.insert(0, str(_ROOT))
    from tests.fuzz import check, hostile

    logging.disable()  # libraries may log whole files
    check.warm_up()
    gc.collect()
    gc.freeze()  # else each fork looks through all that was imported, and copies it
    answers = os.dup(1)
    os.dup2(2, 1)  # keep what libraries print out of the answers
    for line in sys.stdin:
        name, size, seconds = json.loads(line)
        reading, writing = os.pipe()
        child = os.fork()
        if not child:
            os.close(reading)
            os.write(
                writing, json.dumps(_bounded(hostile.FILES.get(name, name), size, seconds)).encode()
            )
            os._exit(0)
        os.close(writing)
        with os.fdopen(reading, "rb") as pipe:
            answer = pipe.read()
        _pid, status, usage = os.wait4(child, 0)
        outcome = json.loads(answer) if answer else {"died": _format_end(status)}
        outcome |= {"megabytes": usage.ru_maxrss // 1024}
        os.write(answers, (json.dumps(outcome) + "\n").encode())


def _bounded(make: Any, size: int, seconds: int) -> dict[str, Any]:
    import resource
    import time

    from dash_core import DossierError, Study
    from dash_core.readers import SourceFile, read_files

    data = make(size) if callable(make) else b""
    pages = int(Path("/proc/self/statm").read_text().split()[0]) if sys.platform == "linux" else 0
    used = pages * resource.getpagesize() or 4 * 2**30
    resource.setrlimit(resource.RLIMIT_AS, (used + MEMORY, used + MEMORY))
    start = time.process_time()
    spent = int(start) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (spent + seconds, spent + seconds + 1))
    signal.signal(signal.SIGXCPU, signal.SIG_DFL)
    try:
        while make == "for ever":  # to test the limits
            pass
        bytes(2 * MEMORY if make == "much memory" else 0)
        study = Study.of([SourceFile("input", data)])
        reading = read_files(study.files, study.columns)
        outcome: dict[str, Any] = {"n": len(reading.records)}
    except DossierError as err:
        outcome = {"message": str(err)}
    except BaseException as err:
        import traceback

        frames = traceback.extract_tb(err.__traceback__)
        last = [f for f in frames if "dash_core" in f.filename][-1:]
        where = " ".join(f"{Path(f.filename).name}:{f.lineno}" for f in last)
        return {"died": f"{type(err).__name__} {str(err)[:200]} in {where}"}
    return {**outcome, "seconds": round(time.process_time() - start, 2)}


def _format_end(status: int) -> str:
    if os.WIFSIGNALED(status):
        return signal.Signals(os.WTERMSIG(status)).name
    return f"exit {os.waitstatus_to_exitcode(status)}"


if __name__ == "__main__":
    _serve()
