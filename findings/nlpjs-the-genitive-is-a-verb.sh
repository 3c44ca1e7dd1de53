#!/usr/bin/env bash
# @nlpjs/lang-en: the words of "Ann's boat" are "Ann is boat", and "won't" is "wo not"; with a typographic apostrophe all stays as it was.
# Guess: contractions are written out, as the README says ("isn't" is "is not"); a genitive is none, and ' and ’ are one apostrophe.
# Seen: every 's is "is", every 'd "had", n't "not" behind what is left ("ca not"); with ’, which news use, "Ann’s", "I’d" and "won’t" are one word each. Two
# texts that differ in the form of their apostrophe alone differ at each of them, and "is" is counted where nobody wrote it. "1.5" is two words.
# Version: @nlpjs/lang-en 4.26.1 (TokenizerEn); the README's sentence has one contraction and no genitive. To the product both apostrophes are one and "Ann's"
# is one word; send it the text.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
cd "$here"
npm install --silent --no-audit --no-fund --prefix . @nlpjs/lang-en@4.26.1 >/dev/null
cat > try.mjs <<'NODE'
import { strict as assert } from "node:assert";
import { createRequire } from "node:module";

const { TokenizerEn } = createRequire(import.meta.url)("@nlpjs/lang-en");
const tokenizer = new TokenizerEn();
console.log('guess: "Ann\'s" or "Ann" and "\'s", in both forms');
const seen = [
  ["Ann's boat", ["Ann", "is", "boat"]],
  ["Ann’s boat", ["Ann’s", "boat"]],
  ["I'd left and won't", ["I", "had", "left", "and", "wo", "not"]],
  ["I’d left and won’t", ["I’d", "left", "and", "won’t"]],
  ["1.5 million", ["1", "5", "million"]],
];
for (const [text, expected] of seen) {
  const words = tokenizer.tokenize(text);
  console.log(text, JSON.stringify(words));
  assert.deepEqual(words, expected);
}
NODE
node try.mjs
