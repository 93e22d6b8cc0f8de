"""What a host may set: in force, refused with a sentence, and described where hosts look."""

from pathlib import Path

import pytest

from dash_core.cli import main
from dash_core.common import settings

ROOT = Path(__file__).parents[3]
SEED = str(ROOT / "seeds" / "000_c0d2bb1156087dbf.txt")


@pytest.mark.parametrize("value", ["none", "0", "5000", "1.5", "-1", "١٢"])
def test_a_setting_that_makes_no_sense(capsys, monkeypatch, value):
    monkeypatch.setenv("DOSSIER_MAX_FILE_MB", value)
    assert main(["read", SEED]) == 2
    message = capsys.readouterr().err
    assert "DOSSIER_MAX_FILE_MB" in message
    assert "from 1 to 4,096 (MB)" in message
    assert settings.MAX_FILE.value == 128 * 2**20


def test_every_setting_has_a_range_that_holds_its_default():
    for limit in settings.LIMITS:
        assert limit.least <= limit.default <= limit.most
        assert limit.unit
        assert limit.purpose


def test_the_documentation_names_every_setting():
    text = (ROOT / "docs" / "users" / "settings.md").read_text("utf-8")
    rows = [line for line in text.splitlines() if line.startswith("| `D")]
    expected = [f"| `{one.variable}` | not set | | {one.purpose} |" for one in settings.TEXTS]
    expected += [
        f"| `{limit.variable}` | {limit.default:,} {limit.unit} | {limit.least:,} – {limit.most:,} "
        f"| {limit.purpose} |"
        for limit in settings.LIMITS
    ]
    assert rows == expected
