"""A short run of the fuzzers, the same on every machine, and tests of their checks."""

import importlib.util
import os
import random
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from dash_core import Collection, Study
from dash_core.readers import Options, Piece, Reading, Report, SourceFile, read_file
from tests.fuzz import check, fuzz_readers
from tests.fuzz.corpus import TOKENS, seeds
from tests.fuzz.mutations import mutate

LONG = os.environ.get("DOSSIER_FUZZ") == "long"
CHUNKS = 4  # spread over the workers of pytest-xdist
RUNS = 10_000 if LONG else 150  # of a chunk
COVERED_RUNS = 100_000 if LONG else 200
ATHERIS = ((3, 11), (3, 13))  # the Pythons that atheris 3.0 has wheels for


@pytest.mark.parametrize("name", seeds())
def test_seeds_are_read(name: str) -> None:
    """Fuzzing starts from valid files, each read by the reader it is for."""
    seed = seeds()[name]
    if name == "study":
        assert len(Collection(Study.of([SourceFile("input", seed.data)]))) == seed.n
    else:
        assert len(read_file(SourceFile("input", seed.data)).records) == seed.n


@pytest.mark.parametrize("name", seeds())
def test_seeds_pass_the_checks(name: str) -> None:
    assert not fuzz_readers.failure(seeds()[name].data)


@pytest.mark.parametrize("token", TOKENS, ids=range(len(TOKENS)))
def test_tokens_pass_the_checks(token: bytes) -> None:
    """A word of a format alone, and twice, and after a byte-order mark."""
    for data in (
        token,
        token * 2,
        b"\xef\xbb\xbf" + token,
        token.decode("latin-1").encode("utf-16"),
    ):
        assert not fuzz_readers.failure(data), data


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_mutated_seeds_pass_the_checks(chunk: int) -> None:
    failures, n_read = fuzz_readers.run(chunk, RUNS)
    assert not failures, fuzz_readers.format_failures(failures)
    assert n_read > RUNS / 4  # not all are broken


def test_mutations_repeat() -> None:
    for name, seed in seeds().items():
        first, second = (mutate(seed.data, random.Random(name)) for _round in "ab")
        assert first == second


def test_atheris_finds_nothing(tmp_path: Path) -> None:
    """In a separate process, because atheris replaces imports and ends the process."""
    if importlib.util.find_spec("atheris") is None:
        if os.environ.get("CI") and ATHERIS[0] <= sys.version_info[:2] <= ATHERIS[1]:
            pytest.fail("atheris is not installed: it has to be, where tests run for everyone")
        pytest.skip("atheris is not installed; only the mutations were tried")
    # The peak of memory outlives an `exec`: started from here it is that of all tests before.
    afresh = ("sh", "-c", '"$@"; exit $?', "sh")
    done = subprocess.run(
        [
            *(*afresh, sys.executable, fuzz_readers.__file__, "--atheris"),
            *(f"-runs={COVERED_RUNS}", "-seed=1", f"-artifact_prefix={tmp_path}/"),
        ],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )
    failing = [path.read_bytes()[:2_000] for path in tmp_path.iterdir() if path.is_file()]
    assert done.returncode == 0, f"{failing}\n{done.stdout[-2_000:]}{done.stderr[-3_000:]}"
    assert "Done" in done.stderr


# --- `check_reading` fails where it must ------------------------------------------------------


def _broken(reading: Reading) -> dict[str, Reading]:
    (file,) = reading.report.files
    first, *others = reading.records
    at = next(i for i, piece in enumerate(file.pieces) if piece.record == 0)

    def with_pieces(*pieces: Piece) -> Reading:
        return replace(reading, report=Report((replace(file, pieces=pieces),)))

    def with_values(**values: object) -> Reading:
        return replace(reading, records=[replace(first, **values), *others])  # type: ignore[arg-type]

    before, after = file.pieces[:at], file.pieces[at + 1 :]
    return {
        "a line lost": with_pieces(*before, *after),
        "a line twice": with_pieces(*before, file.pieces[at], *file.pieces[at:]),
        "a line changed": with_pieces(*before, replace(file.pieces[at], text="else"), *after),
        "a line in no record": with_pieces(*before, replace(file.pieces[at], record=None), *after),
        "a line in record 99": with_pieces(*before, replace(file.pieces[at], record=99), *after),
        "a record lost": replace(reading, records=others),
        "a record from nowhere": with_values(first=0),
        "a record beyond the end": with_values(last=99),
        "a record of another file": with_values(source="other"),
        "white space": with_values(title="a  b"),
        "letters apart": with_values(title="e\u0301"),
        "a lone surrogate": with_values(title="\ud800"),
        "an empty name": with_values(creators=("",)),
    }  # fmt: skip


_SAMPLE = seeds()["listing"].data
_BROKEN = _broken(read_file(SourceFile("input", _SAMPLE), Options()))


@pytest.mark.parametrize("wrong", _BROKEN)
def test_check_fails_where_it_must(wrong: str) -> None:
    with pytest.raises((AssertionError, UnicodeEncodeError)):
        check.check_reading(_BROKEN[wrong], _SAMPLE)


def test_check_passes_a_proper_reading() -> None:
    check.check_reading(read_file(SourceFile("input", _SAMPLE)), _SAMPLE)


def test_a_hang_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    def hang(*_arguments: object) -> None:
        while True:
            pass

    if not hasattr(check.signal, "SIGPROF"):
        pytest.skip("this system has no timer of processor time")
    monkeypatch.setattr(check, "SECONDS", 1)
    monkeypatch.setattr(check, "read_file", hang)
    assert fuzz_readers.failure(_SAMPLE).startswith("TimeoutError")
