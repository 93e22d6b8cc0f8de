"""Who visits a hosted Dossier in the benchmarks: an editor, a student, a teacher at a browser."""

import asyncio
import contextlib
import json
import os
import re
import sys
import time
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any, Final
from urllib.parse import parse_qs, urlencode

_ROOT: Final = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(_ROOT)]

from benchmarks.visitor import LostError, Visitor, put_file, visiting, xsrf_token  # noqa: E402
from tests.hosting.stack import Stack  # noqa: E402

EVERY: Final = 6.0  # seconds between two acts of one visitor, about
_MARK: Final = re.compile(rb"zq[a-z]{8}x")
PAGES: Final = ("overview", "documents", "topics", "people", "places", "compare", "data", "about")
_SUBJECTS: Final = "oil railway troops harvest school mill treaty harbour coal census".split()
_NOTE: Final = "Note on this document"
_WITHOUT: Final = "Do without the table of English words"
_WITH: Final = "Use the table of English words"


@dataclass
class Tally:
    """What happened, of all visitors together."""

    counts: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def note_wrong(self, what: str) -> None:
        """Note an answer that was not right."""
        self.wrong.append(what)
        print("  WRONG:", what[:300], flush=True)


@dataclass
class Person:
    """Somebody at a browser: what it keeps when a server is gone."""

    number: int
    stack: Stack
    tally: Tally
    mark: bytes = b""
    marks: set[bytes] = field(default_factory=set)  # of the listings before
    page: str = ""
    query: str = ""
    cookie: str = field(default_factory=lambda: os.urandom(16).hex())
    fields: dict[str, Any] = field(default_factory=dict)
    has_own: bool = False
    every: float = EVERY

    def __post_init__(self) -> None:
        self.rng = Random(self.number)

    def hear(self, message: bytes) -> None:
        """Look for words of other visitors in what the server sends."""
        for mark in _MARK.findall(message):
            if mark == self.mark:
                self.has_own = True
            elif mark not in self.marks:
                self.tally.note_wrong(f"visitor {self.number} was sent {mark!r}")

    async def visit(self, until: float, act: Callable[[Visitor], Awaitable[None]]) -> None:
        """Act once, and then now and then until the time is over; where the server is gone, come
        back."""
        while True:
            try:
                async with self.connected() as one:
                    self.look(one)
                    while True:
                        await act(one)
                        self.look(one)
                        self.tally.counts["acts"] += 1
                        if time.monotonic() > until:
                            return
                        await asyncio.sleep(self.rng.uniform(0.5, 1.5) * self.every)
            except LostError:
                self.tally.counts["connections lost"] += 1
                if time.monotonic() > until:
                    return
                await asyncio.sleep(self.rng.uniform(0.5, 1.5))

    @contextlib.asynccontextmanager
    async def connected(self) -> AsyncIterator[Visitor]:
        """A connection; what the fields have is sent, as a browser does that comes back."""
        url = self.stack.url.replace("http", "ws")
        headers = {"Cookie": f"dossier_visit={self.cookie}"}
        async with visiting(url, self.page, self.query, headers) as one:
            one.hear, one.states = self.hear, self.fields
            try:
                await one.run()
                yield one
            finally:
                self.query = one.query

    def look(self, one: Visitor) -> None:
        """Note what a page says is wrong."""
        for error in one.found.get("exception", []):
            self.tally.note_wrong(f"visitor {self.number}, /{self.page}: {error.message}")
        for alert in one.found.get("alert", []):
            if alert.format == alert.ERROR:
                self.tally.note_wrong(f"visitor {self.number}, /{self.page}: {alert.body}")

    async def go(self, one: Visitor, page: str, query: str) -> None:
        """Open a page."""
        self.fields = one.states = {}
        self.page, self.query = page, query
        await one.go(page, query)
        self.query = one.query


class Editor(Person):
    """Brings listings, looks around in them, writes notes."""

    def begin(self) -> None:
        """Another listing, of which nothing is known yet."""
        self.marks.add(self.mark)
        self.mark = b"zq%sx" % bytes(97 + byte % 26 for byte in os.urandom(8))
        self.n = 6 + self.rng.randrange(30)
        self.notes: dict[str, str] = {}
        self.pending: tuple[str, str] | None = None
        self.has_table, self.own = True, ""

    def listing(self) -> str:
        """The listing as CSV."""
        lines = ["id,date,title,summary"]
        for n in range(self.n):
            subject, other = self.rng.sample(_SUBJECTS, 2)
            lines.append(
                f"M{n},{1900 + n % 40}-05-{1 + n % 28:02},"
                f"Letter from A. Smith{n % 5} to B. Jones,"
                f"On the {subject} and the {other} of Tabriz; {self.mark.decode()}"
            )
        return "\n".join(lines) + "\n"

    async def act(self, one: Visitor) -> None:
        """Do one of the things that one does."""
        if not self.own:
            await self.bring(one)
        elif self.pending:
            await self.finish_note(one)
        elif (dice := self.rng.random()) < 0.4:
            await self.note(one)
        elif dice < 0.5:
            await self.switch(one)
        elif dice < 0.6:
            await self.search(one)
        elif dice < 0.67:
            self.ended.append(self.kept())
            self.begin()
        else:
            await self.look_around(one)

    def kept(self) -> tuple[str, bytes, int, dict[str, str], bool]:
        """What must be found again at the end."""
        return self.own, self.mark, self.n, self.notes, self.has_table

    def __post_init__(self) -> None:
        super().__post_init__()
        self.ended: list[tuple[str, bytes, int, dict[str, str], bool]] = []
        self.begin()

    async def bring(self, one: Visitor) -> None:
        """Upload or paste the listing, look at what was read, and open it."""
        await self.go(one, "start", "")
        if one.has("button", "Choose another"):
            await one.press("Choose another")
        text = self.listing()
        if self.rng.random() < 0.5:
            one.set(one.found["text_area"][0], string_value=text)
            await one.press("Read the text")
        else:
            await self.upload(one, text)
        said = _text(one)
        if f"{self.n:,} documents from" not in said:
            self.tally.note_wrong(f"visitor {self.number}: not read: {said[-300:]}")
        await one.press("Explore")
        link = one.widget("page_link", "Open")
        await self.go(one, "overview", link.query_string)
        self.own = self.query
        self.tally.counts["listings brought"] += 1
        self.sentence(one, f"All {self.n:,} documents")

    async def upload(self, one: Visitor, text: str) -> None:
        """Send a file as a browser does."""
        token = await asyncio.to_thread(xsrf_token, self.stack.url, self.cookie)
        (there,) = await one.file_urls("listing.csv")
        await asyncio.to_thread(
            put_file, self.stack.url + there.upload_url, self.cookie, token, text.encode()
        )
        uploader = one.found["file_uploader"][0]
        one.set(uploader)
        info = one.states[uploader.id].file_uploader_state_value.uploaded_file_info.add()
        info.name, info.size, info.file_id = "listing.csv", len(text), there.file_id
        info.file_urls.CopyFrom(there)
        await one.run()

    async def note(self, one: Visitor) -> None:
        """Write a note on a document."""
        document = f"M{self.rng.randrange(self.n)}"
        self.tally.counts["notes begun"] += 1
        text = f"{self.mark.decode()} says {self.tally.counts['notes begun']}"
        await self.go(one, "document", with_parameters(self.own, doc=document))
        self.shown(one, document)
        self.pending = document, text
        one.set(one.widget("text_area", _NOTE), string_value=text)
        self.fields = one.states
        await one.run()
        self.saved(one)

    def saved(self, one: Visitor) -> bool:
        """Take in that the note is part of the address now."""
        if "Saved." not in _text(one):
            return False
        self.keep(one)
        return True

    def keep(self, one: Visitor) -> None:
        """Note what must be found at the end."""
        assert self.pending
        document, text = self.pending
        self.notes[document], self.pending = text, None
        self.own = with_parameters(one.query, doc="")
        self.tally.counts["notes saved"] += 1

    async def finish_note(self, one: Visitor) -> None:
        """The server was gone in the middle of a note: is it saved now?"""
        assert self.pending
        document, text = self.pending
        if one.has("text_area", _NOTE) and _value(one.widget("text_area", _NOTE)) == text:
            self.keep(one)
            self.tally.counts["notes saved on coming back"] += 1
            return
        self.tally.counts["notes typed again"] += 1
        await self.go(one, "document", with_parameters(self.own, doc=document))
        one.set(one.widget("text_area", _NOTE), string_value=text)
        await one.run()
        if not self.saved(one):
            self.tally.note_wrong(f"visitor {self.number}: a note is not saved")

    def shown(self, one: Visitor, document: str) -> None:
        """The page of a document has the note that was written."""
        value = _value(one.widget("text_area", _NOTE))
        if value != self.notes.get(document, ""):
            self.tally.note_wrong(
                f"visitor {self.number}: note “{value}”, not “{self.notes.get(document)}”"
            )

    async def switch(self, one: Visitor) -> None:
        """Fit the listing again in the other way."""
        await self.go(one, "about", self.own)
        label = _WITHOUT if self.has_table else _WITH
        if not one.has("button", label):
            self.tally.note_wrong(f"visitor {self.number}: no button “{label}”")
            return
        await one.press(label)
        if one.has("button", _WITH if self.has_table else _WITHOUT):
            self.has_table = not self.has_table
            self.own = one.query
            self.tally.counts["fitted again"] += 1
        else:
            self.tally.note_wrong(f"visitor {self.number}: “{label}” did nothing")

    async def search(self, one: Visitor) -> None:
        """Search for the own word, which all documents have, and for an id."""
        await self.go(one, "documents", with_parameters(self.own, q=self.mark.decode()))
        self.sentence(one, f"{self.n:,} of {self.n:,} documents")
        if not self.has_own:
            self.tally.note_wrong(f"visitor {self.number}: own word not shown")
        await self.go(one, "documents", with_parameters(self.own, q="id:M1"))
        self.sentence(one, f"1 of {self.n:,} documents")
        self.tally.counts["searches"] += 1

    async def look_around(self, one: Visitor) -> None:
        """Open any page."""
        page = self.rng.choice(PAGES)
        self.has_own = False
        await self.go(one, page, self.own)
        self.sentence(one, f"All {self.n:,} documents")
        if page == "documents" and not self.has_own:
            self.tally.note_wrong(f"visitor {self.number}: own word not on /{page}")

    def sentence(self, one: Visitor, expected: str) -> None:
        """The sentence of the page says how many documents are shown."""
        if expected not in _text(one):
            found = re.findall(r'class="sentence[^>]*>(.{0,90})', _text(one))
            self.tally.note_wrong(
                f"visitor {self.number}, /{self.page}?{self.query[:80]}: {found}, not “{expected}”"
            )


class Student(Person):
    """Joins a class and answers."""

    async def act(self, one: Visitor) -> None:
        """Join, or answer a question."""
        if not self.given_name:
            if one.has("text_input", "Nickname"):
                one.set(one.widget("text_input", "Nickname"), string_value=self.name)
                await one.press("Join")
                one.states.clear()
            if self._remember(one):
                self.given_name = True
                self.outcome.answers.setdefault(self.name, {})
            return
        radios = one.found.get("radio", [])
        if not radios:
            await one.run()
            return
        if self.pending:
            self.tally.counts["answers given again"] += 1
            label, option = self.pending
            radio = one.widget("radio", label)
        else:
            radio = self.rng.choice(radios)
            option = self.rng.choice(radio.options[:3])
            self.pending = radio.label, option
        one.set(radio, string_value=option)
        await one.run()
        self.outcome.answers[self.name][radio.label] = option
        self.outcome.times.append(0.0)
        self.pending = None
        self.tally.counts["answers"] += 1

    def _remember(self, one: Visitor) -> bool:
        """What the browser's storage does: keep the secret, and tell it a new server."""
        for component in one.found.get("bidi_component", []):
            if "dossier_classes" in component.component_name:
                told = json.loads(component.json or component.mixed.json or "{}")
                if secret := told.get("secret"):
                    one.set(component, json_value=json.dumps({"secret": secret}))
                    return True
        return False

    def __post_init__(self) -> None:
        super().__post_init__()
        self.given_name, self.pending = False, None
        self.name = f"student {self.number}"


class Teacher(Person):
    """Looks on, as often as the page asks for it."""

    async def act(self, one: Visitor) -> None:
        """Run what the page wants to be run."""
        if not one.polls:
            keys = next(
                c for c in one.found["bidi_component"] if "dossier_classes" in c.component_name
            )
            one.set(keys, json_value=json.dumps({"secret": self.secret}))
            await one.run()
            return
        fragment, _seconds = next(iter(one.polls.items()))
        await one.run(fragment)
        self.tally.counts["looks of the teacher"] += 1


def _value(field: Any) -> str:
    """What the server gives a text field."""
    return str(field.value if field.set_value else field.default)


def _text(one: Visitor) -> str:
    """All that a page says in HTML."""
    return "\n".join(html.body for html in one.found.get("html", []))


def with_parameters(query: str, **parameters: str) -> str:
    """A query with other parameters; empty ones are left out."""
    now = {**parse_qs(query), **{name: [value] for name, value in parameters.items()}}
    return urlencode({name: values for name, values in now.items() if any(values)}, doseq=True)
