#!/usr/bin/env bash
# fast-xml-parser: of a paragraph of NITF in which a word is marked the others become one: "The <em>wall</em> fell" is "Thefell", and the headline "1984" a number.
# Guess: the words come in their order, or at worst those between marks after each other, apart: "The  fell", as other readers to objects give them.
# Seen: "Thefell onat noon.": the pieces of text around <em> and <chron> are trimmed and joined without a blank, the marked words stand elsewhere. With
# `preserveOrder` the order stays and the blanks are lost, so that nobody knows which pieces touched; `trimValues: false` keeps them. A headline of digits
# is a number: "1.50" is 1.5, "1e3" 1000. Whoever fills a system from an agency's files so has texts of words that no other text has.
# Version: fast-xml-parser 5.12.1 (`trimValues` and `parseTagValue` are on by default; its documents tell of spaces at the ends of a value, and of
# `preserveOrder` for mixed content). The product reads NITF itself (app/sources): send it the file.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
cd "$here"
npm install --silent --no-audit --no-fund --prefix . fast-xml-parser@5.12.1 >/dev/null
cat > try.mjs <<'NODE'
import { strict as assert } from "node:assert";
import { readFileSync } from "node:fs";
import { XMLParser } from "fast-xml-parser";

const paragraph = '<p>The <em>wall</em> fell on <chron norm="20260505">5 May</chron> at noon.</p>';
const head = "<body.head><hedline><hl1>1984</hl1><hl2>1.50</hl2></hedline></body.head>";
const file = `<nitf><body>${head}<body.content>${paragraph}</body.content></body></nitf>`;
console.log("fast-xml-parser", JSON.parse(readFileSync("node_modules/fast-xml-parser/package.json")).version, '- guess: "The wall fell on 5 May at noon."');
const { body } = new XMLParser().parse(file).nitf;
console.log(JSON.stringify(body));
assert.deepEqual(body["body.content"].p, { em: "wall", chron: "5 May", "#text": "Thefell onat noon." });
assert.deepEqual(body["body.head"].hedline, { hl1: 1984, hl2: 1.5 });
const inOrder = new XMLParser({ preserveOrder: true }).parse(paragraph)[0].p.map((each) => each["#text"] ?? Object.values(each)[0][0]["#text"]);
console.log("preserveOrder", JSON.stringify(inOrder));
assert.deepEqual(inOrder, ["The", "wall", "fell on", "5 May", "at noon."]);
assert.equal(new XMLParser({ trimValues: false }).parse(paragraph).p["#text"], "The  fell on  at noon.");
NODE
node try.mjs
