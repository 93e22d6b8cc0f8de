"""Streamlit's files as Dossier gives them: kept in memory, the first page with name and style."""

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from streamlit.web.server.starlette.starlette_static_routes import (
    create_streamlit_static_handler as files_of,
)

from dash_app.hosting.first_answer import FirstAnswer
from dash_app.hosting.headers import SecurityHeaders
from dash_app.hosting.static_files import KeptFiles
from tests.hosting.test_answers import ask

PAGE = "<html><head><title>Streamlit</title></head><body><div id='root'></div></body></html>"
HTML = "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8"


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "static" / "js").mkdir(parents=True)
    (tmp_path / "static" / "js" / "index.abc.js").write_text("draw()")
    (tmp_path / "index.html").write_text(PAGE)
    return tmp_path


@pytest.fixture
def app(folder):
    layers = [Middleware(SecurityHeaders), Middleware(FirstAnswer), Middleware(KeptFiles)]
    app = Starlette(middleware=layers)
    app.mount("/", files_of(str(folder), ""))
    return app


def test_a_file_is_read_once(app, folder):
    path = "/static/js/index.abc.js"
    first = ask(app, path)
    (folder / path[1:]).unlink()
    again = ask(app, path)
    assert first == again  # the headers too, each once
    assert again[2] == "draw()"
    assert again[1]["content-security-policy"]
    assert ask(app, path, if_none_match="other")[2] != "draw()"  # Streamlit's own answer


def test_a_part_of_a_file_is_not_kept():
    """A browser that leaves gets no more, and the next one all."""
    parts = []

    async def files(_scope, _receive, send):
        headers = [(b"cache-control", b"public, immutable")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        for body, more in parts:
            await send({"type": "http.response.body", "body": body, "more_body": more})

    app = KeptFiles(files)
    assert ask(app, "/static/js/index.abc.js")[2] == ""
    parts.append((b"draw", True))
    assert ask(app, "/static/js/index.abc.js")[2] == "draw"
    parts.append((b"()", False))
    assert ask(app, "/static/js/index.abc.js")[2] == "draw()"
    parts.clear()
    assert ask(app, "/static/js/index.abc.js")[2] == "draw()"  # kept now


def test_what_may_change_is_read_again(app, folder):
    ask(app, "/")
    (folder / "index.html").write_text(PAGE.replace("root", "other"))
    assert "other" in ask(app, "/")[2]


@pytest.mark.parametrize("path", ["/", "/topics"])
def test_the_first_page_has_name_and_style(app, path):
    plain = ask(app, path)
    status, headers, text = ask(app, path, accept=HTML, accept_encoding="gzip")
    assert plain[2] == PAGE
    assert status == 200
    assert "<title>Dossier</title>" in text
    assert text.endswith("</style></body></html>")
    assert ".stMainBlockContainer" in text
    assert headers["content-length"] == str(len(text.encode()))
    assert "etag" not in headers
    # A browser that has the page of an older version is given the new one.
    known = ask(app, path, accept=HTML, if_none_match=plain[1]["etag"])
    assert known == (200, headers, text)


def test_what_is_not_streamlits_page_stays_as_it_is(app, folder):
    (folder / "handout.html").write_text("<html><body>Letters</body></html>")
    assert ask(app, "/handout.html", accept=HTML) == ask(app, "/handout.html")
    assert ask(app, "/static/js/index.abc.js", accept=HTML)[2] == "draw()"
    assert ask(app, "/", method="HEAD", accept=HTML)[2] == ""
