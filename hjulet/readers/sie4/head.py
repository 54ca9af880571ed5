"""The records outside vouchers: fiscal years, chart of accounts, dimensions, objects, balances.

One small function per label, in one table. Records whose fields nothing needs (#PROSA, #SRU, #ENHET,
#TAXAR, #KPTYP, #VALUTA ...) are not read here; they count for the content hash all the same.
"""

from collections.abc import Callable, Mapping

from hjulet.domain.ledger_file import FiscalYear
from hjulet.readers.sie4.codes import Problems, problem
from hjulet.readers.sie4.fields import Fields
from hjulet.readers.sie4.labels import AMOUNT_AT, BALANCES, OBJECTS_AT
from hjulet.readers.sie4.model import Balance, Head
from hjulet.readers.sie4.records import Record

_Handler = Callable[[Fields, Record, Head, Problems], None]


def read_head(record: Record, head: Head, *, problems: Problems) -> None:
    """Read a record into years, accounts, dimensions and objects."""
    head.first.setdefault(record.label, record)
    handler = _HANDLERS.get(record.label)
    if handler is not None:
        handler(Fields(record, problems=problems), record, head, problems)


def find_kind(first: Mapping[str, Record], *, has_vouchers: bool, extension: str) -> str:
    """Tell a file's kind by the first record of each label outside vouchers.

    #SIETYP says 4 for both 4E and 4I; without it a file is type 1. Balance records stand only in 4E.
    Without them the extension decides (.si import, .se export), and without that whether the file
    knows its fiscal year, which only an import file may leave out.
    """
    number = _stated_type(first)
    if number in ("1", "2", "3"):
        return number
    if not has_vouchers and number != "4":
        return "1"
    if not first.keys().isdisjoint(BALANCES):
        return "4E"
    if extension in (".se", ".si"):
        return "4E" if extension == ".se" else "4I"
    year = first.get("#RAR")
    return "4E" if year and year.text(1) else "4I"


def is_settled(first: Mapping[str, Record], *, extension: str) -> bool:
    """Tell whether no later record can change the kind of a file with vouchers."""
    number = _stated_type(first)
    if number in ("1", "2", "3"):
        return True
    return "#SIETYP" in first and (extension == ".se" or not first.keys().isdisjoint(BALANCES))


def _stated_type(first: Mapping[str, Record]) -> str:
    stated = first.get("#SIETYP")
    return stated.text(0).strip() if stated else ""


def _read_year(fields: Fields, record: Record, head: Head, problems: Problems) -> None:
    index = fields.year_index(0)
    start, end = fields.day(1), fields.day(2)
    if start and end and start > end:
        problems.append(problem("bad-date", record.line, label="#RAR", value=record.text(2)))
    if index is not None:
        head.years.append((FiscalYear(index=index, start=start, end=end), record.line))


def _read_account(fields: Fields, record: Record, head: Head, problems: Problems) -> None:
    if code := fields.code(0, name="account"):
        head.accounts[code] = fields.text(1).strip()


def _read_account_type(fields: Fields, record: Record, head: Head, problems: Problems) -> None:
    if code := fields.code(0, name="account"):
        head.account_types[code] = fields.text(1).strip().upper()


def _read_dimension(fields: Fields, record: Record, head: Head, problems: Problems) -> None:
    if code := fields.code(0, name="dimension"):
        head.dimensions[code] = fields.text(1).strip()


def _read_sub_dimension(fields: Fields, record: Record, head: Head, problems: Problems) -> None:
    _read_dimension(fields, record, head, problems)
    if parent := fields.text(2).strip():
        head.parents[fields.text(0).strip()] = parent


def _read_object(fields: Fields, record: Record, head: Head, problems: Problems) -> None:
    dimension, code = fields.code(0, name="dimension"), fields.code(1, name="object")
    if dimension and code:
        head.objects[dimension, code] = fields.text(2).strip()


def _read_day(fields: Fields, record: Record, head: Head, problems: Problems) -> None:
    fields.day(0)


def read_balance(record: Record, *, problems: Problems) -> Balance | None:
    """Read a balance: ``year [period] account [{dim obj}] amount [quantity]``; None if it cannot be read."""
    fields = Fields(record, problems=problems)
    at = AMOUNT_AT[record.label]
    with_month = record.label in ("#PSALDO", "#PBUDGET")
    year_index = fields.year_index(0)
    month = fields.month(1) if with_month else ""
    account = fields.code(2 if with_month else 1, name="account")
    objects = fields.objects(OBJECTS_AT[record.label]) if record.label in OBJECTS_AT else ()
    amount = fields.amount(at)
    if not fields.sound or year_index is None or month is None or amount is None:
        return None
    return Balance(
        kind=record.label.removeprefix("#"),
        year_index=year_index,
        month=month,
        account=account,
        objects=objects,
        amount=amount,
        quantity=fields.text(at + 1),
        line=record.line,
    )


_HANDLERS: dict[str, _Handler] = {
    "#GEN": _read_day,
    "#OMFATTN": _read_day,
    "#RAR": _read_year,
    "#KONTO": _read_account,
    "#KTYP": _read_account_type,
    "#DIM": _read_dimension,
    "#UNDERDIM": _read_sub_dimension,
    "#OBJEKT": _read_object,
}
