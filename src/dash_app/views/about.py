"""The about page: method with its actual settings, limits, citation."""

import streamlit as st

from dash_app.components import html, summary
from dash_app.components.messages import show_error
from dash_app.session import loading, revise, studies
from dash_app.session.errors import catch_error
from dash_core import Collection, Filter
from dash_core.common.i18n import _, format_number, format_percent
from dash_core.common.keep import keep
from dash_core.export.method import cite_results, settings_used
from dash_core.export.provenance import provenance
from dash_core.text.vectors.sentence_model import Model

__all__ = ["show_about"]


def show_about(collection: Collection) -> None:
    """What Dossier is, its limits and methods, how to cite it, and the provenance."""
    values = {
        "terms": format_number(len(collection.index.terms)),
        "documents": format_number(len(collection)),
        **{name: value for name, (_what, value) in settings_used().items()},
    }
    sections = [_purpose(), _reading(), _topics(), _names_and_places(), _comparison()]
    model = ""
    if collection.model:
        model = _model(collection.model, collection.space.features().model_share)
    st.markdown("".join(sections).format(**values) + model)
    st.markdown(_("## How to cite"))
    st.markdown(_("Cite the document at its archive first. For charts and topics of this page:"))
    st.code(cite_results(collection), language=None, wrap_lines=True)
    st.markdown(_("Every downloaded file states what it was made from:"))
    every = loading.view_of(collection, Filter())
    *card, _exported = provenance(collection, every).card  # nothing is exported here
    summary.facts(card)
    _switch_word_table(collection)


def _switch_word_table(collection: Collection) -> None:
    """Lets a listing do without the table of English words, or use it."""
    is_used = collection.study.vectors == "words"
    if collection.model is not None or not (_has_english(collection) or is_used):
        return
    label = (
        _("Use the table of English words")
        if not is_used
        else _("Do without the table of English words")
    )
    explanation = _(
        "Found topics and similar documents change; named topics, corrections and notes stay. "
        "The link and the study file say which way was chosen."
    )

    def switch() -> None:
        with catch_error("word-table"):
            revise.replace_study(studies.study().with_word_table(not is_used))

    st.button(label, key="word-table", help=explanation, on_click=switch)
    show_error("word-table")


@keep(1)
def _has_english(collection: Collection) -> bool:
    """Whether any document is in English."""
    return "en" in collection.languages


def _purpose() -> str:
    return _(
        """
## What this is

Dossier turns a page of archive listings into something to explore. It reads what a person can
copy or save; it adds nothing to what the source says.

## Limits

- **These are archivists’ summaries, not the documents.** A topic that is missing here may be
  central in the document itself. Counts are counts of descriptions.
- An archive chose what to describe, translate and publish: other documents existed as well.
- A date is shown as printed. One that was not understood is marked and never guessed; a month
  is a month, not its first day. Corrections show what was printed before.
- Names and places are found by patterns and lists, so some are missed. A wrong one can be traced
  to its words on the page of the document.

## How it works

"""
    )


def _reading() -> str:
    return _(
        """\
- **Reading.** The format is recognised by the content: a copied page (a line with only a
  date starts a document; title and summary follow), a saved web page, a table, a file from Zotero,
  a finding aid (EAD), TEI, Dublin Core or MODS. The *Data* page accounts for every line, row or
  element: in which document it is, or why in none.
- **Dates.** Each printed form is analysed completely and written in EDTF (ISO 8601-2). Where a
  part of it remains unexplained, the date is widened or left unknown, and marked. Whether 4/5/1946
  is in April or May, and the century of ’46, is inferred from the other dates of the listing; this
  is stated and can be changed. A date without a year takes that of the previous document, marked
  as inferred.
- **Formal words.** Who wrote to whom, the kind of document, months and numbers are not counted as
  words of a topic. They are columns and filters instead; in found topics and similarity, shared
  people and closeness in time count a little as separate evidence.
- **Search** finds every word, whatever its ending, accents or apostrophes, phrases and fields; the
  best match comes first (BM25, and words often used with the search words in this listing).
  **Similar documents** share words about the subject and, the more papers there are, people; rare
  ones count more (TF-IDF, cosine), as do words often used together here; closeness in time adds a
  little. Here: {terms} different words in {documents} descriptions.
"""
    )


def _topics() -> str:
    return _(
        """\
- **Named topics** are words that a person chose. A document belongs to a topic when at least
  {strength} of its weighted wording consists of those words.
- **Found topics** group descriptions with similar wording (exact words, word associations of this
  listing, people, and for English documents a table of what English words have to do with one
  another, distilled from the sentence model all-MiniLM-L6-v2; each smoothed over its nearest
  neighbours in wording and time; Ward’s method and k-means; up to {agreed} documents, the consensus
  of several such groupings and one by non-negative
  matrix factorisation). The number suggested is the smallest with at least {nearly} of the best
  separation (silhouette; at most {groups} groups, at least {size} documents a group on average).
  Stability comes from {runs} repetitions with {share} of the documents (Hennig 2007); {stable} and
  above counts as stable. Of more than {learnt} documents, an even sample of so many tells all this,
  and the rest are placed by it. The same listing gives the same groups. Changes by hand are kept in
  a small file and applied again after every new grouping.
- **Notes** are written by readers: they change no topic, no number and no other note. They are
  part of the address and of the study; everyone with the link can see them.
- **The map** of topics puts descriptions with similar wording close together (t-SNE). Directions
  and large distances have no meaning.
"""
    )


def _names_and_places() -> str:
    return _(
        """\
- **Names.** Patterns in titles show who wrote to whom (“Letter from X to Y”, “Mr. X to Mr.
  Y”, “To the Ambassador in France”); a column of the source comes first. Offices are kept as roles.
  Spellings are merged by the same surname where given names do not contradict, by an editor’s
  brackets, and where a rare spelling of {letters} letters or more is {alike} similar to one that is
  {times} times as frequent. *Names and spellings* on the *People* page says why each was merged.
- **Citations** follow the CSL styles of Chicago (18th edition), APA (7th) and MLA (9th), by Andrew
  Dunning, Brenton M. Wiernik, Sebastian Karcher and others (CC BY-SA 3.0), applied by citeproc-py.
  Titles and uncertain dates are as printed; a name is inverted where the listing shows which part
  is the family name; an author is named where one is stated.
- **Who wrote to whom** counts papers from each sender to each recipient; a paper of two senders and
  three recipients is six edges, a circular of more than {pairs} none. People are drawn close to
  those they wrote to (stress majorisation); directions have no meaning. Betweenness and harmonic
  closeness follow letters in their direction; with more than {exact} people they are estimated from
  a sample.
- **Places** are names of towns of more than 15,000 people in GeoNames, of states, regions and
  waters, with older and other names. A name that is also a word or a person needs evidence: “in”
  before it, its country next to it. An ambiguous name is decided by the words next to it, then by
  size ({dominant} times the next), the other places of the document, the words next to it
  elsewhere, the other places of the listing, and size again; the *Places* page shows the reason and
  offers corrections. States and regions are drawn at their centre, on today’s coasts and borders.
"""
    )


def _comparison() -> str:
    return _(
        """\
- **Distinctive words** of two sides are found by the log-odds ratio with an informative
  Dirichlet prior (Monroe, Colaresi & Quinn 2008): the mean share of both sides, weighted as {prior}
  of the words of the smaller. A word is called distinctive where its 95 % interval excludes
  “equally often” and at least {least} documents of its side contain it. The interval treats words
  as independent, and many words are tested; so the documents are also assigned to the sides at
  random, {deals} times (permutation). Names of people and formal words do not count.
- **What is missing** is listed where chance would leave such a gap in fewer than {silent} of
  cases: times without papers at the rate around them, people by how many send or receive, topics
  by halves of the time.
"""
    )


def _model(model: Model, share: float) -> str:
    """What a sentence model adds, with its share in the vectors."""
    text = _(
        """\
- **The model.** Found topics and similar documents also use a language model of sentences:
  *{model}*, trained on other texts than these. In found topics it has a weight of {share}, beside
  the words of the listing. It may call two texts similar that have no word in common, and cannot
  say why; such similarity is marked. It may be wrong about old words, names and other languages
  than its own. An excluded word is removed from the texts before the model reads them. Another
  model or version gives other groups, so its name and a digest of its files are part of the
  fingerprint."""
    ).format(model=html.plain(str(model)), share=format_percent(share))
    if model.reads:
        text += " " + _(
            "It reads the first {n} word pieces of a text; the rest does not count for it."
        ).format(n=model.reads)
    return text
