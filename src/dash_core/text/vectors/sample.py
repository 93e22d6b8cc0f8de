"""Of very many documents, a stated sample tells what the rest are placed by."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

__all__ = ["LEARNT_FROM", "sample_of"]

LEARNT_FROM: Final = 50_000  # documents that directions and groups are learnt from, at most


def sample_of(n: int) -> NDArray[np.int64] | None:
    """The rows of an even sample of `LEARNT_FROM` documents, where there are more; else None.

    >>> sample_of(20)
    """
    if n <= LEARNT_FROM:
        return None
    return np.asarray(np.arange(LEARNT_FROM) * n // LEARNT_FROM)
