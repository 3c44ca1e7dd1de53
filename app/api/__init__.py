"""Edge `api`: HTTP in, the core called, JSON out. `build_app(Service(limits, load))` is the whole of it."""

from app.api.application import build_app
from app.api.connections import Connection
from app.api.outer_wall import OuterWall
from app.api.webhooks import Webhooks

__all__ = [
    "Connection",
    "OuterWall",
    "Webhooks",
    "build_app",
]
