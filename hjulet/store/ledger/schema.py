"""The fixed schemas of the stored files, made from the domain's columns."""

import ibis
from ibis.expr.schema import Schema

from hjulet.domain.ledger import BALANCE_COLUMNS, CUBE_COLUMNS, ROW_COLUMNS

_BATCH = (("batch", "string"), ("company", "string"))

ROWS: Schema = ibis.schema(dict((*_BATCH, *ROW_COLUMNS)))
BALANCES: Schema = ibis.schema(dict((*_BATCH, *BALANCE_COLUMNS)))
CUBE: Schema = ibis.schema(dict((*_BATCH, *CUBE_COLUMNS)))

ACCOUNT_MAP: Schema = ibis.schema(
    {"company": "string", "year": "string", "account": "string", "line": "string", "sign": "int32"}
)
UNIT_MAP: Schema = ibis.schema(
    {"company": "string", "year": "string", "responsibility": "string", "unit": "string"}
)
"""The mapping, spelled out for every code and year that the batches hold."""
