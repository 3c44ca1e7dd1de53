#!/usr/bin/env bash
# @contentful/rich-text-from-markdown: the last word of a line that ends with two blanks and the first of the next one become one word.
# Guess: CommonMark's hard line break is a line's end in the rich text ("\n", as its editor writes it), so that a renderer shows two lines.
# Seen: "Rovers 2, City 1  " and "United 0, Albion 0" are "City 1United 0, Albion 0", also where the line ends with a backslash: the break is dropped, nothing is
# in its place. A line's end without the blanks stays. Results, addresses and verse are written so; articles that were moved into the system from Markdown
# have words there that no other text has, whatever renders them.
# Versions: @contentful/rich-text-from-markdown 16.2.2, read by @contentful/rich-text-plain-text-renderer 17.2.1; CommonMark 0.31.2, 6.7. Issue 129 of
# contentful/rich-text told of it in 2020 and is closed. To the product a line's end parts words: send it the Markdown.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
cd "$here"
npm install --silent --no-audit --no-fund --prefix . @contentful/rich-text-from-markdown@16.2.2 @contentful/rich-text-plain-text-renderer@17.2.1 >/dev/null
cat > try.mjs <<'NODE'
import { strict as assert } from "node:assert";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const { richTextFromMarkdown } = require("@contentful/rich-text-from-markdown");
const { documentToPlainTextString } = require("@contentful/rich-text-plain-text-renderer");
const read = async (markdown) => {
  const document = await richTextFromMarkdown(markdown);
  return { values: document.content[0].content.map((each) => each.value), plain: documentToPlainTextString(document) };
};
console.log('guess: "City 1\\nUnited 0" in all');
for (const end of ["  \n", "\\\n"]) {
  const { values, plain } = await read(`Rovers 2, City 1${end}United 0, Albion 0`);
  console.log(JSON.stringify(end), JSON.stringify(values), JSON.stringify(plain));
  assert.equal(values.join(""), "Rovers 2, City 1United 0, Albion 0");
  assert.equal(plain, "Rovers 2, City 1United 0, Albion 0");
}
const soft = await read("Rovers 2, City 1\nUnited 0, Albion 0");
console.log("without blanks", JSON.stringify(soft.plain));
assert.equal(soft.plain, "Rovers 2, City 1\nUnited 0, Albion 0");
NODE
node try.mjs
