"""Every limit and choice of method that a host or a reader may want to see or change."""

from typing import Final

# Reading
MAX_BYTES: Final = 128 * 2**20  # of one file, packed or not
MAX_STUDY_FILES: Final = 1_000  # files of one listing
MAX_STUDY_UNPACKED: Final = 256 * 2**20  # bytes of all that a study file holds
MAX_STUDY_ENTRIES: Final = 50_000  # of its table of contents, which is always read as a whole
MAX_MANIFEST: Final = 16 * 2**20  # bytes of what a study says of its listing
MAX_MANIFEST_VALUES: Final = 700_000  # each is looked at: four seconds
MAX_STUDY_TABLES: Final = 10_000  # tables whose columns were chosen
MAX_STUDY_COLUMNS: Final = 10_000  # of one table
MAX_EDITS: Final = 100_000
MAX_NOTES: Final = 100_000
MAX_VIEW_CHARS: Final = 30_000  # of the address kept in a study: servers take 64 KB of one
MAX_STORE: Final = 2 * 2**30  # listings kept on the server's disk; the least opened go first
MAX_CONTROL: Final = 0.01  # a larger share of control characters, or a NUL, is no text
MAX_DATE_CHARS: Final = 120  # a longer line is never taken for a date

# Text
MAX_TITLE_CHARS: Final = 1_000  # a longer title is not taken apart
MIN_TERM_CHARS: Final = 2  # shorter words carry no topic
MIN_PREFIX_CHARS: Final = 3  # "compan" finds "company"; "co" would find half the listing
SURE_LANGUAGE: Final = 0.9  # probability from which a text is clearly in a language
LANGUAGE_SAMPLE: Final = 2_000  # texts whose language is told; all, if they are in several
MAX_OTHER_LANGUAGES: Final = 0.003  # a larger share of the sample: the listing has several
MAX_DETECTED_CHARS: Final = 400  # of a text, to tell its language
MIN_PHRASE_DOCUMENTS: Final = 3  # fewer make no collocation
MIN_PHRASE_NPMI: Final = 0.3  # Bouma (2009): 0 is chance, 1 is never apart

# Places
LARGE_TOWN: Final = 300_000  # people: its name is a place's without further evidence
KNOWN_TOWN: Final = 1_000_000  # people: so are its other and older names
OTHER_NAMES: Final = 50_000  # people: of smaller towns only their own name is known
MAX_NAMESAKES: Final = 8  # places of one name, the largest
MIN_CAPITAL: Final = 100_000  # people of a capital whose names need no evidence either
DOMINANT: Final = 8  # times as many people as the next of its name: meant without a doubt
NEAR_PLACES: Final = 1_500  # kilometres: farther places do not tell which of a name is meant
NEAR_ENOUGH: Final = 0.4  # of one town in the same country, for a document's company to tell
LAND_WEIGHT: Final = 0.5  # of a state or region as company; a town counts 1
EVERYWHERE: Final = 0.2  # of the documents: a place named in so many tells nothing of one
ONE_SENSE: Final = 0.2  # of a name's mentions with evidence: the others are taken along
OTHER_NAME_SHARE: Final = 0.01  # of a listing's places near it: a lesser town by another name
OFTEN_PLACED: Final = 0.3  # of a capital word's mentions after "in", "at", "near": perhaps a place
MAX_MAYBE: Final = 200  # names that may be places and are in no list, kept

# Search
MAX_QUERY_CHARS: Final = 10_000  # the rest of a longer query is not read
BM25_K1: Final = 1.2  # Robertson & Zaragoza (2009): how soon a repeated word stops counting
BM25_B: Final = 0.75  # and how much of a long text's advantage is taken away
FEEDBACK: Final = 10  # best documents that tell which words go with those asked for
ASSOCIATED: Final = 20  # words taken from them
ASSOCIATION: Final = 0.5  # their share in the score; the words asked for have the rest
MIN_LIFT: Final = 2.0  # as many times as elsewhere a word must be in them to be associated
MIN_ASSOCIATED: Final = 2  # a document without the words must hold as many of those
RELATED: Final = 3  # documents shown as related, without the words
NEAR_SHOWN: Final = 6  # words and names offered where nothing was found
TERMS_SHOWN: Final = 6  # words that explain a hit, of each kind
ASKED: Final = 32  # queries whose answer a listing remembers
NEAR_NAME: Final = 0.75  # a less like spelling is another name

# Similar documents
EXACT: Final = 0.7  # share of shared wording in the likeness of texts; association has the rest
TIMELY: Final = 0.1  # share of nearness in time in likeness; the texts have the rest
FADES: Final = 365  # days in which nearness in time falls to a third
DUPLICATE: Final = 0.8  # share of three-word runs in common: nearly the same text
SHINGLE: Final = 3  # words of such a run (Broder 1997)
LIKENESS_DIMENSIONS: Final = 100  # length of a term vector for likeness
NEAR_TERM: Final = 0.5  # words whose company is less alike are not called associated

# Notes
MAX_NOTE_CHARS: Final = 20_000  # of the note on one document
MAX_TAGS: Final = 50  # of one document
MAX_TAG_CHARS: Final = 100
MAX_HIGHLIGHTS: Final = 100  # passages of one document

# Names
ALIKE: Final = 0.85  # surnames spelled less alike are not joined
MIN_ALIKE_CHARS: Final = 6  # nor shorter ones: Reed is not Reid
TIMES_RARER: Final = 3  # a variant is joined to a name in as many times its documents
RARE_GIVEN: Final = 0.05  # of the bare surname: rarer initials tell another person apart
MANY_BARE: Final = 20  # documents with the bare surname from which that counts
ADDRESSED: Final = 3  # titles with "Mr. Blaine" beside "Mr. Walker Blaine": two people
MAX_ALIKE: Final = 40  # names of one sound compared with one another
MAX_PERHAPS: Final = 200  # pairs offered as perhaps the same

# Named topics
MIN_STRENGTH: Final = 0.03  # below this share of a document's wording a topic is not assigned
MAX_TOPIC_FILE: Final = 2**20  # characters of a topics file
MAX_TOPICS: Final = 100  # named topics
MAX_TOPIC_WORDS: Final = 1_000  # words of one topic
MAX_TOPIC_STEPS: Final = 1_000  # changes made to found topics
MAX_LABEL_CHARS: Final = 200  # of a topic
MAX_ID_CHARS: Final = 1_000  # of a document
MAX_PINNED: Final = 10_000  # documents put into one topic, or taken out, by hand
MAX_GROUPS: Final = 1_000  # found topics that can be asked for
MAX_SPLIT: Final = 10  # parts a topic is split into at once
STEP_DOCUMENTS: Final = 5  # documents that tell which found topic a step means
SUGGESTED: Final = 8  # words suggested for a topic
MIN_LIKENESS: Final = 0.3  # a word used less like those of a topic is not suggested
TOPIC_WORDS: Final = 8  # words of a topic started from a found one or from documents

# Found topics
SEED: Final = 20  # every random choice starts here: same input, same topics
MAX_ASSOCIATED: Final = 3_000  # words whose associations are learnt: the most widespread
PMI_DIMENSIONS: Final = 80  # length of a term vector, at most
LSA_DIMENSIONS: Final = 100  # length of a reduced TF-IDF row, at most
PEOPLE_WEIGHT: Final = 0.5  # of people beside words, squared length
TELLING: Final = 0.7  # power of the likeness of a word's documents in what the word counts for
CHANCE_PAIRS: Final = 10  # pairs of documents as alike as any, added to those of each word
ASSOCIATION_DOCUMENTS: Final = 4_000  # so many make associations weigh as much as exact wording
CONTEXT_POWER: Final = 0.75  # Levy, Goldberg & Dagan (2015): rare contexts count less
SVD_ITERATIONS: Final = 1
EXACT_SVD: Final = 500  # rows of a matrix, at most, whose directions are not approximated
SVD_SPARE: Final = 10  # directions beyond those kept, for accuracy (Halko et al. 2011)
NEAREST: Final = 7  # neighbours a document's vector is drawn to
DRAWN: Final = 0.5  # how far
LOOKED_AT: Final = 30  # nearest in wording, of which nearness in time chooses
MAX_POOL: Final = 4_000  # documents among which neighbours are looked for
MIN_DATED: Final = 200  # fewer dated documents do not tell whether time matters
TIME_WEIGHT: Final = 0.3  # of nearness in time, where all like wording were near in time
STABILITY_RUNS: Final = 10  # resamples behind the stability figure
STABILITY_SHARE: Final = 0.8  # part of the documents in each resample
STABILITY_DIMENSIONS: Final = 64  # principal components that resamples are made in, at most
PARTLY_STABLE: Final = 0.6  # Hennig (2007): under it, a cluster is not to be trusted
STABLE: Final = 0.75  # Hennig (2007): at and above, a stable cluster
SEPARATE: Final = 0.25  # Kaufman & Rousseeuw (1990): a lower mean silhouette is no structure
MIN_MEAN_SIZE: Final = 5  # documents a group, on average: pairs and triples are no topics
NEARLY: Final = 0.7  # of the best separation: fewer groups that reach it are preferred
KEPT_DIMENSIONS: Final = 128  # principal components of the vectors that are kept, at most
SPARE_DIMENSIONS: Final = 8  # k groups are made in 2 k + 8 principal components
RESTARTS: Final = 10  # k-means from random starts beside Ward's, up to MAX_FOUND groups
AGREED: Final = 600  # up to so many documents, several groupings agree on one
WARD_SHARE: Final = 17  # documents for each group, at least, in the tree that starts the groups
MAX_TRIED: Final = 600  # documents that tell the number of groups and their stability
MAX_FOUND: Final = 30  # groups suggested, at most; a person may ask for more
MIN_DOCUMENTS: Final = 6  # fewer cannot be grouped
MAX_MAPPED: Final = 1_000  # documents on the map; more are drawn from an even sample

# Comparing two sides
PRIOR: Final = 0.2  # alpha0, the words a prior counts for: this share of the smaller side's
SURE: Final = 1.96  # standard errors to each end of a 95 % interval
MIN_WORD_DOCUMENTS: Final = 3  # of a side: a word in fewer is not called distinctive
FEW_DOCUMENTS: Final = 10  # a smaller side can hardly have distinctive words
DEALS: Final = 20  # times the documents are dealt at random, to tell what chance does
COVERED: Final = 0.8  # a word with this share of its documents in a phrase is shown as the phrase

# Who wrote to whom
CORES: Final = (40, 80, 160)  # people drawn at first, and when more are asked for
MAX_LINES: Final = 300  # lines drawn, the strongest
MATRIX_ROWS: Final = 12  # senders of the matrix
MATRIX_COLUMNS: Final = 10  # recipients
MAX_PAIRS: Final = 1_000  # a circular of more senders times recipients makes no lines
MAX_WAYS: Final = 300_000  # people times people from whom ways are looked for; else a sample
WAYS_AT_ONCE: Final = 64
FARTHEST: Final = 3  # steps by which people without a way between them are drawn apart
LAYOUT_TURNS: Final = 300
LAYOUT_STILL: Final = 1e-3  # steps: less movement ends the layout

# Silences
SILENCE_CHANCE: Final = 0.05  # what chance would bring more often is no silence
PACE_DAYS: Final = 10  # days with papers before and after a gap that tell its pace
MIN_PAPER_DAYS: Final = 12  # days with papers; fewer show no rhythm
MIN_SILENT: Final = 3  # documents of a person or a topic before one asks what is missing
SILENCES_SHOWN: Final = 5  # the rest after a click
MAX_SILENCES: Final = 25

# A model of sentences, where a person names one
MODEL_SHARE: Final = 0.5  # of it in documents' vectors, beside what the collection itself says
EXACT_BESIDE_MODEL: Final = 0.5  # share of shared wording in likeness, as EXACT without a model
MAX_KEPT_VECTORS: Final = 200_000  # of a model on this machine's disk: about 150 MB

# Hand-outs
MAX_HANDOUT: Final = 200  # documents printed in one
MAX_QUESTIONS: Final = 20  # that a person may put at its end
MAX_QUESTION_CHARS: Final = 300  # of one
MAX_ANSWER_LINES: Final = 12  # blank lines left for one answer

# Pages
MAX_FITTED: Final = 8  # listings kept in memory, the last used
MAX_SHOWN: Final = 100  # studies of them: other notes, the same words and numbers
MAX_OPTIONS: Final = 500  # values of a facet sent to the browser; search finds the rest
REPAIR_PAGE_SIZE: Final = 100  # rows of the table to be put right
MAX_FILES_SHOWN: Final = 12  # files named one by one in a preview
PAGE_SIZE: Final = 10  # cards a page
TABLE_PAGE_SIZE: Final = 500  # rows of the table sent to the browser at once
SIMILAR: Final = 5  # similar documents shown, at most
MIN_SIMILARITY: Final = 0.3  # a lower score is called chance, not likeness
WORDS_SHOWN: Final = 10  # distinctive words of each side
WORD_DOCUMENTS: Final = 3  # documents of each side beside a distinctive word
MAX_MARKS: Final = 150  # documents drawn one mark each; more are counted in bins
MAX_BINS: Final = 100  # bars of the timeline, at most
MAX_PLACES: Final = 400  # places on the map
MOST_PLACED: Final = 0.85  # of the mentions lie in the part of the world a map shows first
TOP_PLACES: Final = 15  # places in time
TOP_BARS: Final = 8  # correspondents and places on the overview
TOP_PEOPLE: Final = 12  # people beside the topics
TOPIC_BLOCKS: Final = 8  # topics shown whole at first; a click shows the rest
TYPICAL_SHOWN: Final = 3  # most typical documents of a topic
MAX_LINKED: Final = 50  # documents an address names one by one: more, and nobody can paste it
MAX_LINK_CHARS: Final = 1_600  # decisions held by an address itself: all of it stays under 2,000
MAX_LINK_BYTES: Final = 256 * 2**10  # of what such an address unpacks to
MAX_UNDO: Final = 20  # changes of topics and notes that can be undone: each has a key in the URL
MOST_SLID: Final = 40  # found topics the slider asks for; a topics file may ask for more
CITED: Final = 10  # citations shown at once; the download has all
MAX_CITED: Final = 1_000  # citations written at once: about 5 ms each
