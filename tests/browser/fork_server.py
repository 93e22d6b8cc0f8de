"""Starts servers of the app from one process that has imported the libraries already.

Each server is a fork of it, as fresh as one that was started alone: nothing of the app has been
imported, no listing of a test has been read, and nobody has visited it. A line on standard input
is the arguments and the environment of one server; the answer is its process id. POSIX only.
"""

import json
import os
import signal
import sys

_LISTING = "• May 5, 1950\n\n  Letter from A. Smith to B. Jones\n\n  On the oil of Tabriz.\n"


def _run(arguments: list[str], environment: dict[str, str]) -> None:
    from streamlit.web import cli

    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.environ.update(environment)
    silence = os.open(os.devnull, os.O_RDONLY)
    log = os.open(environment["SERVER_LOG"], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    for stream, target in enumerate((silence, log, log)):
        os.dup2(target, stream)
    sys.argv = ["streamlit", *arguments]
    cli.main()


def _serve() -> None:
    import streamlit.web.bootstrap
    import streamlit.web.server  # noqa: F401

    from dash_core import Collection, Filter
    from dash_core.charts import catalogue
    from dash_core.collection.view import select

    # Loads what the library keeps of languages, places and names, and Altair.
    collection = Collection.read(_LISTING)
    catalogue.of_view(collection, select(collection, Filter()))
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody asks how they ended
    for line in sys.stdin:
        arguments, environment = json.loads(line)
        child = os.fork()
        if not child:
            _run(arguments, environment)
            os._exit(0)
        print(child, flush=True)


if __name__ == "__main__":
    _serve()
