"""The same features in tantivy, asked by its plain query: what a search engine does with them. Wants `pip install tantivy`."""

from pathlib import Path
from typing import Any

import numpy as np

from app.library import Shelf
from app.library.features import Pairs, features_in

BEST = 10


def build_twin(shelf: Shelf, folder: Path) -> Any:
    """The index in the folder, made of the shelf's features unless it is there."""
    import tantivy  # noqa: PLC0415 - a tool of this bench alone

    schema = tantivy.SchemaBuilder()
    schema.add_text_field("features", stored=False, tokenizer_name="whitespace", index_option="basic")
    schema.add_text_field("name", stored=True, tokenizer_name="raw", index_option="basic")
    built = schema.build()
    is_there = folder.is_dir()
    folder.mkdir(parents=True, exist_ok=True)
    index = tantivy.Index(built, path=str(folder))
    if not is_there:
        writer = index.writer(200_000_000, 1)
        for articles, features in shelf.held():
            for article, own in zip(articles, features, strict=True):
                written = " ".join(map("%x".__mod__, own.tolist()))
                writer.add_document(tantivy.Document(features=[written], name=[article.external_id]))
        writer.commit()
        writer.wait_merging_threads()
        index.reload()
    return index


def find_in_twin(index: Any, library_id: str, pairs: Pairs) -> set[str]:
    """The external ids of the ten best by BM25 of all features."""
    import tantivy  # noqa: PLC0415

    features = np.unique(features_in(library_id, pairs)).tolist()
    query = tantivy.Query
    each = [(tantivy.Occur.Should, query.term_query(index.schema, "features", f"{feature:x}", "basic")) for feature in features]
    searcher = index.searcher()
    found = searcher.search(query.boolean_query(each), BEST, count=False).hits
    return {searcher.doc(address)["name"][0] for _, address in found}
