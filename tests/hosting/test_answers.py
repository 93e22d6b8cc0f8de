"""What every answer of the server says, what it refuses, and what it tells the host."""

import asyncio
import json
import logging
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from starlette.responses import PlainTextResponse

from dash_app.hosting import logs, metrics
from dash_app.hosting.client_limits import Buckets, ClientLimits
from dash_app.hosting.headers import SecurityHeaders
from dash_app.hosting.server import options
from dash_core.common import counters

SECRET = "a secret of this host, and only of it"


def ask(app, path="/", query="", method="GET", kind="http", **headers):
    """Status, headers and text of an answer."""
    sent = []
    scope = {
        "type": kind,
        "scheme": headers.pop("scheme", "http"),
        "method": method,
        "path": path,
        "query_string": query.encode(),
        "client": (headers.pop("client", "203.0.113.7"), 1),
        "headers": [(k.replace("_", "-").encode(), v.encode()) for k, v in headers.items()],
    }

    asked = []

    async def receive():
        if asked:  # the client waits for the answer
            await asyncio.Event().wait()
        asked.append(True)
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message):
        sent.append(message)

    # In a thread: the one of the tests has a loop where tests of a browser ran before.
    with ThreadPoolExecutor(1) as pool:
        pool.submit(asyncio.run, app(scope, receive, send)).result()
    first = sent[0]
    found = {k.decode(): v.decode() for k, v in first.get("headers", [])}
    body = b"".join(message.get("body", b"") for message in sent)
    return first.get("status", first["type"]), found, body.decode()


plain = PlainTextResponse("page")


def test_no_script_but_ours_and_no_other_host():
    status, headers, _body = ask(SecurityHeaders(plain), "/topics")
    policy = dict(part.split(" ", 1) for part in headers["content-security-policy"].split("; "))
    assert status == 200
    assert "unsafe" not in policy["script-src"]
    assert policy["script-src"].count("sha256-") == 3
    assert policy["connect-src"] == policy["default-src"] == "'self'"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert "strict-transport-security" not in headers
    _status, headers, _body = ask(SecurityHeaders(plain), scheme="https")
    assert headers["strict-transport-security"] == "max-age=31536000"


@pytest.mark.parametrize(
    ("profile", "hosts", "query", "ancestors"),
    [
        ("", "", "embed=true", None),
        ("", "", "", "'self'"),
        ("public", "", "embed=true", "'self'"),
        ("public", "https://moodle.example.org", "embed=true", "'self' https://moodle.example.org"),
        ("public", "https://moodle.example.org", "embed=false", "'self'"),
    ],
)
def test_who_may_show_a_part_of_dossier(monkeypatch, profile, hosts, query, ancestors):
    monkeypatch.setenv("DOSSIER_PROFILE", profile)
    monkeypatch.setenv("DOSSIER_EMBEDDING_HOSTS", hosts)
    _status, headers, _body = ask(SecurityHeaders(plain), query=query)
    _before, _name, said = headers["content-security-policy"].partition("frame-ancestors ")
    assert said == (ancestors or "")
    assert ("x-frame-options" in headers) == (ancestors == "'self'")


def test_strangers_are_shown_no_pictures_of_other_hosts(monkeypatch):
    def pictures():
        policy = ask(SecurityHeaders(plain))[1]["content-security-policy"]
        return next(part for part in policy.split("; ") if part.startswith("img-src"))

    monkeypatch.setenv("DOSSIER_PROFILE", "public")
    assert pictures() == "img-src 'self' data: blob:"
    monkeypatch.setenv("DOSSIER_PICTURE_HOSTS", "https://iiif.example.org")
    assert pictures() == "img-src 'self' data: blob: https://iiif.example.org"


def test_what_visitors_made_is_no_page_of_this_host():
    _status, headers, _body = ask(SecurityHeaders(plain), "/media/0123.html")
    assert headers["content-security-policy"] == "default-src 'none'; sandbox"


@pytest.mark.parametrize("path", ["/_stcore/metrics", "/_stcore/agent/mcp", "/x/_stcore/metrics"])
def test_what_streamlit_tells_is_hidden(path):
    assert ask(metrics.HideInternals(plain), path)[0] == 404
    assert ask(metrics.HideInternals(plain), "/_stcore/health")[0] == 200


def test_figures_are_for_who_has_the_token(monkeypatch):
    (route,) = metrics.routes()
    assert ask(route.app, authorization="Bearer ")[0] == 404
    monkeypatch.setenv("DOSSIER_METRICS_TOKEN", "0123456789abcdef")
    for name in ("rerun", "fit"):
        with counters.timed(name):
            pass
    assert ask(route.app, authorization="Bearer 0123456789abcdee")[0] == 404
    status, _headers, text = ask(route.app, authorization="Bearer 0123456789abcdef")
    assert status == 200
    assert text.endswith("# EOF\n")
    figures = dict(line.rsplit(" ", 1) for line in text.splitlines() if line[0] != "#")
    assert float(figures["dossier_up_seconds"]) > 0
    assert float(figures["dossier_reruns_total"]) >= 1
    assert float(figures["dossier_fits_total"]) >= 1
    assert float(figures["dossier_fit_seconds_total"]) > 0
    assert float(figures["dossier_memory_bytes"]) > 2**20


def test_a_bucket_is_refilled():
    now = [0.0]
    buckets = Buckets(60, lambda: now[0])
    assert [buckets.take("a", 2) for _ in range(3)] == [0, 0, 30]
    assert buckets.take("b", 2) == 0
    now[0] = 30
    assert [buckets.take("a", 2) for _ in range(2)] == [0, 30]
    assert buckets.take("a", 2, 3) == float("inf")


def test_one_client_cannot_take_all(monkeypatch):
    monkeypatch.setenv("DOSSIER_MAX_VISITS", "2")
    monkeypatch.setenv("DOSSIER_MAX_UPLOADED_MB", "1")
    app = ClientLimits(plain, lambda: 0.0)
    visits = [ask(app, "/_stcore/stream", kind="websocket")[0] for _ in range(3)]
    assert visits[2] == "websocket.close"
    assert visits[:2] == [visits[0]] * 2 != [visits[2]] * 2
    assert ask(app, kind="websocket", client="203.0.113.8")[0] != "websocket.close"

    def upload(size):
        return ask(app, "/_stcore/upload_file/s/f", method="PUT", content_length=size)

    assert [upload("600000")[0] for _ in range(2)] == [200, 429]
    status, headers, text = upload("9" * 12)
    assert (status, text[-1]) == (429, ".")
    assert 0 < int(headers["retry-after"]) <= 3_601
    assert ask(app, "/topics")[0] == 200


def test_the_log_quotes_nothing_of_a_listing():
    try:
        raise ValueError("the name of a person")
    except ValueError:
        record = logging.LogRecord(
            "dash_app.x", logging.ERROR, "f", 1, "reading “%s”", ("a title",), sys.exc_info()
        )
    line = json.loads(logs.JsonLines().format(record))
    assert line["error"] == "ValueError"
    assert line["through"][-1].startswith("test_answers.py:")
    assert line["message"] == "reading “%s”"
    assert "person" not in str(line)
    assert "title" not in str(line)


@pytest.mark.parametrize(
    ("variable", "value", "sentence"),
    [
        ("DOSSIER_PROFILE", "open", "DOSSIER_PROFILE must be public or own."),
        ("DOSSIER_PROFILE", "public", "DOSSIER_SECRET must be set where strangers visit"),
        ("DOSSIER_SECRET", "short", "at least 32 characters"),
        ("DOSSIER_EMBEDDING_HOSTS", "'none'; script-src *", "addresses of hosts"),
    ],
)
def test_a_setting_that_makes_no_sense_ends_the_start(monkeypatch, variable, value, sentence):
    monkeypatch.setenv(variable, value)
    with pytest.raises(SystemExit, match=sentence):
        options()


def test_limits_of_each_client_are_for_strangers(monkeypatch):
    def names():
        return [each.cls for each in options()["middleware"]]

    assert ClientLimits not in names()
    monkeypatch.setenv("DOSSIER_PROFILE", "public")
    monkeypatch.setenv("DOSSIER_SECRET", SECRET)
    monkeypatch.setattr(logs, "set_up", lambda: None)
    assert ClientLimits in names()
