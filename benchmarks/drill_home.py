"""A home with the ledger of a large municipality, made up, for measuring pages. Needs Django set up."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import duckdb
import pyarrow as pa
from django.core.management import call_command

from hjulet.domain.ledger import BALANCE_COLUMNS, ROW_COLUMNS
from hjulet.domain.mapping import AccountRule, InternalRule, InternalScope, UnitRule
from hjulet.domain.organisation import Organisation, OrgLink, OrgUnit, Structure
from hjulet.domain.permission import Grant
from hjulet.domain.validity import Validity
from hjulet.services.people import OPERATOR, new_person
from hjulet.services.setup import set_mapping, set_organisation
from hjulet.store.ledger.batch_writer import BatchWriter
from hjulet.store.ledger.schema import BALANCES, ROWS
from hjulet.store.models import Batch, Company

COMPANY, YEAR, KEY = "KOMMUN", 2025, "benchmark"
AT = datetime(2026, 1, 20, 12, tzinfo=UTC)
ALWAYS = Validity(date(2014, 1, 1))
COMMITTEES, DEPARTMENTS, UNITS = 10, 8, 10
CODES = [f"{10000 + place}" for place in range(COMMITTEES * DEPARTMENTS * UNITS)]
ACCOUNTS = [f"{number}" for number in (*range(30000, 30050), *range(50000, 50250))]
LINES = (
    ("3", "3", "fees"),
    ("500", "5009", "personnel"),
    ("501", "5014", "premises"),
    ("5015", "509", "materials_services"),
)
PIECE = 500_000

ROWS_SQL = """
WITH numbers AS (SELECT i, hash(i) AS h, hash(i // 4) AS v FROM range({first}, {last}) t(i)),
drawn AS (
    SELECT i, h, v, v % 800 AS place, (v // 1000) % 12 + 1 AS month,
        (place * 7 + (h // 7) % 30 * 10) % 300 AS account,
        make_date(2025, month::INT, ((v // 7) % 28 + 1)::INT) AS date
    FROM numbers
)
SELECT
    'A-' || (i // 4) || strftime(date, '-%Y%m%d') AS voucher,
    'A' AS series, (i // 4)::VARCHAR AS number, date,
    '2025-' || lpad(month::VARCHAR, 2, '0') AS month, '' AS period, (i % 4 + 1)::INT AS row,
    CASE WHEN account < 50 THEN 30000 + account ELSE 50000 + account - 50 END::VARCHAR AS account,
    (10000 + place)::VARCHAR AS responsibility,
    CASE WHEN h % 10 = 0 THEN (1000 + place * 2 + h % 2)::VARCHAR ELSE '' END AS project,
    (100 + place % 120)::VARCHAR AS activity_code,
    CASE WHEN h % 12 = 0 THEN (place % 60)::VARCHAR ELSE '' END AS activity,
    CASE WHEN h % 5 = 0 THEN 'M' || ((place + h % 3) % 40) ELSE '' END AS counterparty,
    '' AS other_objects,
    ((h % 2000000)::BIGINT - CASE WHEN account < 50 THEN 2000000 ELSE 0 END)::DECIMAL(18, 2) / 100 AS amount,
    '' AS quantity, CASE WHEN h % 3 = 0 THEN 'Faktura ' || (h % 90000) ELSE '' END AS text,
    'Leverantör ' || (v % 5000) AS voucher_text, '' AS signature, (i + 100)::INT AS line
FROM drawn
"""
"""A unit books on 30 of the 300 accounts; a tenth of the rows have a project, a fifth a counterparty."""


def make_home(home: Path, rows: int) -> Path:
    """Set a home up with organisation, mapping, a controller and one batch; give the batch's folder."""
    call_command("migrate", verbosity=0)
    ledger = home / "ledger"
    with BatchWriter(ledger) as writer:
        for piece in pieces(rows):
            writer.add(piece)
        schema = pa.schema([BALANCES.to_pyarrow().field(name) for name, _ in BALANCE_COLUMNS])
        folder = writer.finish(key=KEY, company=COMPANY, balances=schema.empty_table())
    Batch.objects.create(
        key=KEY,
        company=Company.objects.create(code=COMPANY, name="Storkommun"),
        file="2025.se",
        content=KEY,
        folder=folder,
        kind="4E",
        months=[f"{YEAR}-{month:02}" for month in range(1, 13)],
        rows=rows,
        vouchers=rows // 4,
        control_sum=0,
        accounts={account: f"Konto {account}" for account in ACCOUNTS},
        responsibilities=CODES,
        code_names={"counterparty": {f"M{number}": f"Motpart {number}" for number in range(40)}},
        warnings=[],
        imported_by=OPERATOR.id,
        imported_at=AT,
    )
    set_organisation(organisation(), by=OPERATOR, at=AT)
    set_mapping(*rules(), by=OPERATOR, at=AT)
    grant = Grant(role="controller", unit="KF", validity=ALWAYS)
    new_person(username="alice", name="Alice", password=KEY, grants=(grant,), by=OPERATOR, at=AT)
    return ledger / folder


def pieces(rows: int) -> Iterator[pa.Table]:
    """Draw the rows, a piece at a time; the same number gives the same row."""
    schema = pa.schema([ROWS.to_pyarrow().field(name) for name, _ in ROW_COLUMNS])
    for first in range(0, rows, PIECE):
        sql = ROWS_SQL.format(first=first, last=min(first + PIECE, rows))
        yield duckdb.sql(sql).to_arrow_table().select(schema.names).cast(schema)


def organisation() -> Organisation:
    """Make committees below the council, departments below them, and units with one code each."""
    above = {"KF": ""}
    for place, code in enumerate(CODES):
        committee, department = place // (DEPARTMENTS * UNITS), place // UNITS
        above |= {f"N{committee}": "KF", f"F{department}": f"N{committee}", f"E{code}": f"F{department}"}
    return Organisation(
        units=tuple(OrgUnit(code=code, kind="unit", name=f"Enhet {code}", validity=ALWAYS) for code in above),
        links=tuple(
            OrgLink(child=child, parent=parent, structure=Structure.POLITICAL, validity=ALWAYS)
            for child, parent in above.items()
            if parent
        ),
    )


def rules() -> tuple[list[AccountRule], list[UnitRule], list[InternalRule]]:
    """Map accounts to four lines, each code to its unit, and some counterparties as internal."""
    always = {"company": COMPANY, "valid_from": 2014, "valid_to": None}
    accounts = [
        AccountRule(**always, account_from=first, account_to=last, line=line, sign=-1)
        for first, last, line in LINES
    ]
    units = [
        UnitRule(**always, code_part="responsibility", code_from=code, code_to=code, unit=f"E{code}")
        for code in CODES
    ]
    internal = [
        InternalRule(
            **always,
            code_part="counterparty",
            code_from=f"M{number}",
            code_to=f"M{number}",
            scope=InternalScope.OWN,
        )
        for number in range(1, 5)
    ]
    return accounts, units, internal
