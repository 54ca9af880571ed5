"""Which column of a source system's list is what: confirmed once by a person, then remembered by name.

A list is a table of vouchers' rows or of balances, out of csv or a workbook. Its columns are known by
their heads. What a head means is proposed from the words below and never taken for granted: a map holds
only what somebody has confirmed, with the answers to the questions that such files raise.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields
from enum import StrEnum
from typing import Any

from hjulet.domain.ledger import CODE_PARTS
from hjulet.domain.problem import Problem, Severity


class ListKind(StrEnum):
    """What the rows of a list are: parts of vouchers, or balances."""

    VOUCHERS = "list"
    BALANCES = "balances"


CODES = ("account", *CODE_PARTS.values())
"""The fields that hold codes: always text, an account may start with a zero."""

NAMES = {f"{code}_name": code for code in CODES}
"""The field of a code's name -> the code's field."""

AMOUNTS = ("amount", "debit", "credit", "opening", "closing", "result")
"""The fields that hold kronor."""

FIELDS: dict[ListKind, tuple[str, ...]] = {
    ListKind.VOUCHERS: (
        *("date", "period", "series", "number", *CODES, "amount", "debit", "credit"),
        *("text", "voucher_text", "quantity", "signature", *NAMES),
    ),
    ListKind.BALANCES: (*CODES, "period", "opening", "closing", "result", "amount", "quantity", *NAMES),
}
"""What a column can be. Of balances ``amount`` is the period's, ``result`` the year's of income and cost."""

_WORDS: dict[str, str] = {
    "date": "bokföringsdatum, verifikationsdatum, verifikatdatum, ver datum, verdatum, datum, bokf datum, "
    "transaktionsdatum, date, voucher date, posting date, booking date",
    "period": "period, redovisningsperiod, bokföringsperiod, månad, år månad, month, fiscal period",
    "series": "serie, verifikatserie, verifikationsserie, verserie, ver serie, vertyp, ver typ, series",
    "number": "ver nr, vernr, ver, verifikat, verifikation, verifikatnummer, verifikationsnummer, "
    "verifikatnr, verifikationsnr, vernummer, voucher, voucher no, voucher number, number",
    "account": "konto, kontonr, kontonummer, kontokod, account, account no, account number",
    "responsibility": "ansvar, ansvarskod, ansvarsenhet, enhet, kostnadsställe, kst, resultatenhet, "
    "responsibility, cost centre, cost center",
    "activity_code": "verksamhet, verksamhetskod, vht, verks, verksamh, activity code",
    "activity": "aktivitet, aktivitetskod, akt, activity",
    "project": "projekt, projektkod, projektnr, proj, project, project no",
    "counterparty": "motpart, motpartskod, motp, counterparty",
    "amount": "belopp, summa, saldo, belopp sek, belopp kr, utfall, amount, amount sek, periodens saldo, "
    "förändring",
    "debit": "debet, debit, debetbelopp",
    "credit": "kredit, credit, kreditbelopp",
    "opening": "ib, ingående balans, ingående saldo, opening, opening balance",
    "closing": "ub, utgående balans, utgående saldo, closing, closing balance",
    "result": "resultat, årets resultat, ackumulerat, ackumulerat utfall, result",
    "text": "text, radtext, transaktionstext, beskrivning, benämning, description, row text",
    "voucher_text": "verifikattext, verifikationstext, vertext, ver text, verifikatbeskrivning, voucher text",
    "quantity": "antal, kvantitet, quantity",
    "signature": "signatur, sign, användare, attestant, registrerad av, signature, user",
    "account_name": "kontonamn, kontobenämning, kontotext, account name",
    "responsibility_name": "ansvarsnamn, ansvarstext, responsibility name",
    "activity_code_name": "verksamhetsnamn, verksamhetstext, activity code name",
    "activity_name": "aktivitetsnamn, aktivitetstext, activity name",
    "project_name": "projektnamn, projekttext, project name",
    "counterparty_name": "motpartsnamn, motpartstext, counterparty name",
}
_NAME_MARKS = ("t", "text", "namn", "benämning", "name")
_BETWEEN = re.compile(r"[\s._:/-]+")
_WHOLE_TEXT = re.compile(r"(.+) \((\w+)\)")


@dataclass(frozen=True, kw_only=True)
class Answers:
    """What a person has said once and for all of a system's files; without an answer they are refused.

    ``sheet`` is read where a workbook has several. ``widths`` are the digits that codes have, by field: a
    workbook's number cells are filled with zeros up to them; 0 says that the numbers are right as they
    stand.
    """

    sheet: str = ""
    skip_extra_rows: bool = False  # sums (checked), repeated heads, rows without account and amount
    include_hidden: bool = False  # rows and columns that the workbook hides or filters away
    serial_dates: bool = False  # numbers in the date column are days counted by the workbook
    widths: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class ColumnMap:
    """Field -> head, as confirmed; ``heads`` are all that the file had then, so that new ones are seen."""

    kind: ListKind
    columns: Mapping[str, str]
    heads: tuple[str, ...] = ()
    answers: Answers = Answers()

    def as_json(self) -> dict[str, Any]:
        """Give the map as plain JSON, as it is stored and moved between installations."""
        return {
            "kind": str(self.kind),
            "columns": dict(self.columns),
            "heads": list(self.heads),
            "answers": asdict(self.answers) | {"widths": dict(self.answers.widths)},
        }


class NotAColumnMap(ValueError):
    """The document is no column map; the message says where."""


def _in_order(columns: Mapping[str, str], kind: ListKind) -> dict[str, str]:
    """Put columns in their fields' order: JSON that has been stored may have lost it."""
    known = [name for name in FIELDS[kind] if name in columns]
    return {name: columns[name] for name in (*known, *sorted({*columns} - {*known}))}


def column_map(document: Any) -> ColumnMap:
    """Read a map from plain JSON; raises NotAColumnMap."""
    try:
        answers = document.get("answers", {})
        known = {each.name for each in fields(Answers)}
        if unknown := sorted({*answers} - known):
            raise NotAColumnMap(f"answers: {', '.join(unknown)}")
        kind = ListKind(document["kind"])
        made = ColumnMap(
            kind=kind,
            columns=_in_order({str(name): str(head) for name, head in document["columns"].items()}, kind),
            heads=tuple(str(head) for head in document.get("heads", ())),
            answers=Answers(
                sheet=str(answers.get("sheet", "")),
                skip_extra_rows=answers.get("skip_extra_rows", False) is True,
                include_hidden=answers.get("include_hidden", False) is True,
                serial_dates=answers.get("serial_dates", False) is True,
                widths={str(name): int(width) for name, width in answers.get("widths", {}).items()},
            ),
        )
    except (AttributeError, KeyError, TypeError, ValueError) as fault:
        raise NotAColumnMap(str(fault)) from fault
    return made


def plain_head(text: str) -> str:
    """Give a head as it is compared: case and blanks make no difference."""
    return " ".join(text.split()).casefold()


def label_heads(texts: Iterable[str]) -> tuple[str, ...]:
    """Give each head a name of its own: the second ``Text`` becomes ``Text (2)``; blank ones stay blank."""
    met: dict[str, int] = {}
    labels = []
    for text in texts:
        name = " ".join(text.split())
        times = met[plain_head(name)] = met.get(plain_head(name), 0) + 1
        labels.append(f"{name} ({times})" if name and times > 1 else name)
    return tuple(labels)


def meaning_of(head: str) -> str:
    """Tell which field a head most likely names; "" if its words are not known."""
    plain = " ".join(_BETWEEN.sub(" ", head).split()).casefold()
    if match := _WHOLE_TEXT.fullmatch(plain):
        code = _MEANINGS.get(match[1], "")
        return f"{code}_name" if match[2] in _NAME_MARKS and code in CODES else ""
    return _MEANINGS.get(plain, "")


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """What a file's columns are proposed to be. ``samples`` are the first values under each head."""

    columns: ColumnMap
    samples: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


def propose_map(heads: Sequence[str]) -> ColumnMap:
    """Propose what the heads of a file mean, for a person to confirm. The first of two alike is taken.

    A list with an opening or closing balance, or without a date, is proposed as balances.
    """
    labels = label_heads(heads)
    found: dict[str, str] = {}
    for label in labels:
        meant = meaning_of(label)
        if meant and meant not in found:
            found[meant] = label
    of_balances = "opening" in found or "closing" in found or "date" not in found
    kind = ListKind.BALANCES if of_balances else ListKind.VOUCHERS
    if "debit" in found and "credit" in found:
        found.pop("amount", None)
    columns = {name: found[name] for name in FIELDS[kind] if name in found}
    return ColumnMap(kind=kind, columns=columns, heads=tuple(label for label in labels if label))


def map_faults(columns: ColumnMap) -> tuple[Problem, ...]:
    """Find what keeps a map from being used.

    ``map-lacks-column``: a field that every list of its kind needs. ``map-unknown-field``.
    ``map-head-twice``: one column as two things. ``map-two-amounts``: an amount beside debit and credit.
    """
    return (*_lacking(columns), *_odd_fields(columns), *_used_twice(columns))


def _lacking(columns: ColumnMap) -> Iterable[Problem]:
    has = columns.columns
    if columns.kind is ListKind.BALANCES:
        needed = ["account"] + (
            [] if {"opening", "closing", "result", "amount"} & has.keys() else ["closing"]
        )
        needed += ["period"] if "amount" in has else []
    else:
        needed = ["date", "account"]
        if "debit" in has or "credit" in has:
            needed += ["debit", "credit"]
            if "amount" in has:
                yield _fault("map-two-amounts")
        else:
            needed.append("amount")
    for name in needed:
        if name not in has:
            yield _fault("map-lacks-column", mapped=name)


def _odd_fields(columns: ColumnMap) -> Iterable[Problem]:
    for name in columns.columns:
        if name not in FIELDS[columns.kind]:
            yield _fault("map-unknown-field", mapped=name)


def _used_twice(columns: ColumnMap) -> Iterable[Problem]:
    met: set[str] = set()
    for head in columns.columns.values():
        if plain_head(head) in met:
            yield _fault("map-head-twice", value=head)
        met.add(plain_head(head))


def _fault(code: str, **params: str) -> Problem:
    return Problem(code=code, severity=Severity.ERROR, params=params)


_MEANINGS = {
    word.strip(): meant for meant, words in _WORDS.items() for word in words.split(",") if word.strip()
}
