"""What axe finds wrong on a page."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Frame, Page

__all__ = ["violations"]


def violations(
    page: Page | Frame, context: dict[str, object] | None = None, **options: object
) -> list[dict[str, Any]]:
    """The rules that a page breaks, each with the elements that do.

    Axe is asked for no description of what is right: that is megabytes, and two thirds of the time.
    """
    ran = Axe().run(page, context, {"resultTypes": ["violations"], **options})
    broken: list[dict[str, Any]] = ran.response["violations"]
    return broken
