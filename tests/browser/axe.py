"""What axe finds wrong on a page."""

from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Frame, Page

__all__ = ["violations"]

# Only what is wrong is told: all that axe looked at is megabytes, and two thirds of the time.
_RUN = """([context, options]) => axe.run(context ?? document, options)
    .then(results => results.violations)"""


def violations(
    page: Page | Frame, context: dict[str, object] | None = None, **options: object
) -> list[dict[str, Any]]:
    """The rules that a page breaks, each with the elements that do."""
    if not page.evaluate("'axe' in window"):  # stays while the page leads from view to view
        page.evaluate(AXE_SCRIPT)
    broken: list[dict[str, Any]] = page.evaluate(
        _RUN, [context, {"resultTypes": ["violations"], **options}]
    )
    return broken
