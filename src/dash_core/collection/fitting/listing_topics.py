"""The topics of a listing, as its topics file has them."""

from collections.abc import Sequence
from threading import RLock
from typing import Final

import numpy as np
from numpy.typing import NDArray

from dash_core import topics
from dash_core.collection.fitting.space import Points
from dash_core.collection.lazy import Once
from dash_core.common.i18n import _
from dash_core.common.progress import Progress, no_progress
from dash_core.text.language.tokens import Token
from dash_core.text.search.index import Index
from dash_core.topics import SuggestedNumber, TopicFile, Topics

__all__ = ["FOUND_LATER", "ListingTopics"]

FOUND_LATER: Final = 4_000  # documents from which a page need not wait for found topics


class ListingTopics:
    """Named topics, and found ones, which are computed first where nothing is named.

    Parameters
    ----------
    text
        The topics file; None where nothing was decided.
    subjects
        Title and summary tokens of each document, words of form emptied.
    names
        Terms of people's names, which describe no topic.
    later
        Whether there are no found topics yet.

    Raises
    ------
    TopicFileError
        If the text is no topics file.
    """

    def __init__(
        self,
        text: str | None,
        space: Points,
        index: Index,
        subjects: Sequence[tuple[Sequence[Token], Sequence[Token]]],
        names: frozenset[str],
        ids: Sequence[str],
        progress: Progress = no_progress,
        later: bool = False,
    ) -> None:
        self.is_whole = not later
        self.lock, self._space = RLock(), space
        self.file = TopicFile()
        if text is not None:
            self.file = topics.parse_topics(text, _("the topics of this listing"))
        self.named: Topics | None = None
        if self.file.named:
            self.named = topics.assign(self.file.named, index, subjects, names, ids)
        elif later:
            none = np.zeros((len(ids), 0))
            self.__dict__["_found_once"] = Topics("found", (), none, [{}] * len(ids))
        else:
            self.__dict__["_found_once"] = self._find(progress)

    @Once
    def found(self) -> Topics:
        """Found topics, as many as the file asks for or as are suggested, as a person changed
        them."""
        return self._find(no_progress)

    def _find(self, progress: Progress) -> Topics:
        with self._space.lock:
            features = self._space.features(self.file.veto)
            file = self.file
            return topics.find_topics(
                features, file.k, file.steps, progress, file.groups, file.documents
            )

    @property
    def is_found(self) -> bool:
        """Whether found topics were asked for already."""
        return "_found_once" in self.__dict__

    def start(self) -> NDArray[np.int64]:
        """The group of each row (-1: none) before a person's steps."""
        with self._space.lock:
            file = self.file
            features = self._space.features(file.veto)
            return topics.start_groups(features, file.k, file.groups, file.documents)

    def find(self, k: int | None = None, progress: Progress = no_progress) -> Topics:
        """Found topics in `k` groups (None: as suggested), before any person's changes but the
        vetoed words."""
        with self._space.lock:
            return topics.find_topics(self._space.features(self.file.veto), k, progress=progress)

    @Once
    def suggestion(self) -> SuggestedNumber | None:
        """How many found topics, and why; None where no documents can be grouped."""
        with self._space.lock:
            features = self._space.features(self.file.veto)
            return features.suggestion if features.can_group else None

    def labels(self) -> list[list[str]]:
        """The labels of the topics of each document."""
        return (self.named or self.found).labels()
