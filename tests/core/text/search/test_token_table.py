"""Tokens as columns: what `tokenize` and `subject_tokens` give one document at a time."""

from hypothesis import given
from hypothesis import strategies as st

from dash_core.text.language.tokens import tokenize
from dash_core.text.search.token_table import TokenTable
from dash_core.text.subject import FormSpans, subject_tokens

_TEXTS = st.lists(
    st.sampled_from(
        "Letter from A. Smith on oil companies oil-company l’oil 石油会社 Ölfrage Yemel’yanov 1946 "
        "Ankara'nın нефть , . “the” COMPANY’S Iran[ian] cafe\u0301 a''b ʼti \ud800x".split()
    ),
    max_size=9,
).map(" ".join)
_SPANS = st.lists(st.tuples(st.integers(0, 20), st.integers(1, 9)), max_size=2).map(
    lambda pairs: tuple((a, a + n) for a, n in pairs)
)
_FORMS = st.builds(FormSpans, st.integers(0, 12), _SPANS, _SPANS)
_DOCUMENTS = st.lists(
    st.tuples(_TEXTS, _TEXTS, st.sampled_from(["en", "fr", "ja", "tr", "de", "ru"]), _FORMS),
    max_size=5,
)


@given(_DOCUMENTS)
def test_as_one_document_at_a_time(documents):
    table = TokenTable.read(*map(list, zip(*documents, strict=True))) if documents else None
    tokens, subjects = [], []
    for row, (title, summary, language, form) in enumerate(documents):
        printed = tokenize(title, language), tokenize(summary, language)
        told = subject_tokens(*printed, form, language)
        for part in (0, 1):
            tokens += [(2 * row + part, t.start, t.surface, t.term) for t in printed[part]]
            subjects += [t.term for t in told[part]]
    if table is None:
        return
    named = (*table.terms, "")
    assert tokens == [
        (text, start, table.surfaces[word], named[term])
        for text, start, word, term in zip(
            *(table.text.tolist(), table.start.tolist(), table.word.tolist(), table.term.tolist()),
            strict=True,
        )
    ]
    assert subjects == [named[term] for term in table.subject]
    assert table.count(table.term).sum() == sum(1 for token in tokens if token[3])
