#!/usr/bin/env bash
# remove-markdown and striptags: in "aged <5 years nobody was hurt, and of those aged >60 two were" all between the two signs is gone.
# Guess: "<5" is no tag: a tag begins with a letter (HTML, tag open state; CommonMark 0.31.2, 6.6), so plain text and Markdown keep it.
# Seen: both take away whatever stands between < and the next >, over the ends of sentences and paragraphs too: "Of those aged 60 two were." Where no > comes,
# remove-markdown leaves the text and striptags drops all to its end. A blank behind < saves it. Nothing is raised.
# The figures of those texts are wrong and read well; of a paragraph that was copied nothing is found.
# Versions: remove-markdown 0.7.0 (`/<[^>]*>/g`), whose input is Markdown; striptags 3.2.0, which means it so for HTML (issues 49 and 79 of ericnorris/striptags)
# and says nothing of it in its README. The product reads such a text as it stands (`<` and a figure are no tag).
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
cd "$here"
npm install --silent --no-audit --no-fund --prefix . remove-markdown@0.7.0 striptags@3.2.0 >/dev/null
cat > try.mjs <<'NODE'
import { strict as assert } from "node:assert";
import { readFileSync } from "node:fs";
import removeMarkdown from "remove-markdown";
import striptags from "striptags";

for (const name of ["remove-markdown", "striptags"]) console.log(name, JSON.parse(readFileSync(`node_modules/${name}/package.json`)).version);
console.log("guess: the same text");
const hurt = "Of those aged <5 years nobody was hurt, and of those aged >60 two were. The wall fell.";
const seen = [
  [hurt, "Of those aged 60 two were. The wall fell.", "Of those aged 60 two were. The wall fell."],
  ["Aged <5: nobody.\n\nThe wall fell.\n\nTickets cost >£5.", "Aged £5.", "Aged £5."],
  ["Of those aged <5 years nobody was hurt.", "Of those aged <5 years nobody was hurt.", "Of those aged "],
  ["Rates of < 5 and > 60.", "Rates of  60.", "Rates of < 5 and > 60."],
];
for (const [text, markdown, tags] of seen) {
  console.log(JSON.stringify(text), "->", JSON.stringify([removeMarkdown(text), striptags(text)]));
  assert.equal(removeMarkdown(text), markdown);
  assert.equal(striptags(text), tags);
}
NODE
node try.mjs
