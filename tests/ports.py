"""Ports for the servers that tests start: free now, and still free when the server has come up, some seconds later."""

import errno
import socket
from random import SystemRandom
from typing import Final

# Below the ports that Linux gives to outgoing connections (from 32768): one of those may be taken at any moment.
_PORTS: Final = range(12_000, 32_000)
# of its own: pytest-randomly sets `random` to the same seed in every process of a run, and two would try the same ports
_CHANCE: Final = SystemRandom()


def free_port() -> int:
    """A port of 127.0.0.1 that nobody listens on, and that the system gives to nobody by itself."""
    while True:
        port = _CHANCE.choice(_PORTS)
        with socket.socket() as tried:
            try:
                tried.bind(("127.0.0.1", port))
            except OSError as error:
                if error.errno != errno.EADDRINUSE:
                    raise
            else:
                return port
