#!/usr/bin/env bash
# email-reply-parser and quotequail: in an article that comes by mail, "On Monday the mayor wrote:" begins an old mail, and what follows is cut.
# Guess: a mail that is answered begins with a line that has a date or an address and goes on with lines after ">"; a line of prose is none.
# Seen: any line from "On" to "wrote:" is one. email-reply-parser then drops all that follows, quotation and rest of the article; so it does
# below a line "From: the harbour". quotequail folds it away as a quotation, and `unwrap` calls the mail a reply.
# A desk that reads what its writers send that way compares the first half of the article, and copied words of the other half are not found.
# Versions: email-reply-parser 0.5.12 (QUOTE_HDR_REGEX, HEADER_REGEX), quotequail 0.5.4 (_patterns.py), whose example has date and address.
# The product takes the text as it was written, and says of no paragraph that it belongs to another mail.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
cd "$here"
python3 -m venv venv
venv/bin/python -m pip install --quiet --disable-pip-version-check email-reply-parser==0.5.12 quotequail==0.5.4 2>/dev/null
cat > try.py <<'PYTHON'
from importlib.metadata import version

import quotequail
from email_reply_parser import EmailReplyParser

speech = [
    "The town is to have a new wall.",
    "On Monday the mayor of the town wrote:",
    '"We will build it before the winter comes."',
    "The council agreed on Tuesday.",
]
table = ["The ferries leave at noon.", "From: the harbour", "To: the island", "They are back at night."]
reply = EmailReplyParser.parse_reply("\n\n".join(speech))
short = EmailReplyParser.parse_reply("\n\n".join(table))
print("email-reply-parser", version("email-reply-parser"), "guess: both articles whole, seen:", [reply, short])
assert (reply, short) == (speech[0], table[0])

shown = [text for visible, text in quotequail.quote("\n\n".join(speech)) if visible]
kind = quotequail.unwrap("\n\n".join(speech))["type"]
print("quotequail", version("quotequail"), "guess: all of it is shown, and it is no reply; seen:", shown, kind)
assert (shown, kind) == (["\n\n".join(speech[:2])], "reply")
PYTHON
venv/bin/python try.py
