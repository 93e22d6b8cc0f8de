import pytest

from dash_core.prepared import prepare


@pytest.fixture(scope="module")
def folder(seed, tmp_path_factory):
    """The sample, prepared."""
    out = tmp_path_factory.mktemp("prepared") / "iran"
    prepare(seed.study, out)
    return out
