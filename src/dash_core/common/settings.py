"""Every limit and choice of method that a host or a reader may want to see or change."""

from typing import Final

# Reading
MAX_BYTES: Final = 128 * 2**20  # of one file, packed or not
MAX_STORE: Final = 2 * 2**30  # listings kept on the server's disk; the least opened go first

# Text

# Places

# Search

# Similar documents

# Notes

# Names

# Named topics

# Found topics
SEED: Final = 20  # every random choice starts here: same input, same topics

# Comparing two sides

# Who wrote to whom

# Silences

# A model of sentences, where a person names one
MAX_KEPT_VECTORS: Final = 200_000  # of a model on this machine's disk: about 150 MB

# Hand-outs
MAX_HANDOUT: Final = 200  # documents printed in one

# Pages
MAX_FITTED: Final = 8  # listings kept in memory, the last used
MAX_OPTIONS: Final = 500  # values of a facet sent to the browser; search finds the rest
MAX_FILES_SHOWN: Final = 12  # files named one by one in a preview
PAGE_SIZE: Final = 10  # cards a page
TABLE_PAGE_SIZE: Final = 500  # rows of the table sent to the browser at once
MAX_CITED: Final = 1_000  # citations written at once: about 5 ms each
