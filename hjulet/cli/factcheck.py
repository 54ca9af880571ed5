"""``factcheck``: a loose text, with or without a scope, or a sealed edition."""

from argparse import Namespace
from pathlib import Path

from django.utils import timezone

from hjulet.cli.answer import REFUSED, Answer
from hjulet.cli.files import read_file
from hjulet.domain.factcheck.model import FactCheck, Finding
from hjulet.domain.problem import Severity
from hjulet.services import homes
from hjulet.services.errors import refused
from hjulet.services.factcheck import Scope, check_edition, check_text
from hjulet.services.people import OPERATOR
from hjulet.services.report import parse_report_period
from hjulet.texts.findings import finding_sentence, reason_sentence


def run(asked: Namespace) -> Answer:
    """Check, and answer with findings and with what could not be checked."""
    checked = _checked(asked)
    errors = [found for found in checked.findings if found.severity is Severity.ERROR]
    return Answer(
        document={
            "schema": "factcheck/1",
            "findings": [_finding(found, language=asked.lang) for found in checked.findings],
            "unchecked": [
                {"line": claim.line, "quote": claim.quote, "reason": claim.reason}
                for claim in checked.unchecked
            ],
        },
        lines=(
            *(f"{found.line}: {finding_sentence(found, language=asked.lang)}" for found in checked.findings),
            *(f"{claim.line}: {reason_sentence(claim, language=asked.lang)}" for claim in checked.unchecked),
        ),
        exit_code=REFUSED if errors else 0,
    )


def _checked(asked: Namespace) -> FactCheck:
    if bool(asked.unit) != bool(asked.period):
        raise refused("half-a-scope")
    if asked.file.isdigit() and not Path(asked.file).exists():
        homes.make_ready()
        return check_edition(int(asked.file), by=OPERATOR, at=timezone.now())
    scope = None
    if asked.unit:
        homes.make_ready()
        scope = Scope(unit=asked.unit, period=parse_report_period(asked.period))
    return check_text(_text(asked.file), scope=scope, by=OPERATOR, at=timezone.now())


def _text(name: str) -> str:
    try:
        return read_file(name).decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise refused("undecodable", value=f"0x{fault.object[fault.start]:02X}", cause="not-utf-8") from fault


def _finding(found: Finding, *, language: str) -> dict[str, object]:
    return {
        "rule": found.rule,
        "severity": found.severity,
        "line": found.line,
        "lines": list(found.lines),
        "quote": found.quote,
        "claim": found.claim,
        "data": found.data,
        "difference": found.difference,
        "message": finding_sentence(found, language=language),
    }
