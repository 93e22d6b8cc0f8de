"""What engines for search and for nearest rows take, beside Dossier's own index.

    python benchmarks/engines.py [--sizes 10000 100000] [--lib FOLDER] [--folder DIR]

Medians of milliseconds of processor time for the ten best documents of two words, and for the five
most similar ones to a document by their words (cosines of TF-IDF), on texts that
`benchmarks/listing.py` draws; and the seconds of making the index. Measured are bm25s, tantivy,
DuckDB with its extension fts, and sparse_dot_topn, as far as they are installed, or in FOLDER. None
of them knows associated terms, which Dossier's search has: "words" is its ranking alone. With
--folder Dossier's index is that of the listings that `benchmarks/prepared.py --folder` built.
"""

import argparse
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path
from time import process_time
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from benchmarks.listing import draw
from benchmarks.measures import median_milliseconds

_ASKED = 40
Engine = Callable[[list[str]], Callable[[Any], Any]]


def main() -> int:
    """Measure each size and print a line an engine."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=(10_000, 100_000))
    parser.add_argument("--lib", default="", help="folder of installed engines")
    parser.add_argument("--folder", type=Path, default=Path())
    options = parser.parse_args()
    sys.path += [options.lib] if options.lib else []
    print(f"{'documents':>9}  {'asked':8} {'engine':16}{'ms':>8}{'index, s':>10}")
    for size in options.sizes:
        texts = [f"{one['title']} {one['summary']}" for one in draw(size)]
        step = -(-size // _ASKED)
        queries = [" ".join(text.split()[-2:]) for text in texts[::step]]
        asked: dict[str, list[Any]] = {"search": queries, "similar": list(range(0, size, step))}
        for kind, name, engine in _engines(options.folder / str(size)):
            with suppress(ImportError):
                start = process_time()
                ask = engine(texts)
                made = process_time() - start
                ms = median_milliseconds(ask, asked[kind])
                print(f"{size:9,}  {kind:8} {name:16}{ms:8.2f}{made:10.1f}", flush=True)
    return 0


def _engines(folder: Path) -> Iterator[tuple[str, str, Engine]]:
    yield "search", "Dossier, words", partial(_dossier, folder)
    yield "search", "bm25s", _bm25s
    yield "search", "tantivy", _tantivy
    yield "search", "DuckDB fts", _duckdb
    yield "similar", "Dossier, words", partial(_dossier_similar, folder)
    yield "similar", "sparse_dot_topn", partial(_sparse_dot_topn, folder)


def _index(folder: Path, texts: list[str]) -> Any:
    from dash_core.prepared import open_folder
    from dash_core.text.language.tokens import tokenize
    from dash_core.text.search.index import Index

    if folder.exists():
        return open_folder(folder).index

    tokens = [tokenize(text) for text in texts]
    return Index(tokens, tokens)


def _dossier(folder: Path, texts: list[str]) -> Callable[[str], Any]:
    index = _index(folder, texts)

    def ask(query: str) -> list[int]:
        ranking = index.rank(index.lookup(query))
        return ranking.order(ranking.exact > 0, 10)

    return ask


def _bm25s(texts: list[str]) -> Callable[[str], Any]:
    import bm25s

    quiet = {"show_progress": False}
    retriever = bm25s.BM25()
    retriever.index(bm25s.tokenize(texts, stopwords="en", **quiet), **quiet)
    return lambda query: retriever.retrieve(
        bm25s.tokenize(query, stopwords="en", **quiet), k=10, **quiet
    )


def _tantivy(texts: list[str]) -> Callable[[str], Any]:
    import tantivy

    fields = tantivy.SchemaBuilder()
    fields.add_unsigned_field("row", stored=True)
    fields.add_text_field("text", stored=False, tokenizer_name="en_stem")
    index = tantivy.Index(fields.build())
    writer = index.writer(num_threads=1)
    for row, text in enumerate(texts):
        writer.add_document(tantivy.Document(row=row, text=text))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    searcher = index.searcher()
    return lambda query: searcher.search(index.parse_query(query, ["text"]), 10).hits


def _duckdb(texts: list[str]) -> Callable[[str], Any]:
    import duckdb
    import duckdb_extensions
    import pandas as pd

    duckdb_extensions.import_extension("fts")
    database = duckdb.connect(config={"threads": 1})
    database.execute("load fts")
    database.register("drawn", pd.DataFrame({"row": range(len(texts)), "text": texts}))
    database.execute('create table documents as select "row", "text" from drawn')
    database.execute("pragma create_fts_index('documents', 'row', 'text')")
    return lambda query: database.execute(
        'select "row", fts_main_documents.match_bm25("row", ?) as score from documents '
        "where score is not null order by score desc limit 10",
        [query],
    ).fetchall()


def _dossier_similar(folder: Path, texts: list[str]) -> Callable[[int], Any]:
    import numpy as np

    shared = _index(folder, texts).subject
    postings = shared.tocsc()

    def ask(row: int) -> Any:
        start, end = shared.indptr[row : row + 2]
        scores = postings[:, shared.indices[start:end]] @ shared.data[start:end]
        return np.argpartition(-scores, 5)[:6]

    return ask


def _sparse_dot_topn(folder: Path, texts: list[str]) -> Callable[[int], Any]:
    from sparse_dot_topn import sp_matmul_topn

    shared = _index(folder, texts).subject
    by_term = shared.T.tocsr()
    return lambda row: sp_matmul_topn(shared[row], by_term, top_n=6)


if __name__ == "__main__":
    raise SystemExit(main())
