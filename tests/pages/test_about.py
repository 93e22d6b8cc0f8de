from dataclasses import replace

from dash_core import Collection, settings


def test_method_with_actual_settings(open_page, words):
    said = words(open_page("about"))
    assert "These are archivists’ summaries, not the documents." in said
    assert f"at least\n  {settings.MIN_STRENGTH:.0%}" in said
    assert f"{settings.STABILITY_RUNS} repetitions" in said


def test_how_to_cite(open_page, seed):
    (citation,) = open_page("about").code
    assert "Dossier, version" in citation.value
    sample = replace(seed.study, title="Iran crisis 1945–46, Wilson Center Digital Archive")
    assert Collection(sample).fingerprint in citation.value
