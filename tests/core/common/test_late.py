"""What is imported only when it is asked for."""

import subprocess
import sys

import pytest

from dash_core import dates

_SLOW = {
    "sklearn",
    "scipy.stats",
    "scipy.linalg",
    "sqlalchemy",
    "vl_convert",
    "dash_core.readers.read",
    "dash_core.collection.fitting.stages",
    "dash_core.text.people.people",
}


def test_a_server_imports_nothing_that_only_reading_needs():
    script = "import dash_app.shell.frame, dash_app.hosting.server, sys; print(*sys.modules)"
    imported = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)
    assert not _SLOW & set(imported.stdout.decode().split())


def test_a_name_that_is_not_there():
    assert dates.parse_date("5 May 1946").edtf == "1946-05-05"
    with pytest.raises(AttributeError, match="no attribute 'parse_nothing'"):
        _ = dates.parse_nothing
