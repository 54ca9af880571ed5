"""The fact check with data: a report of ours against its own snapshot, or a loose text in a scope."""

from dataclasses import dataclass
from datetime import datetime

from hjulet.domain.factcheck.check import check
from hjulet.domain.factcheck.document import document_of, parse_document
from hjulet.domain.factcheck.facts import Facts, planned_refs, spoken_names, wanted_refs
from hjulet.domain.factcheck.model import FactCheck
from hjulet.domain.period import Period
from hjulet.domain.permission import Actor, Permission
from hjulet.services.access import require
from hjulet.services.editions import find_edition
from hjulet.services.figures import Books, open_books
from hjulet.services.report import BuiltReport
from hjulet.services.verification import rebuild


@dataclass(frozen=True, kw_only=True)
class Scope:
    """Whose figures, and when, a text is about; ``is_plan`` tells that it was written before the year."""

    unit: str
    period: Period
    is_plan: bool = False


def check_report(built: BuiltReport, *, by: Actor, at: datetime) -> FactCheck:
    """Check a report's texts and tables against the snapshot it was asked of."""
    report, books = built.report, built.books
    require(Permission.VIEW_FIGURES, report.unit, by=by, at=at, view=books.view(report.period))
    template = built.made_from.template
    scope = Scope(unit=report.unit, period=template.shown(report.period), is_plan=template.is_ahead)
    return check(document_of(report), facts=_facts(books, scope))


def check_edition(number: int, *, by: Actor, at: datetime) -> FactCheck:
    """Check a sealed edition again: the report as it was, asked of its own snapshot."""
    return check_report(rebuild(find_edition(number, by=by, at=at), by=by, at=at), by=by, at=at)


def check_text(text: str, *, scope: Scope | None, by: Actor, at: datetime) -> FactCheck:
    """Check a loose text; without a scope against itself and its own tables."""
    if scope is None:
        return check(parse_document(text))
    books = open_books()
    require(Permission.VIEW_FIGURES, scope.unit, by=by, at=at, view=books.view(scope.period))
    return check(parse_document(text), facts=_facts(books, scope))


def _facts(books: Books, scope: Scope) -> Facts:
    """Resolve all that the rules may want of the unit and everything below it, in one go."""
    view = books.view(scope.period)
    units = {code: view.units[code].name for code in view.subtree(scope.unit)}
    refs = wanted_refs(units, scope.period)
    meant = planned_refs(units, scope.period) if scope.is_plan else {}
    figures = books.resolve({*refs, *meant.values()})
    return Facts(
        unit=scope.unit,
        period=scope.period,
        names=spoken_names(units, own=scope.unit),
        figures={**figures, **{ref: figures[planned] for ref, planned in meant.items()}},
    )
