"""What a figure of a register counts, row by row: forecasts, causes and decided savings."""

from collections.abc import Mapping
from datetime import datetime

from hjulet.domain.figures import Figure, Leaf
from hjulet.domain.metrics import REGISTRY
from hjulet.services.items import ItemFacts
from hjulet.store.known import known
from hjulet.store.models import CauseVersion, ForecastVersion, SavingVersion

_MOST_DIGITS = 6


def registered_facts(
    figure: Figure, *, names: Mapping[str, str], known_at: datetime
) -> tuple[ItemFacts, ...]:
    """List the rows that a figure of a register counts, units by their names; nothing of other figures."""
    counted, how = figure.filter, REGISTRY.metrics[figure.ref.metric].how_of(figure.ref)
    if counted is None or not isinstance(how, Leaf):
        return ()
    now, year, row = known(at=known_at), int(counted.last_month[:4]), figure.ref.get("row")
    match counted.source:
        case "forecast":
            made = ForecastVersion.objects.filter(now, unit__in=counted.units, month=counted.last_month)
            return tuple(
                ItemFacts(
                    name=names.get(one.unit, one.unit), period=one.month, value=one.amount, reason=one.note
                )
                for one in made
            )
        case "explanations":
            causes = CauseVersion.objects.filter(
                now, unit__in=counted.units, year=year, explains=how.line, **_numbered(row)
            )
            return tuple(
                ItemFacts(name=one.text, period=str(year), value=one.amount, reason="") for one in causes
            )
        case "savings":
            units = (figure.ref.get("unit"),) if row else counted.units
            savings = SavingVersion.objects.filter(now, unit__in=units, year=year, **_numbered(row))
            return tuple(
                ItemFacts(name=one.name, period=str(year), value=amount, reason=one.decision)
                for one in savings
                if (amount := one.amount if how.line == "amount" else one.effect) is not None
            )
        case _:
            return ()


def _numbered(row: str) -> dict[str, int]:
    return {"row": int(row) if row.isdecimal() and len(row) < _MOST_DIGITS else 0} if row else {}
