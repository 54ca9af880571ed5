"""The records outside vouchers: fiscal years, chart of accounts, dimensions, objects, balances.

One small function per label, in one table. Records whose fields nothing needs (#PROSA, #SRU ...) are
not read here; they count for the content hash all the same.
"""

from collections.abc import Callable

from hjulet.domain.ledger_file import FiscalYear
from hjulet.domain.problem import Problem
from hjulet.readers.sie4.codes import problem
from hjulet.readers.sie4.fields import Fields
from hjulet.readers.sie4.labels import AMOUNT_AT, BALANCES, OBJECTS_AT
from hjulet.readers.sie4.model import Balance, Reading
from hjulet.readers.sie4.records import Record

_Handler = Callable[[Fields, Record, Reading, list[Problem]], None]


def read_head(reading: Reading, *, problems: list[Problem]) -> None:
    """Read ``reading.head`` into its years, accounts, dimensions, objects and balances."""
    for record in reading.head:
        handler = _HANDLERS.get(record.label)
        if handler is not None:
            handler(Fields(record, problems=problems), record, reading, problems)


def find_kind(reading: Reading, *, extension: str) -> str:
    """Tell the file's kind. #SIETYP says 4 for both 4E and 4I; without it a file is type 1.

    Balance records stand only in 4E. Without them the extension decides (.si import, .se export),
    and without that whether the file knows its fiscal year, which only an import file may leave out.
    """
    stated = reading.first("#SIETYP")
    number = stated.text(0).strip() if stated else ""
    if number in ("1", "2", "3"):
        return number
    if not reading.blocks and number != "4":
        return "1"
    if any(record.label in BALANCES for record in reading.head):
        return "4E"
    if extension in (".se", ".si"):
        return "4E" if extension == ".se" else "4I"
    year = reading.first("#RAR")
    return "4E" if year and year.text(1) else "4I"


def _read_year(fields: Fields, record: Record, reading: Reading, problems: list[Problem]) -> None:
    index = fields.year_index(0)
    start, end = fields.day(1), fields.day(2)
    if start and end and start > end:
        problems.append(problem("bad-date", record.line, label="#RAR", value=record.text(2)))
    if index is not None:
        reading.years.append((FiscalYear(index=index, start=start, end=end), record.line))


def _read_account(fields: Fields, record: Record, reading: Reading, problems: list[Problem]) -> None:
    if code := fields.code(0, name="account"):
        reading.accounts[code] = fields.text(1).strip()


def _read_account_type(fields: Fields, record: Record, reading: Reading, problems: list[Problem]) -> None:
    if code := fields.code(0, name="account"):
        reading.account_types[code] = fields.text(1).strip().upper()


def _read_dimension(fields: Fields, record: Record, reading: Reading, problems: list[Problem]) -> None:
    if code := fields.code(0, name="dimension"):
        reading.dimensions[code] = fields.text(1).strip()


def _read_object(fields: Fields, record: Record, reading: Reading, problems: list[Problem]) -> None:
    dimension, code = fields.code(0, name="dimension"), fields.code(1, name="object")
    if dimension and code:
        reading.objects[dimension, code] = fields.text(2).strip()


def _read_day(fields: Fields, record: Record, reading: Reading, problems: list[Problem]) -> None:
    fields.day(0)


def _read_balance(fields: Fields, record: Record, reading: Reading, problems: list[Problem]) -> None:
    """Read a balance: ``year [period] account [{dim obj}] amount [quantity]``."""
    at = AMOUNT_AT[record.label]
    with_month = record.label in ("#PSALDO", "#PBUDGET")
    year_index = fields.year_index(0)
    month = fields.month(1) if with_month else ""
    account = fields.code(2 if with_month else 1, name="account")
    objects = fields.objects(OBJECTS_AT[record.label]) if record.label in OBJECTS_AT else ()
    amount = fields.amount(at)
    if not fields.sound or year_index is None or month is None or amount is None:
        return
    reading.balances.append(
        Balance(
            kind=record.label.removeprefix("#"),
            year_index=year_index,
            month=month,
            account=account,
            objects=objects,
            amount=amount,
            quantity=fields.text(at + 1),
            line=record.line,
        )
    )


_HANDLERS: dict[str, _Handler] = {
    "#GEN": _read_day,
    "#OMFATTN": _read_day,
    "#RAR": _read_year,
    "#KONTO": _read_account,
    "#KTYP": _read_account_type,
    "#DIM": _read_dimension,
    "#UNDERDIM": _read_dimension,
    "#OBJEKT": _read_object,
    **dict.fromkeys(BALANCES, _read_balance),
}
