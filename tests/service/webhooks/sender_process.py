"""`python -m tests.service.webhooks.sender_process URL`: a worker that sends, in a process of its own, to be killed."""

import sys
import threading
from ipaddress import ip_network

from app.jobs import AddressPolicy, JobQueue, Sender, WebhookOptions, Worker
from app.store import Database
from tests.service.queue.pairs import compare
from tests.waiting import PATIENCE

if __name__ == "__main__":
    addresses = AddressPolicy(allow_http=True, ports=frozenset(), allowed_networks=(ip_network("127.0.0.0/8"),))
    options = WebhookOptions(addresses=addresses, timeout_seconds=PATIENCE)
    queue = JobQueue.open(Database.open(sys.argv[1]))
    Worker(queue, compare, sender=Sender(queue.database, queue.client, options)).start()
    threading.Event().wait()
