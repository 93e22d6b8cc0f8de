"""What the audit of dependencies says of the answers of pip-audit."""

import pytest

from tests.audit import report

KNOWN = {"name": "a", "version": "1", "vulns": []}
BAD = {"name": "b", "version": "2", "vulns": [{"id": "PYSEC-1", "fix_versions": ["2.1"]}]}
SKIPPED = {"name": "c", "skip_reason": "Dependency not found on PyPI"}


@pytest.mark.parametrize(
    ("answers", "is_bad", "words"),
    [
        ([], False, "cannot be reached"),
        ([[SKIPPED]], False, "cannot be reached"),
        ([[KNOWN]], False, "0 advisories on 1 pinned packages."),
        ([[SKIPPED, BAD], [SKIPPED, BAD]], True, "PYSEC-1: b 2, mended in 2.1"),
        ([[SKIPPED, KNOWN], [KNOWN]], False, "since no service knows them: c"),
    ],
)
def test_an_advisory_fails_and_silence_is_said(answers, is_bad, words):
    text, found = report([{"dependencies": answer} for answer in answers])
    assert found == is_bad
    assert words in text
