"""What must hold of a page that shows hostile texts."""

from playwright.sync_api import ConsoleMessage, Dialog, Error, Page

__all__ = ["check", "watch"]

_INSIDE = '[data-testid="stMain"]'


def watch(page: Page, said: list[str]) -> None:
    """Note what a page says in the console, its errors, and dialogs that it opens."""

    def note_dialog(dialog: Dialog) -> None:
        said.append(dialog.message)
        dialog.dismiss()

    def note_error(error: Error) -> None:
        said.append(f"error: {error}")

    def note(message: ConsoleMessage) -> None:
        # Streamlit asks at every path where its server is.
        if message.type == "error" and "_stcore" not in str(message.location):
            said.append(f"{message.text} {message.location}")

    page.on("dialog", note_dialog)
    page.on("pageerror", note_error)
    page.on("console", note)


def check(page: Page, said: list[str], where: str) -> None:
    """No script ran, nothing was said, nothing is wider than the window, no text came alive."""
    assert page.evaluate("window.pwned") is None, where
    assert not said, (where, said)
    wide = page.evaluate(
        """() => { const main = document.querySelector('[data-testid="stMain"]');
                   return [main.scrollWidth, main.clientWidth]; }"""
    )
    assert wide[0] <= wide[1], where
    assert page.locator(f"{_INSIDE} a[href*='evil']:not([rel])").count() == 0, where
    assert page.locator(f"{_INSIDE} img[src*='evil'], {_INSIDE} iframe").count() == 0, where
    assert page.locator(f"{_INSIDE} .katex").count() == 0, where
    for chart in page.locator('[data-testid="stVegaLiteChart"]').all():
        assert chart.locator("svg.marks path").count() > 0, where
