"""What results depend on beside the listing: settings, model, topics, versions of libraries.

The About page and the provenance of every export are made from it.
"""

import platform
from collections.abc import Mapping
from functools import cache
from hashlib import blake2b
from importlib.metadata import metadata, version
from typing import Final

from dash_core.analysis.compare.distinctive_words import MIN_WORD_DOCUMENTS, PERMUTATIONS, PRIOR
from dash_core.analysis.gaps import GAP_CHANCE
from dash_core.analysis.network.centrality import MAX_PATHS
from dash_core.analysis.network.graph import MAX_PAIRS
from dash_core.collection.collection import Collection
from dash_core.common import settings
from dash_core.common.i18n import _, format_number, format_percent, ngettext
from dash_core.text.places.disambiguation import MIN_POPULATION_RATIO
from dash_core.text.spellings.spellings import (
    MIN_FREQUENCY_RATIO,
    MIN_SPELLING_SIMILARITY,
    MIN_SURNAME_CHARS,
)
from dash_core.text.vectors.sample import LEARNT_FROM, sample_of
from dash_core.text.vectors.word_vectors.lookup import NAME
from dash_core.topics.found.cluster import MIN_STABLE_JACCARD
from dash_core.topics.found.number import MIN_MEAN_SIZE, MIN_SCORE_SHARE
from dash_core.topics.found.stability import (
    MAX_CONSENSUS_DOCUMENTS,
    MAX_SUGGESTED_GROUPS,
    RESAMPLE_SHARE,
    RESAMPLES,
)
from dash_core.topics.named.assign import MIN_STRENGTH

__all__ = [
    "LIBRARIES",
    "TITLE",
    "cite",
    "cite_results",
    "dossier_version",
    "method",
    "settings_used",
    "versions",
    "word_vectors_used",
]

_PACKAGE: Final = "dossier-dashboard"
TITLE: Final = "Dossier: archive listings made explorable"  # as CITATION.cff has it (a test)
LIBRARIES: Final = ("scikit-learn", "scipy", "numpy", "pandas")  # that results depend on
_version: Final = cache(version)  # which looks through folders


def dossier_version() -> str:
    """The version of Dossier that runs."""
    return _version(_PACKAGE)


def versions() -> dict[str, str]:
    """Versions, by name: of Dossier, Python and the libraries that results depend on."""
    return {
        "Dossier": dossier_version(),
        "Python": platform.python_version(),
        **{name: _version(name) for name in LIBRARIES},
    }


def cite() -> str:
    """The sentence to cite Dossier: `The Dossier team. Dossier: … Version 0.1.0.`"""
    author = metadata(_PACKAGE)["Author"]
    return _("{author}. {title}. Version {version}.").format(
        author=author, title=TITLE, version=dossier_version()
    )


def cite_results(collection: Collection) -> str:
    """The sentence for figures and topics: Dossier, then what they were made from."""
    title, fingerprint = collection.name, collection.fingerprint
    text = _("{cite} {documents} descriptions from “{title}” (fingerprint {fingerprint}).")
    if collection.model:
        text = _(
            "{cite} {documents} descriptions from “{title}” (fingerprint {fingerprint}, with the "
            "model {model})."
        )
    return text.format(
        cite=cite(),
        documents=format_number(len(collection)),
        title=title,
        fingerprint=fingerprint,
        model=collection.model,
    )


def settings_used() -> Mapping[str, tuple[str, str]]:
    """The settings that results depend on, by key: a description and the value with its unit."""
    return {
        "strength": (_("share of the wording for a named topic"), format_percent(MIN_STRENGTH)),
        "groups": (_("found topics suggested at most"), str(MAX_SUGGESTED_GROUPS)),
        "size": (_("documents a found topic, on average, at least"), str(MIN_MEAN_SIZE)),
        "nearly": (
            _("share of the best separation, weighed by stability, that is sufficient"),
            format_percent(MIN_SCORE_SHARE),
        ),
        "agreed": (
            _("documents up to which several groupings are combined"),
            str(MAX_CONSENSUS_DOCUMENTS),
        ),
        "learnt": (
            _("documents of the sample that tells vectors and groups, where there are more"),
            format_number(LEARNT_FROM),
        ),
        "runs": (_("repetitions for stability"), str(RESAMPLES)),
        "share": (_("share of the documents in each"), format_percent(RESAMPLE_SHARE)),
        "stable": (_("called stable from"), format_percent(MIN_STABLE_JACCARD)),
        "seed": (_("random choices start at"), str(settings.SEED)),
        "letters": (_("letters of a surname to be merged"), str(MIN_SURNAME_CHARS)),
        "alike": (_("similarity of spellings merged"), format_percent(MIN_SPELLING_SIMILARITY)),
        "times": (_("times rarer than the name it is merged with"), str(MIN_FREQUENCY_RATIO)),
        "dominant": (
            _("times as large as the next town of the same name"),
            str(MIN_POPULATION_RATIO),
        ),
        "pairs": (_("lines of a circular at most"), format_number(MAX_PAIRS)),
        "exact": (_("people up to whom centrality is exact"), format_number(int(MAX_PATHS**0.5))),
        "prior": (_("prior of distinctive words"), format_percent(PRIOR)),
        "least": (_("documents of a distinctive word at least"), str(MIN_WORD_DOCUMENTS)),
        "deals": (_("random permutations"), str(PERMUTATIONS)),
        "silent": (_("chance of a gap below"), format_percent(GAP_CHANCE)),
    }


def method(collection: Collection) -> tuple[tuple[str, str], ...]:
    """What results of this collection depend on, as pairs of a name and a value in words."""
    return (
        (_("Fingerprint"), collection.fingerprint),
        (_("Model"), str(collection.model or _("none"))),
        (_("Word vectors"), word_vectors_used(collection)),
        (_("Topics"), _topics(collection)),
        (_("Settings"), "; ".join(f"{what}: {value}" for what, value in settings_used().values())),
    )


def word_vectors_used(collection: Collection) -> str:
    """What found topics and similar documents know of words beyond the listing, in words."""
    if collection.word_table:
        return _("table of English words ({name})").format(name=NAME)
    if collection.model is None and not collection.study.vectors:
        return _("none: only the wording of the listing, weighed as by Dossier 0.1.0")
    return _("none") if collection.model else _("none: only the wording of the listing")


def _topics(collection: Collection) -> str:
    """Named topics with the digest of their file, or found ones with their number."""
    if not collection.is_whole:
        return _("not found yet")
    text = collection.study.topics
    digest = blake2b((text or "").encode("utf-8", "replace"), digest_size=8).hexdigest()
    n = len(collection.topics.grouped)
    if collection.named is not None:
        return ngettext(
            "{n} named topic (file {digest}), from {strength} of a document’s weighted wording",
            "{n} named topics (file {digest}), from {strength} of a document’s weighted wording",
            n,
            digest=digest,
            strength=format_percent(MIN_STRENGTH),
        )
    how = _("as changed by hand (file {digest})").format(digest=digest) if text else ""
    number = ngettext("{n} found topic", "{n} found topics", n)
    learnt = ""
    if sample_of(len(collection)) is not None:
        learnt = _("told by an even sample of {n} documents").format(n=format_number(LEARNT_FROM))
    return ", ".join(filter(None, (number, how or _("as many as suggested"), learnt)))
