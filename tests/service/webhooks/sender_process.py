"""`python -m tests.service.webhooks.sender_process URL`: a sender in a process of its own, to be killed."""

import sys
import threading
from ipaddress import ip_network

from app.jobs import AddressPolicy, WebhookOptions, run_sender
from app.store import Database
from tests.waiting import PATIENCE

if __name__ == "__main__":
    addresses = AddressPolicy(allow_http=True, ports=frozenset(), allowed_networks=(ip_network("127.0.0.0/8"),))
    options = WebhookOptions(addresses=addresses, timeout_seconds=PATIENCE)
    run_sender(Database.open(sys.argv[1]), options, threading.Event())
