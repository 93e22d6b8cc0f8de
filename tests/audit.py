"""Compares the pinned versions of `requirements.txt` with the known advisories, by pip-audit.

`python -m tests.audit` installs pip-audit beside the project (`.venv-audit`) and asks PyPI, and OSV
where PyPI does not say. It fails where an advisory is about a version that is pinned; where nobody
could be asked, it says so in a sentence and does not.
"""

import json
import subprocess
import sys
import tempfile
import venv
from pathlib import Path
from typing import Any, Final

__all__ = ["report"]

_ROOT: Final = Path(__file__).parent.parent
_ENVIRONMENT: Final = _ROOT / ".venv-audit"
_VERSION: Final = "pip-audit==2.10.1"
_SECONDS: Final = 300


def main() -> int:
    """Audit, print what was found, and give the exit code."""
    python = _installed()
    if python is None:
        print("Not audited: pip-audit cannot be installed here (no package index answers).")
        return 0
    answers = [answer for service in ("pypi", "osv") if (answer := _asked(python, service))]
    text, is_bad = report(answers)
    print(text)
    return int(is_bad)


def report(answers: list[dict[str, Any]]) -> tuple[str, bool]:
    """What to say of the answers of the services, as pip-audit writes them in JSON, and whether an
    advisory is about a version that is pinned."""
    found: dict[str, str] = {}
    known: set[str] = set()
    named: set[str] = set()
    for answer in answers:
        for one in answer["dependencies"]:
            named.add(one["name"])
            if "skip_reason" not in one:
                known.add(one["name"])
            for advisory in one.get("vulns", ()):
                fixed = ", ".join(advisory["fix_versions"]) or "no version yet"
                found[advisory["id"]] = (
                    f"{advisory['id']}: {one['name']} {one['version']}, mended in {fixed}"
                )
    if not known:
        return "Not audited: the advisories of PyPI and OSV cannot be reached from here.", False
    lines = sorted(found.values())
    if unknown := sorted(named - known):
        lines.append(f"Not audited, since no service knows them: {', '.join(unknown)}.")
    lines.append(f"{len(found)} advisories on {len(known)} pinned packages.")
    return "\n".join(lines), bool(found)


def _installed() -> Path | None:
    """The Python of an environment with pip-audit; None where it cannot be installed."""
    folder = "Scripts" if sys.platform == "win32" else "bin"
    python = _ENVIRONMENT / folder / "python"
    if not python.exists():
        venv.create(_ENVIRONMENT, with_pip=True)
    install = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", _VERSION]
    try:
        subprocess.run(install, check=True, timeout=_SECONDS, stderr=subprocess.DEVNULL)
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
        return None
    return python


def _asked(python: Path, service: str) -> dict[str, Any] | None:
    """What pip-audit found with a service of advisories; None where it does not answer."""
    with tempfile.TemporaryDirectory() as folder:
        written = Path(folder, "audit.json")
        pinned = Path(folder, "requirements.txt")
        lines = (_ROOT / "requirements.txt").read_text("utf-8").splitlines()
        pinned.write_text("\n".join(line for line in lines if not line.startswith("-")))
        command = [python, "-m", "pip_audit", "--requirement", pinned, "--no-deps"]
        command += ["--disable-pip", "--vulnerability-service", service, "--timeout", "20"]
        command += ["--format", "json", "--output", written, "--progress-spinner", "off"]
        try:
            subprocess.run(command, timeout=_SECONDS, capture_output=True, check=False)
        except subprocess.TimeoutExpired:
            return None
        if not written.exists():
            return None
        answer: dict[str, Any] = json.loads(written.read_text("utf-8"))
        return answer


if __name__ == "__main__":
    sys.exit(main())
