"""The fixed schemas of the stored files, made from the domain's columns, and of what is bound beside them."""

import ibis
from ibis.expr.schema import Schema

from hjulet.domain.ledger import BALANCE_COLUMNS, CUBE_COLUMNS, ROW_COLUMNS, SUM_COLUMNS

_BATCH = (("batch", "string"), ("company", "string"))

ROWS: Schema = ibis.schema(dict((*_BATCH, *ROW_COLUMNS)))
BALANCES: Schema = ibis.schema(dict((*_BATCH, *BALANCE_COLUMNS)))
SUMS: Schema = ibis.schema(dict((*_BATCH, *SUM_COLUMNS)))
CUBE: Schema = ibis.schema(dict((*_BATCH, *CUBE_COLUMNS)))

_OF_YEAR = {"company": "string", "year": "string"}

ROWS_READ = ibis.schema(dict(ROW_COLUMNS)).to_pyarrow()
"""Rows as a reader gives them, before their batch and company are known."""

ACCOUNT_MAP: Schema = ibis.schema(
    {
        **_OF_YEAR,
        "account": "string",
        "statement_line": "string",
        "sign": "int32",
        "account_internal": "int32",
    }
)
UNIT_MAP: Schema = ibis.schema({**_OF_YEAR, "responsibility": "string", "unit": "string"})
PARTNER_MAP: Schema = ibis.schema(
    {**_OF_YEAR, "counterparty": "string", "partner": "string", "partner_internal": "int32"}
)
"""The mapping, spelled out for every code and year that the batches hold."""

WANTED: Schema = ibis.schema({"part": "string", "code": "string"})
"""The codes that a filter keeps, by code part."""
