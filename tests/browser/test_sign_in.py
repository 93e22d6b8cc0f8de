"""Signing in with a provider of its own on this machine (OpenID Connect)."""

import json
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import SEED, Process, Server

PEOPLE = (
    {"sub": "anna", "email": "anna@example.edu", "name": "Anna"},
    {"sub": "bo", "email": "bo@example.edu", "name": "Bo <b>"},
    {"sub": "cy", "email": "cy@elsewhere.net", "name": "Cy"},
)


@pytest.fixture(scope="module")
def provider() -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    known = [part for person in PEOPLE for part in ("--user-claims", json.dumps(person))]
    process = subprocess.Popen(
        [sys.executable, "-W", "ignore", "-m", "oidc_provider_mock", "-p", str(port), *known],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    address = f"http://127.0.0.1:{port}/.well-known/openid-configuration"
    while process.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=60):
                break
        except OSError:
            time.sleep(0.05)
    yield address
    process.terminate()
    process.wait()


@pytest.fixture(scope="module")
def guarded(
    provider: str, start_process: Callable[..., Process], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    """A server for those of one domain, where one of them teaches."""
    secrets = tmp_path_factory.mktemp("secrets") / "secrets.toml"
    secrets.write_text(
        "[auth]\n"
        'redirect_uri = "http://127.0.0.1:{port}/oauth2callback"\n'
        f'cookie_secret = "{"0123456789abcdef" * 4}"\n'
        'client_id = "dossier"\n'
        'client_secret = "of this test"\n'
        f'server_metadata_url = "{provider}"\n'
    )
    rules = {
        "DOSSIER_SIGN_IN": "everyone",
        "DOSSIER_VIEWERS": "@example.edu",
        "DOSSIER_TEACHERS": "anna@example.edu",
    }

    def start(command: list[str], environment: dict[str, str]) -> Process:
        options, rest = command[:2], command[2:]
        return start_process(
            [*options, f"--secrets.files={secrets}", *rest], {**environment, **rules}
        )

    started = Server(start, str(SEED))
    yield started
    started.stop()


def sign_in(page: Page, who: str) -> None:
    """At the provider, whose page is drawn without what it asks other hosts for."""
    page.route("https://**", lambda route: route.abort())
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_role("button", name=who, exact=True).click()


def test_a_teacher_signs_in_and_is_back_where_the_link_led(
    guarded: Server, new_context: Callable[..., BrowserContext]
) -> None:
    with new_context() as context:
        page = context.new_page()
        page.goto(guarded.url + "documents?topic=oil")
        expect(page.get_by_role("heading", name="Sign in, please")).to_be_visible()
        assert "Bagirov" not in page.content()  # nothing of the listing

        sign_in(page, "anna")

        expect(page.get_by_text("about Oil")).to_be_visible()
        page.goto(guarded.url + "teach")
        expect(page.get_by_role("button", name="Start the class")).to_be_visible()
        page.get_by_role("button", name="Sign out").click()
        page.get_by_role("button", name="End session").click()  # the provider's question
        expect(page.get_by_role("heading", name="Sign in, please")).to_be_visible()


def test_a_viewer_looks_and_does_not_teach_and_a_stranger_does_neither(
    guarded: Server, new_context: Callable[..., BrowserContext]
) -> None:
    with new_context() as context:
        page = context.new_page()
        page.goto(guarded.url + "teach")
        sign_in(page, "bo")
        expect(page.get_by_text("You are signed in as Bo <b>.")).to_be_visible()
        expect(page.get_by_role("button", name="Start the class")).not_to_be_visible()
        page.goto(guarded.url)
        expect(page.get_by_text("All 20 documents")).to_be_visible()

    with new_context() as context:
        page = context.new_page()
        page.goto(guarded.url)
        sign_in(page, "cy")
        expect(page.get_by_text("who may not enter here")).to_be_visible()
        page.goto(guarded.url + "join")  # students have no account
        expect(page.get_by_role("textbox", name="Code of the class")).to_be_visible()


def test_without_a_provider_the_host_is_told(
    start_process: Callable[..., Process], new_context: Callable[..., BrowserContext]
) -> None:
    def start(command: list[str], environment: dict[str, str]) -> Process:
        return start_process(command, {**environment, "DOSSIER_SIGN_IN": "everyone"})

    started = Server(start, str(SEED))
    with new_context() as context:
        page = context.new_page()
        page.goto(started.url)
        expect(page.get_by_text("DOSSIER_SIGN_IN is set, but no provider")).to_be_visible()
    started.stop()
