"""Work that takes time: a bar with how much is done and a button that stops it."""

import itertools
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as FutureTimeoutError
from typing import TypeVar

import streamlit as st

from dash_core import DossierError
from dash_core.common.i18n import _, bound, format_percent
from dash_core.common.progress import Progress

__all__ = ["show_progress"]

_log = logging.getLogger(__name__)
_AFTER = 0.7  # seconds before the bar appears: what is faster needs none
_EVERY = 0.2  # seconds between two steps of the bar
_numbers = itertools.count()  # one run may wait for several works, and keys are for once

_T = TypeVar("_T")


class _StoppedError(Exception):
    """Ends work whose result is no longer needed."""


def show_progress(
    label: str,
    work: Callable[[Progress], _T],
    on_cancel: Callable[..., None],
    *arguments: object,
) -> _T:
    """The result of `work(progress)`; it runs in another thread and must not draw.

    An unforeseen error is logged and becomes a `DossierError`: a visitor sees a sentence.

    After a moment a bar shows the progress. A click on Cancel runs
    `on_cancel(*arguments)`: Streamlit ends the waiting script at its next step of the bar and
    starts a new run; the work ends at its next progress.
    """
    share, is_stopped = 0.0, False

    def progress(done: float) -> None:
        nonlocal share
        if is_stopped:
            raise _StoppedError
        share = min(max(done, 0.0), 1.0)

    pool = ThreadPoolExecutor(1)
    place = st.empty()
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
                with place.container(key=f"progress-{number}"):
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
