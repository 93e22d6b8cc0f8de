"""What results depend on beside the listing: settings, model, topics, versions of libraries.

The About page and the provenance of every export say it from here.
"""

import platform
from collections.abc import Mapping
from hashlib import blake2b
from importlib.metadata import metadata, version
from typing import Final

from dash_core import settings
from dash_core.collection import Collection
from dash_core.words import _, ngettext

__all__ = ["LIBRARIES", "TITLE", "cite", "dossier_version", "in_use", "method", "versions"]

_PACKAGE: Final = "dossier-dashboard"
TITLE: Final = "Dossier: archive listings made explorable"  # as CITATION.cff has it (a test)
LIBRARIES: Final = ("scikit-learn", "scipy", "numpy", "pandas")  # that results depend on


def dossier_version() -> str:
    """The version of Dossier that runs."""
    return version(_PACKAGE)


def versions() -> dict[str, str]:
    """What runs here, by name: Dossier, Python, and the libraries results depend on."""
    return {
        "Dossier": dossier_version(),
        "Python": platform.python_version(),
        **{name: version(name) for name in LIBRARIES},
    }


def cite() -> str:
    """The sentence to cite Dossier: `The Dossier team. Dossier: … Version 0.1.0.`"""
    author = metadata(_PACKAGE)["Author"]
    return _("{author}. {title}. Version {version}.").format(
        author=author, title=TITLE, version=dossier_version()
    )


def in_use() -> Mapping[str, str]:
    """The settings that the About page names, with their units, by what it calls them."""
    return {
        "letters": str(settings.MIN_ALIKE_CHARS),
        "alike": f"{settings.ALIKE:.0%}",
        "times": str(settings.TIMES_RARER),
        "strength": f"{settings.MIN_STRENGTH:.0%}",
        "dominant": str(settings.DOMINANT),
        "groups": str(settings.MAX_FOUND),
        "nearly": f"{settings.NEARLY:.0%}",
        "size": str(settings.MIN_MEAN_SIZE),
        "agreed": str(settings.AGREED),
        "runs": str(settings.STABILITY_RUNS),
        "share": f"{settings.STABILITY_SHARE:.0%}",
        "stable": f"{settings.STABLE:.0%}",
        "pairs": f"{settings.MAX_PAIRS:,}",
        "prior": f"{settings.PRIOR:.0%}",
        "least": str(settings.MIN_WORD_DOCUMENTS),
        "deals": str(settings.DEALS),
        "silent": f"{settings.SILENCE_CHANCE:.0%}",
        "exact": f"{int(settings.MAX_WAYS**0.5):,}",
    }


def settings_digest() -> str:
    """8 hexadecimal digits that change with any setting of `dash_core.settings`."""
    own = {name: value for name, value in vars(settings).items() if name.isupper()}
    return blake2b(repr(sorted(own.items())).encode(), digest_size=4).hexdigest()


def method(collection: Collection) -> tuple[tuple[str, str], ...]:
    """What results of this collection depend on, as pairs of a name and its value in words."""
    return (
        (_("Fingerprint"), collection.fingerprint),
        (_("Model"), str(collection.model or _("none: only what the listing says"))),
        (_("Topics"), _topics(collection)),
        (_("Settings"), _("as version {version} has them, digest {digest}").format(
            version=dossier_version(), digest=settings_digest()
        )),
    )  # fmt: skip


def _topics(collection: Collection) -> str:
    """Named topics with the digest of their file, or found ones with their number."""
    text = collection.study.topics
    digest = blake2b((text or "").encode("utf-8", "replace"), digest_size=8).hexdigest()
    n = len(collection.topics.grouped)
    if collection.named is not None:
        return ngettext(
            "{n} named topic (file {digest}), from {strength} of a document’s weighted wording",
            "{n} named topics (file {digest}), from {strength} of a document’s weighted wording",
            n,
            digest=digest,
            strength=f"{settings.MIN_STRENGTH:.0%}",
        )
    how = _("as changed by hand (file {digest})").format(digest=digest) if text else ""
    said = ngettext("{n} found topic", "{n} found topics", n)
    return ", ".join(filter(None, (said, how or _("as many as suggested"))))
