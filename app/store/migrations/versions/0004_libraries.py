"""Libraries: articles to search for the sources of a suspect, and the index that each dialect makes in its own words."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_SQLITE = (
    "create table article_features (number integer primary key, features blob not null)",
    # without positions, without a copy of the words: an article's number for each word is all that is asked for
    "create virtual table article_index using fts5 (features, content='', detail=none, tokenize='ascii')",
    "create virtual table article_terms using fts5vocab (article_index, instance)",
)
_POSTGRES = (
    """create table article_features (
        number bigint primary key references articles (number) on delete cascade, features integer[] not null)""",
    # no pending list: it would be read through for every single feature
    "create index ix_article_features on article_features using gin (features) with (fastupdate = off)",
)


def upgrade() -> None:
    """Makes it so."""
    op.create_table(
        "libraries",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("client", sa.String(length=100), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("created_at", sa.Float(), nullable=False),
        sa.Column("changed_at", sa.Float(), nullable=False),
        sa.Column("n_articles", sa.Integer(), nullable=False),
        sa.Column("shares_scores", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_libraries")),
        sa.UniqueConstraint("client", "name", name=op.f("uq_libraries_client_name")),
    )
    op.create_table(
        "article_failures",
        sa.Column("library_id", sa.String(length=40), nullable=False),
        sa.Column("external_id", sa.String(length=200), nullable=False),
        sa.Column("detail", sa.String(length=300), nullable=False),
        sa.Column("at", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(
            ["library_id"], ["libraries.id"], name=op.f("fk_article_failures_library_id_libraries"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("library_id", "external_id", name=op.f("pk_article_failures")),
    )
    op.create_table(
        "articles",
        sa.Column("number", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("library_id", sa.String(length=40), nullable=False),
        sa.Column("external_id", sa.String(length=200), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("author", sa.String(length=300), nullable=False),
        sa.Column("source", sa.String(length=300), nullable=False),
        sa.Column("url", sa.String(length=2000), nullable=False),
        sa.Column("published", sa.Float(), nullable=True),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("n_words", sa.Integer(), nullable=False),
        sa.Column("added_at", sa.Float(), nullable=False),
        sa.Column("feature_version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["library_id"], ["libraries.id"], name=op.f("fk_articles_library_id_libraries")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_articles")),
        sa.UniqueConstraint("library_id", "external_id", name=op.f("uq_articles_library_id_external_id")),
        sqlite_autoincrement=True,
    )
    for statement in _SQLITE if op.get_bind().dialect.name == "sqlite" else _POSTGRES:
        op.execute(statement)
