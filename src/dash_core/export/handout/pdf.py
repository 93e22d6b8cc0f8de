"""A hand-out as PDF, with its print style: WeasyPrint, the extra `pdf`.

WeasyPrint sets the same HTML and CSS that a browser prints, without a browser: tagged (PDF/UA-1),
charts as vectors, page numbers. It needs Pango on the machine.
"""

from functools import lru_cache
from threading import Lock
from typing import Any, Final, Literal

from dash_core.common.errors import DossierError
from dash_core.common.i18n import _

__all__ = ["PAPERS", "Paper", "can_print", "format_how", "to_pdf"]

_printing = Lock()  # a hundred pages take 500 MB: one at a time
Paper = Literal["A4", "Letter"]
PAPERS: Final[tuple[Paper, ...]] = ("A4", "Letter")


@lru_cache(maxsize=1)
def _weasyprint() -> Any:
    """The library; None where it, or Pango, is not there."""
    try:
        import weasyprint
    except (ImportError, OSError):
        return None
    return weasyprint


def can_print() -> bool:
    """Whether this machine can make PDF."""
    return _weasyprint() is not None


def format_how() -> str:
    """How to get a PDF where `can_print` is False."""
    return _(
        "For a PDF, open the HTML in a browser and print it to a file; or install WeasyPrint and "
        "Pango (the extra “pdf”) where Dossier runs."
    )


def to_pdf(html: bytes, paper: Paper = "A4") -> bytes:
    """A hand-out (`handout.to_html`, best with `live=False`) on paper.

    Raises
    ------
    DossierError
        If this machine cannot make PDF.
    """
    weasyprint = _weasyprint()
    if weasyprint is None:
        raise DossierError(format_how())
    with _printing:
        return _print(weasyprint, html, paper)


def _print(weasyprint: Any, html: bytes, paper: Paper) -> bytes:
    nothing = weasyprint.urls.URLFetcher(allowed_protocols=())
    document = weasyprint.HTML(string=html.decode(), url_fetcher=nothing)
    size = weasyprint.CSS(string=f"@page {{ size: {paper} }}")
    made: bytes = document.write_pdf(stylesheets=[size], pdf_variant="pdf/ua-1")
    return made
