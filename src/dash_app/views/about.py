"""The about page: method with its actual settings, limits, citation."""

import streamlit as st

from dash_app.components import html, summary
from dash_app.session import loading
from dash_core import Collection, Filter
from dash_core.common.i18n import _
from dash_core.export.method import cite_results, settings_used
from dash_core.export.provenance import provenance
from dash_core.text.vectors.document_vectors import MODEL_SHARE
from dash_core.text.vectors.sentence_model import Model

__all__ = ["draw"]


def draw(collection: Collection) -> None:
    """All of it in plain words."""
    said = _method(collection).rstrip()
    st.markdown(said + _model(collection.model) if collection.model else said)
    st.markdown(_("## How to cite"))
    st.markdown(_("Cite the document at its archive first. For figures and topics of this page:"))
    st.code(cite_results(collection), language=None, wrap_lines=True)
    st.markdown(_("Every file that you download says of itself what it was made from:"))
    *card, _moment = provenance(
        collection, loading.view_of(collection, Filter())
    ).card  # no export here
    summary.facts(card)


def _model(model: Model) -> str:
    """What a model does here, and what results owe to it."""
    said = _(
        """
- **The model.** Found topics and similar documents depend on a model of sentences as well:
  *{model}*, which learnt from other texts than these. In found topics its vectors have {share} of
  the say, beside the listing’s own words. It takes two texts for alike without a word in common
  and cannot say why; such likeness is marked. What it learnt may be wrong for old words, names and
  other languages than its own. A vetoed word is taken out of the texts before it reads them.
  Another model, or another version, gives other groups, so its name and a digest of its files are
  part of the fingerprint.
"""
    ).format(model=html.plain(str(model)), share=f"{MODEL_SHARE:.0%}")
    if not model.reads:
        return said
    return (
        said.rstrip()
        + " "
        + _(
            "It reads the first {n} pieces of words of a text; what follows does not count for it."
        ).format(n=model.reads)
    )


def _method(collection: Collection) -> str:
    """What it does and does not do, with the settings in use."""
    return _(
        """
## What this is

Dossier turns a page of archive listings into something to explore. It reads what a person can
copy or save; nothing is added to what the source says.

## Limits

- **These are archivists’ summaries, not the documents.** A topic that is missing here may fill
  the document itself. Counts are counts of descriptions.
- What an archive chose to describe, translate and publish is not what existed.
- A date is shown as printed. One that was not understood is marked and never guessed; a month
  is a month, not its first day. What was put right by hand shows what stood there before.
- Names and places are found by patterns and lists, so some are missed. A wrong one shows the
  words it came from on the document’s page.

## How it works

- **Reading.** The format is told by the content: a copied page (a line with a date and nothing
  else starts a document; title and summary follow), a saved web page, a table, a file of Zotero’s,
  a finding aid (EAD), TEI, Dublin Core or MODS. Every line, row or element is accounted for on the
  *Data* page: in a document, or not, and why.
- **Dates.** Each printed form is taken apart completely and written in EDTF (ISO 8601-2). Where a
  part of it stays unexplained the date is widened or left unknown, and marked. Whether 4/5/1946 is
  in April or May, and the century of ’46, is drawn from the other dates of the listing, said, and
  can be changed. A date without a year takes that of the document before it, marked as inferred.
- **Form taken out.** Who wrote to whom, the kind of document, months and numbers are kept out of
  the words that topics are named and explained by. They are columns and filters instead; in found
  topics and similarity, people and nearness in time count a little, as evidence of their own.
- **Search** looks for every word, whatever its ending, accents or apostrophes, phrases and fields;
  the best match comes first (BM25, and words that go with those asked for in this listing).
  **Similar documents** share words of the subject and, the more papers there are, people, rare ones
  counting more (TF-IDF, cosine), or those that go together here; nearness in time adds a little.
  Here: {terms} different words in {documents} descriptions.
- **Named topics** are words that a person chose. A document belongs to a topic when at least
  {strength} of its weighted wording is of those words.
- **Found topics** group descriptions of like wording (exact words, word associations of this
  listing, people; each drawn to its nearest neighbours in wording and time; Ward’s method and
  k-means; up to {agreed} documents, what several such groupings and one by non-negative matrix
  factorisation agree on). The number suggested is the fewest groups that are at least {nearly} as
  far apart as with the best number tried (silhouette; at most {groups}, at least {size} documents a
  group on average). Stability comes from {runs} repetitions with {share} of the documents (Hennig
  2007); {stable} and above counts as stable. The same listing gives the same groups. What a person
  changes is kept in a small file and done again after every new grouping.
- **Notes** are written by whoever looks: they change no topic, no number and no other note.
  They are part of the address and of the study; whoever has the link sees them.
- **Names.** Titles tell who wrote to whom by their patterns (“Letter from X to Y”, “Mr. X to Mr.
  Y”, “To the Ambassador in France”); a column of the source that says so comes first. Offices are
  kept as roles. Spellings are joined by the same surname where given names do not contradict, by an
  editor’s brackets, and where a rare spelling of {letters} letters or more is {alike} like one that
  is {times} times as frequent. *Names and spellings* on the *People* page says why each was joined.
- **Citations** follow the CSL styles of Chicago (18th edition), APA (7th) and MLA (9th), by Andrew
  Dunning, Brenton M. Wiernik, Sebastian Karcher and others (CC BY-SA 3.0), applied by citeproc-py.
  Titles and uncertain dates are as printed; a name is turned round where the listing shows which
  part is the family name; an author is named where one is stated.
- **Who wrote to whom** counts papers from each sender to each recipient; a paper of two senders and
  three recipients is six lines, a circular of more than {pairs} none. People lie near those they
  wrote to (stress majorisation); only nearness has a meaning. Betweenness and harmonic closeness
  follow letters in their direction; of more than {exact} people they are estimated from a sample.
- **Places** are names of GeoNames’ towns of more than 15,000 people, of states, regions and waters,
  with older and other names. A name that is also a word or a person’s needs evidence: “in” before
  it, its country beside it. Of several places of one name, what stands beside it tells, then size
  ({dominant} times the next), the document’s other places, what stands beside it elsewhere, the
  listing’s other places, and size again; the *Places* page shows how each was told, and a wrong one
  can be put right there. States and regions are drawn at their middle, on today’s
  coasts and borders.
- **Distinctive words** of two sides are told by the log-odds ratio with an informative Dirichlet
  prior (Monroe, Colaresi & Quinn 2008): the mean share of both sides, counted for {prior} of the
  words of the smaller. A word is called distinctive where its 95 % interval excludes “equally
  often” and {least} documents of its side hold it. The interval takes words as drawn one by one and
  many are looked at, so the documents are also dealt at random to two such sides, {deals} times.
  People’s names and words of form do not count.
- **What is missing** is asked where chance would bring it in fewer than {silent} of cases: times
  without papers at the pace around them, people by how many send or receive, topics by halves of
  the time.
- **The map** of topics puts descriptions of like wording near each other (t-SNE). Only nearness has
  a meaning.
"""
    ).format(
        terms=f"{len(collection.index.terms):,}",
        documents=f"{len(collection):,}",
        **{name: value for name, (_what, value) in settings_used().items()},
    )
