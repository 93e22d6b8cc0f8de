"""All texts that were written, one after another in a file."""

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

__all__ = ["Texts"]


class Texts:
    """All texts, in the file until they are asked for; a text is one object."""

    def __init__(self, data: NDArray[np.uint8], ends: NDArray[np.int64]) -> None:
        if len(ends) and (ends[0] < 0 or ends[-1] > len(data) or (ends[1:] < ends[:-1]).any()):
            raise ValueError("texts that are outside of what was written")
        self._data, self._ends = data, ends
        self._known: dict[int, str] = {}

    def __getitem__(self, at: int) -> str:
        known = self._known.get(at)
        if known is None:
            data = self._data[self._ends[at] : self._ends[at + 1]].tobytes()
            known = self._known.setdefault(at, data.decode("utf-8", "surrogatepass"))
        return known

    def many(self, codes: NDArray[np.int64]) -> list[str]:
        """The texts of many codes; equal ones are one object."""
        different, at = np.unique(codes, return_inverse=True)
        values = np.empty(len(different), dtype=object)
        try:
            values[:] = self.take(different).to_pylist()
        except UnicodeDecodeError:  # halves of characters, as a file system may give them
            values[:] = [self[code] for code in different.tolist()]
        return values[at].tolist()  # type: ignore[no-any-return]

    def take(self, codes: NDArray[np.integer]) -> pa.Array:
        """A column of texts, null where a code is negative; those that stand one after another in
        the file are not copied."""
        n = len(self._ends) - 1
        buffers = [None, pa.py_buffer(self._ends), pa.py_buffer(self._data)]
        every = pa.Array.from_buffers(pa.large_string(), n, buffers)
        if len(codes) and codes[0] >= 0 and (np.diff(codes) == 1).all():
            return every.slice(int(codes[0]), len(codes))
        return every.take(pa.array(codes, mask=codes < 0))
