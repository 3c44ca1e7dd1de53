"""Room `store`: what must survive a crash; it knows no HTTP and no queue engine.

Its nouns are modules that hold what can be done with them, `store.batches.find(tx, batch_id)`; its types stand beside them.
"""

from app.store import (
    articles,
    batches,
    buckets,
    chunks,
    deliveries,
    endpoints,
    exclusions,
    heartbeats,
    keys,
    libraries,
    links,
    moving,
    packing,
    postings,
    replies,
    reports,
    reviews,
    revisions,
    screenings,
    service_secrets,
    sessions,
    shares,
    standing,
    tallies,
    views,
)
from app.store.articles import ArticleFacts, LibraryArticle, NewArticle, Put
from app.store.batches import Batch, BatchKind, BatchState, ItemState, ListedJob, NewBatch
from app.store.buckets import Rate, Taken
from app.store.chunks import Answered, BatchClosed, ChunkKey, NewItem, Result, WaitingItem
from app.store.cursors import Cursor
from app.store.database import PATIENCE_SECONDS, Database, Transaction, sqlite_url
from app.store.database_urls import read_database_url
from app.store.deliveries import Attempt, Delivery, DeliveryState, DueDelivery, FailedDelivery, Message, Turn
from app.store.endpoints import Endpoint
from app.store.exclusions import ExcludedPlaces, Exclusion, ExclusionKind, Stretch
from app.store.ids import new_id
from app.store.keys import Key, KeyScope, KeySecret, KeyState, KeyWish, NoSuchKey
from app.store.libraries import BadLibraryName, Library, LibraryNameTaken, NewLibrary, NoSuchLibrary
from app.store.links import Link
from app.store.moving import NotMovable
from app.store.postings import Postings
from app.store.replies import Claim, Reply, ReplyKey, StillRunning
from app.store.report_places import ReportPlace
from app.store.reports import Order, ReportFilter, ReportSearch, ReviewState, StoredReport, Totals
from app.store.reviews import Decision, Judged, NewDecision, Opinion
from app.store.screenings import StoredScreening
from app.store.standing import Standing, Waiting
from app.store.tallies import Tally
from app.store.views import View

__all__ = [
    "PATIENCE_SECONDS",
    "Answered",
    "ArticleFacts",
    "Attempt",
    "BadLibraryName",
    "Batch",
    "BatchClosed",
    "BatchKind",
    "BatchState",
    "ChunkKey",
    "Claim",
    "Cursor",
    "Database",
    "Decision",
    "Delivery",
    "DeliveryState",
    "DueDelivery",
    "Endpoint",
    "ExcludedPlaces",
    "Exclusion",
    "ExclusionKind",
    "FailedDelivery",
    "ItemState",
    "Judged",
    "Key",
    "KeyScope",
    "KeySecret",
    "KeyState",
    "KeyWish",
    "Library",
    "LibraryArticle",
    "LibraryNameTaken",
    "Link",
    "ListedJob",
    "Message",
    "NewArticle",
    "NewBatch",
    "NewDecision",
    "NewItem",
    "NewLibrary",
    "NoSuchKey",
    "NoSuchLibrary",
    "NotMovable",
    "Opinion",
    "Order",
    "Postings",
    "Put",
    "Rate",
    "Reply",
    "ReplyKey",
    "ReportFilter",
    "ReportPlace",
    "ReportSearch",
    "Result",
    "ReviewState",
    "Standing",
    "StillRunning",
    "StoredReport",
    "StoredScreening",
    "Stretch",
    "Taken",
    "Tally",
    "Totals",
    "Transaction",
    "Turn",
    "View",
    "Waiting",
    "WaitingItem",
    "articles",
    "batches",
    "buckets",
    "chunks",
    "deliveries",
    "endpoints",
    "exclusions",
    "heartbeats",
    "keys",
    "libraries",
    "links",
    "moving",
    "new_id",
    "packing",
    "postings",
    "read_database_url",
    "replies",
    "reports",
    "reviews",
    "revisions",
    "screenings",
    "service_secrets",
    "sessions",
    "shares",
    "sqlite_url",
    "standing",
    "tallies",
    "views",
]
