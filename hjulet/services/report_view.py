"""A report as its page shows it: with its fact check, editions and what one may do."""

from dataclasses import dataclass
from datetime import datetime

from hjulet.domain.factcheck.model import FactCheck
from hjulet.domain.period import Period
from hjulet.domain.permission import Actor
from hjulet.domain.report import Decider
from hjulet.services.access import may, organisation
from hjulet.services.decided import Decision, decision_on, out_for_comment
from hjulet.services.drafts import may_write
from hjulet.services.editions import EditionFacts, editions_of
from hjulet.services.factcheck import check_report
from hjulet.services.report import BuiltReport, build_report
from hjulet.services.sealing import require_sealer, sealed_with


@dataclass(frozen=True, kw_only=True)
class ReportView:
    """A report with what stands around it.

    ``editions`` are those sealed of this very report, in the order of the chain; ``decision`` is what it was
    last decided as, None if never.
    """

    built: BuiltReport
    checked: FactCheck
    editions: tuple[EditionFacts, ...]
    decision: Decision | None
    may_seal: bool
    writable: frozenset[str]  # the places where the actor may write

    @property
    def decided(self) -> tuple[EditionFacts, ...]:
        """List the editions that it was decided as."""
        return tuple(one for one in self.editions if not one.referral)

    @property
    def out_for_comment(self) -> EditionFacts | None:
        """Give the edition that is out for comment, while it is not decided."""
        return out_for_comment(self.editions, is_shut=self.is_shut)

    @property
    def is_shut(self) -> bool:
        """Tell whether the report is decided, and not opened again."""
        return self.decision is not None and self.decision.is_shut

    @property
    def is_confirmed(self) -> bool:
        """Tell whether a manager has confirmed it, and nobody has opened it again: once is enough."""
        return self.is_shut and self.built.report.decided_by is Decider.MANAGER


def view_report(
    kind: str,
    unit: str,
    period: Period,
    *,
    snapshot: int | None = None,
    language: str,
    by: Actor,
    at: datetime,
) -> ReportView:
    """Gather a report's page. Raises as ``build_report`` does."""
    built = build_report(kind, unit, period, snapshot=snapshot, language=language, by=by, at=at)
    view, template = organisation().as_of(period.last_day), built.made_from.template
    return ReportView(
        built=built,
        checked=check_report(built, by=by, at=at),
        editions=editions_of(kind, unit, period, view=view, by=by, at=at),
        decision=decision_on(kind, unit, period),
        may_seal=may(sealed_with(template), unit, by=by, at=at, view=view),
        writable=frozenset(
            section.id
            for section in built.sections
            if may_write(template, unit, section.id, by=by, at=at, view=view)
        ),
    )


def view_sealing(
    kind: str, unit: str, period: Period, *, language: str, by: Actor, at: datetime
) -> ReportView:
    """Gather what is to be sealed. Raises NotFoundError where it is not the actor's to seal."""
    require_sealer(kind, unit, period, by=by, at=at)
    return view_report(kind, unit, period, language=language, by=by, at=at)
