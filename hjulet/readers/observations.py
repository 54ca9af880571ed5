"""A file of indicators' values, from csv or xlsx: one row is one value of one series in one period.

``indicator;series;period;value;status;fetched;response_rate;source;note``, Swedish heads accepted. All
columns must be there. In a row the indicator and the period must be filled in, and a value or a status that
says why there is none.
"""

from collections.abc import Callable, Mapping
from datetime import date

from hjulet.domain.indicators.definition import Indicator, parse_percent, parse_value
from hjulet.domain.indicators.observation import NO_VALUE, OBSERVATION_COLUMNS, Observation, Status
from hjulet.domain.period import parse_period
from hjulet.domain.problem import Problem
from hjulet.readers.keyed_rows import RowsContent, missing_values, read_rows, row_problem
from hjulet.readers.workbook import Cell

ObservationContent = RowsContent[Observation]

STATUSES = {
    "": Status.FINAL,
    "slutlig": Status.FINAL,
    "preliminär": Status.PRELIMINARY,
    "saknas": Status.MISSING,
    "borttagen": Status.DELETED,
    **{str(status): status for status in Status},
}
"""What a file may say of a value's status; nothing is final."""

LONGEST_TEXT = 200
"""Characters of a source."""

_OPTIONAL = ("series", "value", "status", "fetched", "response_rate", "source", "note")


def read_observations(data: bytes, *, file: str, indicators: Mapping[str, Indicator]) -> ObservationContent:
    """Read a file of values of known indicators; never raises on bad input.

    Problems beside those of all such files (``hjulet.readers.keyed_rows``), each at its cell, all errors:
    ``missing-value``, ``unknown-indicator``, ``unknown-series``, ``computed-elsewhere``,
    ``bad-indicator-period``, ``bad-value``, ``unknown-step``, ``unknown-status``, ``value-and-status``,
    ``bad-day``, ``bad-response-rate``, ``text-too-long``, ``duplicate-row``.
    """

    def read_row(given: Mapping[str, Cell], problems: list[Problem]) -> Observation | None:
        faults = _faults(given, indicators)
        problems.extend(faults)
        return None if faults else _observation(given, indicators[given["indicator"].text])

    return read_rows(data, file=file, columns=OBSERVATION_COLUMNS, read_row=read_row, twice="duplicate-row")


def _observation(given: Mapping[str, Cell], indicator: Indicator) -> Observation:
    """Make the value of a row whose cells are all right."""
    text = {column: cell.text for column, cell in given.items()}
    return Observation(
        indicator=indicator.id,
        series=text["series"],
        period=parse_period(text["period"]),
        value=parse_value(text["value"], scale=indicator.scale) if text["value"] else None,
        status=STATUSES[text["status"].lower()],
        fetched=date.fromisoformat(text["fetched"]) if text["fetched"] else None,
        response_rate=parse_percent(text["response_rate"]) if text["response_rate"] else None,
        source=text["source"],
        note=text["note"],
    )


def _faults(given: Mapping[str, Cell], indicators: Mapping[str, Indicator]) -> list[Problem]:
    """List what is wrong with a row's cells, one by one."""
    faults = missing_values(given, optional=_OPTIONAL)
    indicator = indicators.get(given["indicator"].text)
    if given["indicator"].text and indicator is None:
        faults.append(_problem("unknown-indicator", given["indicator"]))
    if indicator is not None:
        if not indicator.has_series(given["series"].text):
            faults.append(_problem("unknown-series", given["series"], indicator=indicator.name))
        if indicator.computes(given["series"].text):
            faults.append(_problem("computed-elsewhere", given["indicator"], indicator=indicator.name))
        faults += _value_faults(given["value"], indicator)
    faults += [
        _problem(code, given[column])
        for column, code, read in _CHECKS
        if given[column].text and not _reads(read, given[column].text)
    ]
    faults += [
        _problem("text-too-long", given["source"], limit=str(LONGEST_TEXT))
        for _ in range(len(given["source"].text) > LONGEST_TEXT)
    ]
    status = STATUSES.get(given["status"].text.lower())
    if status is not None and (status in NO_VALUE) == bool(given["value"].text):
        faults.append(_problem("value-and-status", given["value"], status=str(status)))
    return faults


def _value_faults(cell: Cell, indicator: Indicator) -> list[Problem]:
    if not cell.text or _reads(lambda text: parse_value(text, scale=indicator.scale), cell.text):
        return []
    if indicator.scale:
        return [_problem("unknown-step", cell, steps=", ".join(indicator.scale))]
    return [_problem("bad-value", cell)]


def _status(text: str) -> Status:
    return STATUSES[text.lower()]


_CHECKS: tuple[tuple[str, str, Callable[[str], object]], ...] = (
    ("period", "bad-indicator-period", parse_period),
    ("status", "unknown-status", _status),
    ("fetched", "bad-day", date.fromisoformat),
    ("response_rate", "bad-response-rate", parse_percent),
)
"""Column -> the problem of what cannot be read there, and how it is read."""


def _reads(read: Callable[[str], object], text: str) -> bool:
    try:
        read(text)
    except (ValueError, KeyError):
        return False
    return True


def _problem(code: str, cell: Cell, **params: str) -> Problem:
    return row_problem(code, cell.place, value=cell.text, **params)
