#!/usr/bin/env bash
# defuddle: a paragraph below the headline that names a day is taken for the date of publication and left out, and so is a short list.
# Guess: a sentence of the article stays, whatever it tells of, and so does the result of a match that stands as a list in it.
# Seen: one of the three elements below the h1 that has a full date and less than 300 characters is removed, a whole lead of two sentences
# too; without the year it stays. A list of short items near the beginning is gone as well. Nothing says so outside of `debug`. What is left
# out is mostly the lead: the sentence that another paper copies, and the date in it.
# Version: defuddle 0.19.4 with linkedom 0.18.12 (removals/metadata-block.js; content-patterns.js, metadata lists); not in its README. The
# product reads both (tests/unit/text/test_page_parts.py).
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
cd "$here"
npm install --silent --no-audit --no-fund --prefix . defuddle@0.19.4 linkedom@0.18.12 >/dev/null
cat > try.mjs <<'NODE'
import { readFileSync } from "node:fs";
import { Defuddle } from "defuddle/node";
import { parseHTML } from "linkedom";

const prose = [
  "The council of the old harbour town has voted to rebuild the sea wall, which was built more than a hundred years ago.",
  "Opponents of the plan fear that the wall will hide the sea from the houses behind it, and they have asked for a lower one.",
  "A vote on the money is due in the spring, when the members of the council meet again in the town hall on the eastern quay.",
];
const parts = {
  lead: "<p>The old wall broke on 3 May 2024, in the worst storm for years. Two men drowned.</p>",
  undated: "<p>The old wall broke on 3 May, in the worst storm for years. Two men drowned.</p>",
  list: "<ul><li>Rovers 2</li><li>Wanderers 1</li></ul>",
};
const kept = {};
for (const [name, part] of Object.entries(parts)) {
  const [first, ...others] = prose.map((each) => `<p>${each}</p>`);
  const body = name === "list" ? [first, part, ...others] : [part, first, ...others];
  const page = `<html><head><title>Sea wall</title></head><body><article><h1>Sea wall</h1>${body.join("")}</article></body></html>`;
  const { content } = await Defuddle(parseHTML(page).document, "https://a.example/wall");
  if (!prose.every((each) => content.includes(each))) throw new Error("the prose has changed");
  kept[name] = /Two men drowned|Rovers/.test(content);
}
const { version } = JSON.parse(readFileSync("node_modules/defuddle/package.json"));
console.log(`defuddle ${version} guess: all three are kept, seen: ${JSON.stringify(kept)}`);
if (kept.lead || !kept.undated || kept.list) process.exit(1);
NODE
node try.mjs
