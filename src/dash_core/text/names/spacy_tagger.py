"""People found by a spaCy model, where whoever runs this has one and asks for it.

`DOSSIER_SPACY` names the model (`en_core_web_sm`) or its folder; without it nothing of spaCy is
imported. `pip install "dossier-dashboard[names]"` installs spaCy, and
`python -m spacy download en_core_web_sm` a model.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any

from dash_core.common import settings
from dash_core.common.errors import NamesError
from dash_core.common.i18n import _

__all__ = ["Tagger", "tagger", "tagger_from_pipeline"]

Tagger = Callable[[Sequence[str]], Iterable[list[str]]]
"""Gives for each text the names of people in it, as printed."""


def tagger() -> Tagger | None:
    """The tagger that `DOSSIER_SPACY` asks for, or None.

    Raises
    ------
    NamesError
        If spaCy or the model is not there.
    """
    model = settings.SPACY.value
    return tagger_from_pipeline(_load(model)) if model else None


@lru_cache(maxsize=1)
def _load(model: str) -> Any:
    try:
        import spacy

        return spacy.load(model)
    except (ImportError, OSError, ValueError) as err:
        raise NamesError(
            _(
                "DOSSIER_SPACY asks for the spaCy model “{model}”, which cannot be loaded here: "
                "install spaCy and the model, or unset it."
            ).format(model=model)
        ) from err


def tagger_from_pipeline(nlp: Any) -> Tagger:
    """The tagger of a spaCy pipeline: its PERSON (or PER) entities."""

    def tag(texts: Sequence[str]) -> Iterator[list[str]]:
        for document in nlp.pipe(texts):
            yield [entity.text for entity in document.ents if entity.label_ in ("PERSON", "PER")]

    return tag
