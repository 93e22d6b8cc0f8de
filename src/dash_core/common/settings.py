"""Every limit and choice of method that a host or a reader may want to see or change."""

from typing import Final

# Reading
MAX_BYTES: Final = 128 * 2**20  # of one file, packed or not
MAX_VIEW_CHARS: Final = 30_000  # of the address kept in a study: servers take 64 KB of one
MAX_STORE: Final = 2 * 2**30  # listings kept on the server's disk; the least opened go first
MAX_DATE_CHARS: Final = 120  # a longer line is never taken for a date

# Text
MIN_PREFIX_CHARS: Final = 3  # "compan" finds "company"; "co" would find half the listing

# Places

# Search
TERMS_SHOWN: Final = 6  # words that explain a hit, of each kind

# Similar documents
EXACT: Final = 0.7  # share of shared wording in the likeness of texts; association has the rest
TIMELY: Final = 0.1  # share of nearness in time in likeness; the texts have the rest

# Notes
MAX_TAGS: Final = 50  # of one document
MAX_HIGHLIGHTS: Final = 100  # passages of one document

# Names

# Named topics
MIN_STRENGTH: Final = 0.03  # below this share of a document's wording a topic is not assigned
MAX_TOPIC_FILE: Final = 2**20  # characters of a topics file
MAX_LABEL_CHARS: Final = 200  # of a topic
MAX_SPLIT: Final = 10  # parts a topic is split into at once
TOPIC_WORDS: Final = 8  # words of a topic started from a found one or from documents

# Found topics
SEED: Final = 20  # every random choice starts here: same input, same topics
PMI_DIMENSIONS: Final = 80  # length of a term vector, at most
STABLE: Final = 0.75  # Hennig (2007): at and above, a stable cluster
SEPARATE: Final = 0.25  # Kaufman & Rousseeuw (1990): a lower mean silhouette is no structure
NEARLY: Final = 0.7  # of the best separation: fewer groups that reach it are preferred
MAX_FOUND: Final = 30  # groups suggested, at most; a person may ask for more
MAX_MAPPED: Final = 1_000  # documents on the map; more are drawn from an even sample

# Comparing two sides
DEALS: Final = 20  # times the documents are dealt at random, to tell what chance does

# Who wrote to whom
CORES: Final = (40, 80, 160)  # people drawn at first, and when more are asked for
MAX_LINES: Final = 300  # lines drawn, the strongest
MAX_PAIRS: Final = 1_000  # a circular of more senders times recipients makes no lines
MAX_WAYS: Final = 300_000  # people times people from whom ways are looked for; else a sample

# Silences
MIN_SILENT: Final = 3  # documents of a person or a topic before one asks what is missing

# A model of sentences, where a person names one
MODEL_SHARE: Final = 0.5  # of it in documents' vectors, beside what the collection itself says
MAX_KEPT_VECTORS: Final = 200_000  # of a model on this machine's disk: about 150 MB

# Hand-outs
MAX_HANDOUT: Final = 200  # documents printed in one

# Pages
MAX_FITTED: Final = 8  # listings kept in memory, the last used
MAX_OPTIONS: Final = 500  # values of a facet sent to the browser; search finds the rest
MAX_FILES_SHOWN: Final = 12  # files named one by one in a preview
PAGE_SIZE: Final = 10  # cards a page
TABLE_PAGE_SIZE: Final = 500  # rows of the table sent to the browser at once
SIMILAR: Final = 5  # similar documents shown, at most
MIN_SIMILARITY: Final = 0.3  # a lower score is called chance, not likeness
WORDS_SHOWN: Final = 10  # distinctive words of each side
MAX_MARKS: Final = 150  # documents drawn one mark each; more are counted in bins
TOP_BARS: Final = 8  # correspondents and places on the overview
TOP_PEOPLE: Final = 12  # people beside the topics
MAX_LINKED: Final = 50  # documents an address names one by one: more, and nobody can paste it
MAX_CITED: Final = 1_000  # citations written at once: about 5 ms each
