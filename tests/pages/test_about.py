from dash_core import settings


def test_method_with_actual_settings(open_page, words):
    said = words(open_page("about"))
    assert "These are archivists’ summaries, not the documents." in said
    assert f"at least\n  {settings.MIN_STRENGTH:.0%}" in said
    assert f"{settings.STABILITY_RUNS} repetitions" in said


def test_how_to_cite(open_page, seed):
    (citation,) = open_page("about").code
    assert "Dossier, version" in citation.value
    assert seed.fingerprint in citation.value
