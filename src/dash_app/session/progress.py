"""Work that takes time: a bar with how much is done and a button that stops it."""

import itertools
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as FutureTimeoutError
from threading import local
from typing import TYPE_CHECKING, TypeVar

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from dash_core import DossierError
from dash_core.common.i18n import _, bound, format_percent
from dash_core.common.progress import Progress

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator

__all__ = ["reserve_top", "show_progress"]

_log = logging.getLogger(__name__)
_AFTER = 0.7  # seconds before the bar appears: what is faster needs none
_EVERY = 0.2  # seconds between two steps of the bar
_numbers = itertools.count()  # one run may wait for several works, and keys are for once

_run = local()  # what the run in this thread reserved

_T = TypeVar("_T")


class _StoppedError(Exception):
    """Ends work whose result is no longer needed."""


def reserve_top() -> None:
    """At the beginning of a run: keep a place for the bars of work that few runs do.

    A bar where such work is asked for would move all that stands below, and move it back in the
    next run. Streamlit makes anew what moves: who types into a field there would lose the words.
    """
    _run.top = st.empty()


def _place(at_top: bool) -> "DeltaGenerator":
    context = get_script_run_ctx()
    is_of_fragment = context is not None and context.fragment_ids_this_run  # that reserved nothing
    top: DeltaGenerator | None = getattr(_run, "top", None)
    return st.empty() if top is None or not at_top or is_of_fragment else top


def show_progress(
    label: str,
    work: Callable[[Progress], _T],
    on_cancel: Callable[..., None],
    *arguments: object,
    at_top: bool = False,
) -> _T:
    """The result of `work(progress)`; it runs in another thread and must not draw.

    An unforeseen error is logged and becomes a `DossierError`: a visitor sees a sentence.

    After a moment a bar shows the progress. A click on Cancel runs
    `on_cancel(*arguments)`: Streamlit ends the waiting script at its next step of the bar and
    starts a new run; the work ends at its next progress.

    The bar stands where this is called, or `at_top` of the page: for work that not every run asks
    for (`reserve_top`). A fragment asks for such work in a run of its own only.
    """
    share, is_stopped = 0.0, False

    def progress(done: float) -> None:
        nonlocal share
        if is_stopped:
            raise _StoppedError
        share = min(max(done, 0.0), 1.0)

    pool = ThreadPoolExecutor(1)
    place = _place(at_top)
    bar = None
    try:
        future = pool.submit(bound(work), progress)
        while True:
            try:
                return future.result(_AFTER if bar is None else _EVERY)
            except FutureTimeoutError:  # nothing in `work` waits with a time limit
                pass
            except DossierError:
                raise
            except Exception as err:
                _log.exception("%s", label)
                raise DossierError(
                    _(
                        "An unexpected error stopped Dossier here. Nothing was changed. Please "
                        "send the file to the person who runs this Dossier."
                    )
                ) from err
            text = f"{label} {format_percent(share)}"
            if bar is None:
                number = next(_numbers)
                with place.container(key=f"progress-{'top-' if at_top else ''}{number}"):
                    bar = st.progress(share, text)
                    st.button(
                        _("Cancel"), on_click=on_cancel, args=arguments, key=f"cancel-{number}"
                    )
            else:
                bar.progress(share, text)
    finally:
        is_stopped = True
        pool.shutdown(wait=False)
        place.empty()
