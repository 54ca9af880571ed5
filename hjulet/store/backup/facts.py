"""What a database holds, asked in plain SQL: of a copy, of a server's snapshot, and of a database restored.

It reads homes of earlier releases too: a table that is not there holds nothing.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from hjulet.domain.backup import ChainHead

LEFT_OUT = ("django_session",)
"""Tables whose rows no backup holds: whoever had them could go on as somebody who is signed in."""

Ask = Callable[[str], Sequence[tuple[Any, ...]]]
"""Runs a question without parameters and gives its rows."""


@dataclass(frozen=True, kw_only=True)
class DatabaseFacts:
    """What a database holds, and which files beside it belong to it.

    ``batches`` are (key, company, folder); ``editions`` are folders, ``uploads`` keys.
    """

    migrations: dict[str, str]
    tables: dict[str, int]
    batches: tuple[tuple[str, str, str], ...]
    editions: tuple[str, ...]
    uploads: tuple[str, ...]
    budget: Decimal
    chain: ChainHead | None


def database_facts(ask: Ask, *, tables: Sequence[str]) -> DatabaseFacts:
    """Read what a database holds; ``tables`` are the names of all its tables."""

    def of(table: str, sql: str) -> Sequence[tuple[Any, ...]]:
        return ask(sql) if table in tables else ()

    ore = of("store_budgetamount", "SELECT SUM(CAST(ROUND(amount * 100) AS BIGINT)) FROM store_budgetamount")
    head = of(
        "store_edition", "SELECT number, seal, manifest FROM store_edition ORDER BY number DESC LIMIT 1"
    )
    return DatabaseFacts(
        migrations=dict(_texts(of("django_migrations", _MIGRATIONS))),
        tables={name: _count(ask, name) for name in sorted(tables) if name not in LEFT_OUT},
        batches=tuple((key, company, folder) for key, company, folder in of("store_batch", _BATCHES)),
        editions=_column(of("store_edition", "SELECT folder FROM store_edition ORDER BY number")),
        uploads=_column(of("store_upload", "SELECT key FROM store_upload ORDER BY id")),
        budget=Decimal(int(ore[0][0] or 0) if ore else 0) / 100,
        chain=ChainHead(number=head[0][0], seal=head[0][1], manifest=head[0][2]) if head else None,
    )


_MIGRATIONS = "SELECT app, MAX(name) FROM django_migrations GROUP BY app ORDER BY app"
_BATCHES = (
    "SELECT b.key, c.code, b.folder FROM store_batch b JOIN store_company c ON c.id = b.company_id "
    "ORDER BY b.id"
)


def _count(ask: Ask, table: str) -> int:
    return int(ask(f'SELECT COUNT(*) FROM "{table}"')[0][0])  # noqa: S608 - a name that the database gave


def _column(rows: Sequence[tuple[Any, ...]]) -> tuple[str, ...]:
    return tuple(str(row[0]) for row in rows)


def _texts(rows: Sequence[tuple[Any, ...]]) -> list[tuple[str, str]]:
    return [(str(first), str(second)) for first, second in rows]
