#!/usr/bin/env bash
# @mozilla/readability: the text that it gives of an article has nothing between two paragraphs.
# Guess: `textContent`, "text content of the article, with all the HTML tags removed", is fit to be read: paragraphs on lines of their own.
# Seen: the last word of each paragraph and the first of the next touch ("patched.Opponents"), list items and cells become one word
# ("onetwo"), wherever the page has no blank between its tags, as pages that were made smaller have none; <br><br> as well.
# Version: @mozilla/readability 0.6.0 with jsdom 29.1.1 (Readability.js: `textContent = articleContent.textContent`). Whoever sends that field
# to be compared has words that no other text has; send `content`, which is HTML. The product parts sentences that touch, and no words.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
cd "$here"
npm install --silent --no-audit --no-fund --prefix . @mozilla/readability@0.6.0 jsdom@29.1.1 >/dev/null
cat > try.mjs <<'NODE'
import { readFileSync } from "node:fs";
import { Readability } from "@mozilla/readability";
import { JSDOM } from "jsdom";

const prose = [
  "The council of the old harbour town has voted to rebuild the sea wall, which was built a century ago and was often patched.",
  "Opponents of the plan fear that the wall will hide the sea from the houses behind it, and they have asked for a lower one.",
  "The mayor told reporters that the work would begin in the autumn, if the weather allows it and the money is found in time.",
];
const page = `<html><body><article><p>${prose[0]}</p><ul><li>one</li><li>two</li></ul><p>${prose[1]}</p><p>${prose[2]}</p></article></body></html>`;
const found = new Readability(new JSDOM(page).window.document, { charThreshold: 100 }).parse();
const at = found.textContent.indexOf("patched.");
const seen = found.textContent.slice(at, at + 27);
const version = JSON.parse(readFileSync("node_modules/@mozilla/readability/package.json")).version;
console.log(`@mozilla/readability ${version} guess: "patched. one two Opponents", seen: ${JSON.stringify(seen)}; in content: ${found.content.includes("</p><ul>")}`);
if (seen !== "patched.onetwoOpponents of " || !found.content.includes("</p><ul>")) process.exit(1);
NODE
node try.mjs
