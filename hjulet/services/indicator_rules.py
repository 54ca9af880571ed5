"""What a definition of an indicator must be: whole in itself, and not without what its values are of."""

import re
from collections.abc import Iterable, Iterator
from datetime import datetime

from hjulet.domain.figures import ReferenceFault
from hjulet.domain.indicators.definition import OWN, Indicator
from hjulet.domain.metrics import REGISTRY
from hjulet.domain.permission import Actor
from hjulet.services.access import organisation
from hjulet.services.errors import NotFoundError, refused
from hjulet.services.figures import open_books, require_figure
from hjulet.services.register_rows import require_years
from hjulet.store.models import IndicatorValue

NAMEABLE = re.compile(r"[A-Za-z0-9_-]{1,40}")
"""What a reference can name: it stands between blanks, after an equals sign."""


def require_sound(indicators: Iterable[Indicator]) -> None:
    """Refuse an owner that no unit is, years and series that cannot be, and two sources at once."""
    units = {unit.code for unit in organisation().units}
    for each in indicators:
        if each.owner not in units:
            raise refused("unknown-unit", value=each.owner)
        require_years(*_years(each))
        if each.first_year and each.last_year and each.last_year < each.first_year:
            raise refused("years-turned", first=str(each.first_year), last=str(each.last_year))
        if each.band is not None and each.band < 0:
            raise refused("negative-band")
        _require_source(each)
        _require_series(each)


def require_formula(indicator: Indicator, *, by: Actor, at: datetime) -> None:
    """Refuse a formula that is no reference, one to an indicator, and one that its writer does not see."""
    try:
        ref = REGISTRY.parse(indicator.formula, defaults={"period": str(at.year)})
    except ReferenceFault as fault:
        raise refused(fault.code, **fault.params) from fault
    if ref.get("id"):
        raise refused("formula-of-indicator", formula=indicator.formula)
    try:
        require_figure(ref, open_books(), by=by, at=at)
    except NotFoundError as fault:
        raise refused("formula-not-seen", formula=indicator.formula) from fault


def require_held(indicator: Indicator, *, before: Indicator) -> None:
    """Refuse a definition without a series or a step that values have or have had: they could not be read."""
    held = IndicatorValue.objects.filter(indicator=indicator.id)
    keys = {OWN, *(each.key for each in indicator.series)}
    if lost := set(held.values_list("series", flat=True)) - keys:
        raise refused("series-has-values", key=min(lost))
    if indicator.scale == before.scale:
        return
    if lost := set(held.exclude(value="").values_list("value", flat=True)) - set(indicator.scale):
        raise refused("scale-lacks-step", step=min(lost))


def _years(indicator: Indicator) -> Iterator[int | None]:
    """Give all years that a definition names."""
    yield from (indicator.first_year, indicator.last_year)
    yield from (each.year for each in indicator.baselines)
    yield from (each.year for each in indicator.expected)
    yield from (each.on.year for each in indicator.targets if each.on)


def _require_source(indicator: Indicator) -> None:
    """Refuse two sources that give values by themselves, and any for a rating: their values are numbers."""
    sources = [each for each in (indicator.formula, indicator.kolada, indicator.scb) if each]
    if len(sources) > 1:
        raise refused("two-sources")
    if indicator.scale and sources:
        raise refused("rating-is-written")


def _require_series(indicator: Indicator) -> None:
    """Refuse keys that cannot be named or that two series have, and parts of a series that is not there."""
    keys = [each.key for each in indicator.series]
    for key in keys:
        if not NAMEABLE.fullmatch(key):
            raise refused("bad-series-key", key=key)
        if keys.count(key) > 1:
            raise refused("series-twice", key=key)
    named = [each.series for each in indicator.targets] + [each.series for each in indicator.baselines]
    for key in named:
        if not indicator.has_series(key):
            raise refused("unknown-series", value=key, indicator=indicator.name)
