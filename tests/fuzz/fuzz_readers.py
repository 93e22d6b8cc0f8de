"""Fuzzing of every reader: any bytes give proper documents, or one sentence.

    python tests/fuzz/fuzz_readers.py                        # random mutations, for ten minutes
    python tests/fuzz/fuzz_readers.py --atheris [-max_total_time=600] [folder]   # by coverage

Both run `tests.fuzz.check.check`. The mutations are the same for the same seed on every machine, so
that CI can run them; atheris (libFuzzer) is guided by coverage.
"""

import argparse
import json
import random
import re
import sys
import time
import traceback
import warnings
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

sys.path.insert(0, str(Path(__file__).parents[2]))  # so that it can be started as a script
if "--atheris" in sys.argv:  # modules must be imported under atheris to be followed
    import atheris

    with atheris.instrument_imports(include=["dash_core"]):
        import dash_core.readers

        for _module in walk_packages(dash_core.readers.__path__, "dash_core.readers."):
            import_module(_module.name)

from tests.fuzz.check import PACKED, SECONDS, check
from tests.fuzz.corpus import TOKENS, seeds
from tests.fuzz.mutations import mutate, repacked


def run(
    seed: int, runs: int, *, stop: float = float("inf"), names: str = ""
) -> tuple[dict[str, bytes], int]:
    """Check mutated seeds; return an input for each kind of failure, and how many were read.

    Parameters
    ----------
    stop
        The time (of `time.monotonic`) to end at.
    names
        Start of the names of the seeds to mutate.
    """
    rng = random.Random(seed)
    pool = [file.data for name, file in seeds().items() if name.startswith(names)]
    failures: dict[str, bytes] = {}
    n_read = 0
    for _i in range(runs):
        if time.monotonic() > stop:
            break
        data = mutate(rng.choice(pool), rng)
        kind, n_readers = _outcome(data)
        n_read += n_readers > 0
        if kind and len(data) < len(failures.get(kind, data + b"!")):
            failures[kind] = data
    return failures, n_read


def failure(data: bytes) -> str:
    """The failure when these bytes are read, and where it occurs; "" if there is none."""
    return _outcome(data)[0]


def _outcome(data: bytes) -> tuple[str, int]:
    """The failure ("" if none), and the number of readers that found documents."""
    try:
        return "", check(data)
    except Exception as err:
        frames = traceback.extract_tb(err.__traceback__)
        last = ([f for f in frames if "dash_core" in f.filename] or frames)[-1]
        where = f"{Path(last.filename).name}:{last.name}"
        modules = [Path(f.filename).stem for f in frames if "readers" in Path(f.filename).parts]
        message = re.sub(r"[0-9]+", "N", str(err).partition(":")[0])[:60]
        path = " ".join(dict.fromkeys(modules))
        return f"{type(err).__name__} {message!r} in {where} ({path})", 0


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


def format_failures(failures: dict[str, bytes]) -> str:
    """The failures as lines to copy into Python."""
    parts = []
    for kind, data in sorted(failures.items()):
        short = shrunk(data)
        parts.append(f"{kind}\n    check({short!r:.3000})")
    return "\n".join(parts)


def _by_coverage(arguments: list[str]) -> None:
    """Run libFuzzer with these options of its command line."""
    import tempfile

    folder = Path(tempfile.mkdtemp(prefix="dossier-fuzz-"))
    (folder / "seeds").mkdir()
    for name, file in seeds().items():
        (folder / "seeds" / name).write_bytes(file.data)
    words = folder / "tokens.dict"
    words.write_text(
        "\n".join('"' + "".join(f"\\x{b:02x}" for b in token) + '"' for token in TOKENS if token)
    )
    folders = [a for a in arguments if not a.startswith("-")]
    options = [a for a in arguments if a.startswith("-")]

    def mutate_packed(data: bytes, max_size: int, seed: int) -> bytes:
        if data.startswith(PACKED) and seed % 4:
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
    parser.add_argument("--names", default="", help="start of the names of the seeds")
    options = parser.parse_args()
    stop = time.monotonic() + options.seconds
    failures, n_read = run(options.seed, sys.maxsize, stop=stop, names=options.names)
    print(json.dumps({"read": n_read, "kinds of failure": len(failures)}))
    print(format_failures(failures))
    return bool(failures)


if __name__ == "__main__":
    sys.exit(main())
