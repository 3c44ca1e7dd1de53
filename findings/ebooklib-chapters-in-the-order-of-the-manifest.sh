#!/usr/bin/env bash
# EbookLib: the documents of a book come in the order of its manifest, not in that in which they are read, and the table of contents among them.
# Guess: `get_items_of_type(ITEM_DOCUMENT)` gives the chapters as a reader turns the pages: the order of the spine.
# Seen: they come as the manifest lists them, which EPUB gives no order (many programs list by name: 1, 10, 2); `nav.xhtml`, the table of
# contents, is one of them, and so are parts that the spine does not have. Texts of two editions of one book that were taken that way look
# shuffled, and headings count twice. The order of reading is `[book.get_item_with_id(each) for each, _ in book.spine]`.
# Version: ebooklib 0.20; EPUB 3.3, sections on the manifest and the spine. Its README does not say in which order items come. The product reads
# the spine and leaves out the table of contents (app/sources/epub_files.py).
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
cd "$here"
python3 -m venv venv
venv/bin/python -m pip install --quiet --disable-pip-version-check ebooklib==0.20 2>/dev/null
cat > try.py <<'PYTHON'
from importlib.metadata import version

import ebooklib
from ebooklib import epub

book = epub.EpubBook()
book.set_identifier("harbour")
book.set_title("The harbour")
chapters = {}
for number in ("1", "10", "2"):
    chapters[number] = epub.EpubHtml(uid=f"c{number}", title=f"Part {number}", file_name=f"{number}.xhtml")
    chapters[number].content = f"<p>Part {number} of the book.</p>"
    book.add_item(chapters[number])
book.spine = [chapters["1"], chapters["2"], chapters["10"]]
book.toc = book.spine
book.add_item(epub.EpubNav())
book.add_item(epub.EpubNcx())
epub.write_epub("harbour.epub", book)

read = epub.read_epub("harbour.epub")
found = [each.file_name for each in read.get_items_of_type(ebooklib.ITEM_DOCUMENT)]
print("ebooklib", version("ebooklib"), "guess: 1, 2, 10, seen:", found, "- by the spine:", [each for each, _ in read.spine])
assert found == ["1.xhtml", "10.xhtml", "2.xhtml", "nav.xhtml"]
assert [each for each, _ in read.spine] == ["c1", "c2", "c10"]
PYTHON
venv/bin/python try.py
