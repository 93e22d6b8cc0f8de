"""Any bytes into every reader: documents that keep their promises, or one sentence.

    python tests/fuzz/fuzz_readers.py                        # our own mutations, for ten minutes
    python tests/fuzz/fuzz_readers.py --atheris [-max_total_time=600] [folder]   # by coverage

`check` is the target of both. Our own mutations are the same for the same seed on every
machine, so that CI can run them; atheris (libFuzzer) finds its way by coverage.
"""

import argparse
import io
import json
import random
import re
import signal
import sys
import time
import traceback
import unicodedata
import warnings
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from typing import Any, Final

sys.path.insert(0, str(Path(__file__).parents[2]))  # so that it can be started as a script
if "--atheris" in sys.argv:  # what it is to follow has to be imported by its leave
    import atheris

    with atheris.instrument_imports(include=["dash_core"]):
        import dash_core.readers

        for _module in walk_packages(dash_core.readers.__path__, "dash_core.readers."):
            import_module(_module.name)

from dash_core import Collection, DossierError, Study, readers
from dash_core.collection.filter import Filter, View
from dash_core.dates import read_dates
from dash_core.export import FORMATS
from dash_core.export.provenance import provenance
from dash_core.readers import Options, Reading, SourceFile, read_file, read_files
from dash_core.readers.pages import html, listing
from dash_core.readers.report import LIST_FIELDS, ROLES, FileReport, Record
from dash_core.readers.tables import csv
from dash_core.readers.tables import json as json_reader
from tests.fuzz.corpus import TOKENS, packed, seeds

SECONDS: Final = 20  # for one small input; the slowest honest ones take one
_MAX_BYTES: Final = 20_000  # of a mutated input
_MAX_MESSAGE: Final = 1_000  # characters of a sentence
_PACKED: Final = (b"PK", b"\x1f\x8b")
_IN_RECORD: Final = ("date", "title", "summary", "field")
_LINE_END: Final = re.compile(r"\r\n|\r|\n")


def every_reader() -> list[Any]:
    """All modules of the package that are readers, registered or not."""
    names = [m.name for m in walk_packages(readers.__path__, f"{readers.__name__}.")]
    modules = map(import_module, names)
    return [m for m in modules if hasattr(m, "NAME") and hasattr(m, "sniff") and hasattr(m, "read")]


def warm_up() -> None:
    """Read each seed once, so that every library is there; what fails is for others to say."""
    for seed in seeds().values():
        for reader in every_reader():
            with suppress(Exception):
                reader.read(SourceFile("input", seed.data), Options())


# --- What is promised -------------------------------------------------------------------------


def check(data: bytes) -> int:
    """Read bytes in every way there is; give how many readers found documents in them.

    Raises
    ------
    AssertionError
        If a reading breaks a promise; any other exception but `DossierError` is one, too.
    """
    with _in_time():
        n = sum(_check_reader(reader, data) for reader in every_reader()) if data else 0
        found = _attempt(lambda: read_file(SourceFile("input", data), Options(progress=_tick)))
        if found:
            check_reading(found, data)
            again = read_file(SourceFile("input", data))
            assert again == found, "the same bytes were read in two ways"
        some = sum(data) % 16  # of all inputs, always the same ones
        if some < 2 or data.startswith(b"PK"):
            _check_joined(data)
        if some == 0 or b"study.json" in data:
            _check_collection(data)
        return n


def _check_reader(reader: Any, data: bytes) -> bool:
    """Force a reader to read what may be of another format."""
    file = SourceFile("input", data)
    sniffed = _attempt(lambda: reader.sniff(file))
    assert sniffed in (None, True, False), f"{reader.NAME} sniffs {sniffed!r}"
    reading = _attempt(lambda: reader.read(file, Options(progress=_tick)))
    if reading is None:
        return False
    assert reading.records, f"{reader.NAME} gives no document and does not say so"
    check_reading(reading, data)
    return True


def _check_joined(data: bytes) -> None:
    """The same page twice: pages that overlap are put together."""
    files = [SourceFile("one", data), SourceFile("two", data)]
    if reading := _attempt(lambda: read_files(files)):
        check_reading(reading, b"")


def _check_collection(data: bytes) -> None:
    collection = _attempt(lambda: Collection(Study.of([SourceFile("input", data)])))
    if collection is not None and len(collection) < 30:
        assert collection.table["id"].is_unique
        own = provenance(collection, View(Filter(), collection.all_rows))
        for write in FORMATS.values():
            assert write(collection.table, own)
        for row in range(len(collection)):
            collection.source_pieces(row)


def check_reading(reading: Reading, data: bytes) -> None:
    """Raise `AssertionError` where a reading breaks a promise of the model.

    `data` is what was read, where pieces are to be compared with it; else empty.
    """
    at = 0
    for file in reading.report.files:
        records = reading.records[at : at + file.n_records]
        at += file.n_records
        _check_file(file, records)
        if data and len(reading.report.files) == 1 and not data.startswith(_PACKED):
            _check_nothing_lost(file, data)
    assert at == len(reading.records) == reading.report.n_records
    for record in reading.records:
        _check_record(record)
    assert reading.report.sentence()
    assert len(reading.report.to_frame(50)) == min(50, len(_pieces(reading)))
    for texts in zip(*((r.date, r.normal_date) for r in reading.records[:50]), strict=True):
        assert len(read_dates(texts).dates) == len(texts)


def _pieces(reading: Reading) -> list[Any]:
    return [piece for file in reading.report.files for piece in file.pieces]


def _check_file(file: FileReport, records: Any) -> None:
    counts = file.counts()
    assert sum(counts.values()) == len(file.pieces)
    assert set(counts) == set(ROLES)
    number = 0 if file.unit == "line" else 1
    seen = set()
    for piece in file.pieces:
        if file.unit == "line":
            assert piece.number == number + 1, f"line {piece.number} after {number}"
        assert piece.number >= number, f"piece {piece.number} after {number}"
        number = piece.number
        assert piece.role in ROLES
        if piece.role in _IN_RECORD:
            assert piece.record is not None, f"{piece.role} in no record: {piece!r:.200}"
        if piece.role in ("header", "unread"):
            assert piece.record is None, f"{piece.role} in a record: {piece!r:.200}"
        if piece.record is not None:
            assert 0 <= piece.record < len(records), f"no such record: {piece!r:.200}"
            record = records[piece.record]
            assert record.first <= number <= record.last, (
                f"piece {number} outside of its record's {record.first} to {record.last}"
            )
            seen.add(piece.record)
        _check_text(piece.text, folded=False)
    for i, record in enumerate(records):
        assert record.source == file.source
        assert 1 <= record.first <= record.last, f"from {record.first} to {record.last}"
        if file.unit != "element":  # an element may be without text
            assert record.last <= number, f"record to {record.last}, pieces to {number}"
            assert i in seen, f"record {i} from no piece"
    for note in file.remarks:
        assert note.number >= 1
        _check_message(note.text)


def _check_record(record: Record) -> None:
    for name, value in asdict(record).items():
        if name in LIST_FIELDS:
            assert isinstance(value, tuple), f"{name} is {value!r:.100}"
            assert all(value), f"{name} has an empty text"
        texts = value.values() if name == "extra" else value if name in LIST_FIELDS else [value]
        for text in texts:
            if name not in ("first", "last", "source"):
                try:
                    _check_text(text, folded=name not in ("url", "id"))
                except AssertionError as err:
                    raise AssertionError(f"{name} {err}") from err


def _check_text(text: Any, *, folded: bool) -> None:
    assert isinstance(text, str), f"{text!r:.100} is no text"
    text.encode()  # no half characters
    if folded:
        assert text == unicodedata.normalize("NFC", text), f"not composed: {text!a:.200}"
        assert text == " ".join(text.split()), f"white space not folded: {text!a:.200}"


def _check_message(text: str) -> None:
    assert text.strip(), "an empty sentence"
    assert len(text) <= _MAX_MESSAGE, f"a sentence of {len(text)} characters: {text[:300]!r}"
    text.encode()


def _check_nothing_lost(file: FileReport, data: bytes) -> None:
    """Compare the pieces with what was read, as far as this can be done another way."""
    source = SourceFile("input", data)
    texts = [piece.text for piece in file.pieces]
    if file.form == listing.NAME or (file.unit == "line" and _is_text(source)):
        lines = _LINE_END.split(source.text)
        assert texts == (lines if lines[-1] else lines[:-1]), "not the lines of the file"
    elif file.form == csv.NAME:
        joined, whole = ("".join(_LINE_END.split(t)) for t in ("".join(texts), source.text))
        assert joined == whole, "not the rows of the file"
    elif file.form == json_reader.NAME:
        at = 0
        for text in filter(None, texts):
            start = source.text.find(text, at)
            assert start >= 0, f"a piece that is not in the file: {text!r:.200}"
            _check_between(source.text[at:start])
            at = start + len(text)
        _check_between(source.text[at:])
    elif file.unit != "element" or file.form == html.NAME:
        return  # what a page hides, and how it breaks lines, only its reader knows
    elif source.xml is not None and b"<!" not in data.replace(b"\0", b""):
        inside = [unicodedata.normalize("NFC", text) for text in source.xml.itertext()]
        words, said = " ".join(inside).split(), " ".join(texts).split()
        assert words == said, "not the words of the document"


def _is_text(source: SourceFile) -> bool:
    """Whether a file's lines can be compared; those of HTML are lines as seen, not of the file."""
    return not source.text.lstrip("\ufeff \t\r\n").startswith("<")


def _check_between(text: str) -> None:
    assert re.fullmatch(r"[\s,\[\]{}\ufeff]*", text), f"lost: {text[:200]!r}"


def _tick(done: float) -> None:
    assert -1e-9 <= done <= 1 + 1e-9, f"{done} of the work is done"


def _attempt(read: Callable[[], Any]) -> Any:
    """What it gives; None where it says in a sentence why it gives nothing."""
    try:
        return read()
    except DossierError as err:
        _check_message(str(err))
        return None


@contextmanager
def _in_time() -> Iterator[None]:
    """Raise `TimeoutError` after `SECONDS`, where the system can."""
    if not hasattr(signal, "SIGALRM"):
        yield
        return

    def stop(_signal: int, _frame: Any) -> None:
        raise TimeoutError(f"more than {SECONDS} s")

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(SECONDS)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


# --- Our own mutations ------------------------------------------------------------------------


def mutate(data: bytes, rng: random.Random) -> bytes:
    """Change some bytes; of an archive mostly those of a file in it."""
    if data.startswith(_PACKED) and rng.random() < 0.8:
        return repacked(data, lambda inner: mutate(inner, rng))
    for _turn in range(rng.choice((1, 1, 2, 3, 5, 8))):
        data = rng.choice(_MUTATIONS)(data, rng)[:_MAX_BYTES]
    return data


def repacked(data: bytes, change: Callable[[bytes], bytes]) -> bytes:
    """Change what is packed in an archive, and pack it again, so that its sums are right."""
    import gzip

    try:
        if data.startswith(b"\x1f\x8b"):
            return gzip.compress(change(gzip.decompress(data)), mtime=0)
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = {name: archive.read(name) for name in archive.namelist()}
    except Exception:  # no archive any more
        return change(data)
    chosen = max(members, key=lambda name: hash_of(name, data), default="")
    return packed({n: change(m) if n == chosen else m for n, m in members.items()})


def hash_of(name: str, data: bytes) -> int:
    """A number from both that is the same in every run."""
    return random.Random(f"{name}{len(data)}{sum(data)}").getrandbits(32)


def _spot(data: bytes, rng: random.Random, most: int = 40) -> tuple[int, int]:
    start = rng.randint(0, len(data))
    return start, min(len(data), start + rng.randint(0, most))


def _flip(data: bytes, rng: random.Random) -> bytes:
    at = rng.randrange(len(data) or 1)
    return data[:at] + bytes([rng.randrange(256)]) + data[at + 1 :]


def _delete(data: bytes, rng: random.Random) -> bytes:
    start, end = _spot(data, rng)
    return data[:start] + data[end:]


def _insert(data: bytes, rng: random.Random) -> bytes:
    at = rng.randint(0, len(data))
    return data[:at] + rng.choice(TOKENS) * rng.choice((1, 1, 1, 2, 3)) + data[at:]


def _overwrite(data: bytes, rng: random.Random) -> bytes:
    start, end = _spot(data, rng, 12)
    return data[:start] + rng.choice(TOKENS) + data[end:]


def _repeat(data: bytes, rng: random.Random) -> bytes:
    start, end = _spot(data, rng)
    return data[:end] + data[start:end] * rng.choice((1, 2, 10, 300)) + data[end:]


def _move(data: bytes, rng: random.Random) -> bytes:
    start, end = _spot(data, rng, 200)
    rest = data[:start] + data[end:]
    at = rng.randint(0, len(rest))
    return rest[:at] + data[start:end] + rest[at:]


def _splice(data: bytes, rng: random.Random) -> bytes:
    other = rng.choice(list(seeds().values())).data
    start, end = _spot(other, rng, 400)
    at = rng.randint(0, len(data))
    return data[:at] + other[start:end] + data[at:]


def _cut(data: bytes, rng: random.Random) -> bytes:
    at = rng.randint(0, len(data))
    return data[:at] if rng.random() < 0.7 else data[at:]


def _digits(data: bytes, rng: random.Random) -> bytes:
    return re.sub(
        rb"[0-9]", lambda m: rng.choice(b"0123456789" * 2 + b"-x").to_bytes(), data, count=20
    )


def _lines(data: bytes, rng: random.Random) -> bytes:
    lines = data.splitlines(keepends=True)
    start = rng.randint(0, len(lines))
    some = lines[start : start + 6]
    rng.shuffle(some)
    return b"".join((*lines[:start], *some, *lines[start + 6 :]))


def _encode(data: bytes, rng: random.Random) -> bytes:
    codec = rng.choice("utf-16 utf-16-le utf-16-be utf-32 utf-8-sig utf-7 cp1252 koi8-r".split())
    return data.decode("utf-8", "replace").encode(codec, "replace")


def _line_ends(data: bytes, rng: random.Random) -> bytes:
    return re.sub(
        rb"\r?\n", lambda m: rng.choice((b"\n", b"\r\n", b"\r", b"", b" ", b"\n\n")), data
    )


_MUTATIONS: Final = (
    *(_flip, _delete, _insert, _overwrite, _insert, _overwrite, _repeat, _move, _splice),
    *(_cut, _digits, _lines, _encode, _line_ends),
)


# --- Runs -------------------------------------------------------------------------------------


def run(
    seed: int, runs: int, *, stop: float = float("inf"), names: str = ""
) -> tuple[dict[str, bytes], int]:
    """Check mutated seeds; give an input for each kind of failure, and how many were read.

    Parameters
    ----------
    stop
        A time (of `time.monotonic`) to end at.
    names
        The beginning of the names of the seeds that are mutated.
    """
    rng = random.Random(seed)
    pool = [found.data for name, found in seeds().items() if name.startswith(names)]
    failures: dict[str, bytes] = {}
    n_read = 0
    for _i in range(runs):
        if time.monotonic() > stop:
            break
        data = mutate(rng.choice(pool), rng)
        kind = failure(data)
        n_read += not kind and LAST_READ > 0
        if kind and len(data) < len(failures.get(kind, data + b"!")):
            failures[kind] = data
    return failures, n_read


LAST_READ = 0


def failure(data: bytes) -> str:
    """What is wrong with the reading of these bytes, and where it shows; "" if nothing."""
    global LAST_READ
    try:
        LAST_READ = check(data)
    except Exception as err:
        frames = traceback.extract_tb(err.__traceback__)
        own = [f for f in frames if "dash_core" in f.filename] or frames
        where = f"{Path(own[-1].filename).name}:{own[-1].name}"
        modules = [Path(f.filename).stem for f in frames if "readers" in Path(f.filename).parts]
        said = re.sub(r"[0-9]+", "N", str(err).partition(":")[0])[:60]
        return f"{type(err).__name__} {said!r} in {where} ({' '.join(dict.fromkeys(modules))})"
    return ""


def shrunk(data: bytes, tries: int = 400) -> bytes:
    """A shorter input that fails in the same way."""
    kind = failure(data)
    size = len(data) // 2
    while size and tries:
        at = 0
        while at < len(data) and tries:
            tries -= 1
            less = data[:at] + data[at + size :]
            if failure(less) == kind:
                data = less
            else:
                at += size
        size //= 2
    return data


def say(failures: dict[str, bytes]) -> str:
    """The failures as lines to copy into Python."""
    parts = []
    for kind, data in sorted(failures.items()):
        short = shrunk(data)
        parts.append(f"{kind}\n    check({short!r:.3000})")
    return "\n".join(parts)


def _by_coverage(arguments: list[str]) -> None:
    """Hand over to libFuzzer, which understands its own options."""
    import tempfile

    folder = Path(tempfile.mkdtemp(prefix="dossier-fuzz-"))
    (folder / "seeds").mkdir()
    for name, found in seeds().items():
        (folder / "seeds" / name).write_bytes(found.data)
    words = folder / "tokens.dict"
    words.write_text(
        "\n".join('"' + "".join(f"\\x{b:02x}" for b in token) + '"' for token in TOKENS if token)
    )
    folders = [a for a in arguments if not a.startswith("-")]
    options = [a for a in arguments if a.startswith("-")]

    def mutate_packed(data: bytes, max_size: int, seed: int) -> bytes:
        if data.startswith(_PACKED) and seed % 4:
            return repacked(data, lambda inner: atheris.Mutate(inner, max_size))[:max_size]
        return atheris.Mutate(data, max_size)

    atheris.Setup(
        ["fuzz_readers", f"-dict={words}", f"-timeout={SECONDS}", "-rss_limit_mb=2048",
         f"-artifact_prefix={folder}/", *options, *(folders or [str(folder / "found")]),
         str(folder / "seeds")],
        lambda data: check(data) and None,
        custom_mutator=mutate_packed,
    )  # fmt: skip
    (folder / "found").mkdir()
    atheris.Fuzz()


def main() -> int:
    """Fuzz from the command line."""
    warnings.simplefilter("error")
    if "--atheris" in sys.argv:
        sys.argv.remove("--atheris")
        _by_coverage(sys.argv[1:])
        return 0
    parser = argparse.ArgumentParser(description="Mutate tiny files and read them.")
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--names", default="", help="beginning of the names of the seeds")
    chosen = parser.parse_args()
    stop = time.monotonic() + chosen.seconds
    failures, n_read = run(chosen.seed, sys.maxsize, stop=stop, names=chosen.names)
    print(json.dumps({"read": n_read, "kinds of failure": len(failures)}))
    print(say(failures))
    return bool(failures)


if __name__ == "__main__":
    sys.exit(main())
