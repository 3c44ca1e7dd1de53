#!/usr/bin/env bash
# standardwebhooks: a body of bytes is signed as Python prints it, and no receiver accepts it.
# Guess: `sign` takes the body that is sent, bytes or text, as `verify` does.
# Seen: `verify` takes both; `sign` puts bytes into its string as b'…', without a word. What is signed so is refused by every receiver, `verify` of
# the same library with the same bytes among them. A time with a zone of its own is signed as if its clock were UTC's, too.
# Version: standardwebhooks 1.1.0, as receivers of our webhooks test their endpoints with it (docs/webhooks.md). The product signs by itself
# (app/jobs/webhooks/signing.py) and is held against `verify`.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
cd "$here"
python3 -m venv venv
venv/bin/python -m pip install --quiet --disable-pip-version-check standardwebhooks==1.1.0 2>/dev/null
cat > try.py <<'PYTHON'
from datetime import UTC, datetime, timedelta, timezone
from importlib.metadata import version

from standardwebhooks import Webhook, WebhookVerificationError

webhook, now = Webhook("whsec_" + "MDEy" * 8), datetime.now(UTC)


def is_accepted(signature: str, at: datetime, body: str | bytes) -> bool:
    headers = {"webhook-id": "msg_1", "webhook-timestamp": str(int(at.timestamp())), "webhook-signature": signature}
    try:
        webhook.verify(body, headers)
    except WebhookVerificationError:
        return False
    return True


text = '{"label": "spun"}'
print("standardwebhooks", version("standardwebhooks"))
print("guess: a body signed as bytes is accepted as bytes; seen:", is_accepted(webhook.sign("msg_1", now, text.encode()), now, text.encode()))
print("text signed, bytes verified:", is_accepted(webhook.sign("msg_1", now, text), now, text.encode()))
assert not is_accepted(webhook.sign("msg_1", now, text.encode()), now, text.encode())
assert is_accepted(webhook.sign("msg_1", now, text), now, text.encode())
assert webhook.sign("msg_1", now, text.encode()) == webhook.sign("msg_1", now, str(text.encode()))
zone = timezone(timedelta(hours=2))
print("guess: the same moment in another zone is signed alike; seen:", is_accepted(webhook.sign("msg_1", now.astimezone(zone), text), now, text))
assert not is_accepted(webhook.sign("msg_1", now.astimezone(zone), text), now, text)
PYTHON
venv/bin/python try.py
