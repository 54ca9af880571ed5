"""Indicators and their values: said by people, read from files and from other systems; nothing is ever lost.

A change takes a new snapshot, since figures rest on what was known when theirs was taken. A value that is
published anew is a new version: the one before is kept, and listed as changed.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from hjulet.domain.indicators.definition import (
    LONGEST_VALUE,
    Indicator,
    is_kept,
    plain_value,
    written_value,
)
from hjulet.domain.indicators.observation import NO_VALUE, Observation
from hjulet.domain.permission import Actor, Permission
from hjulet.services.access import require_anywhere, require_centrally
from hjulet.services.errors import NotFoundError, refused
from hjulet.services.indicator_rules import NAMEABLE, require_formula, require_held, require_sound
from hjulet.services.register_rows import end_row
from hjulet.services.scope import reach
from hjulet.services.versions import end_version, in_turn, registered, registering
from hjulet.store.indicator import (
    indicator_fields,
    load_indicators,
    load_observations,
    to_observation,
    value_fields,
)
from hjulet.store.known import known
from hjulet.store.models import IndicatorValue, IndicatorVersion

_TAKEN = frozenset({"las-in", "hamta", "ny", "katalog", "sena"})
"""Words that addresses beside those of the indicators begin with."""


@dataclass(frozen=True, kw_only=True)
class ValueChange:
    """A value that is new (``before`` is None), or published anew."""

    indicator: Indicator
    before: Observation | None
    after: Observation

    @property
    def is_another_number(self) -> bool:
        """Tell whether it was published with another number; one that only becomes final was not."""
        before = self.before.value if self.before else None
        return before is not None and before != self.after.value


def find_indicator(id: str, *, by: Actor, at: datetime) -> Indicator:
    """Find an indicator that the actor may write; raises NotFoundError."""
    found = load_indicators(where=Q(key=id)).get(id)
    if found is None or not may_write(found, by=by, at=at):
        raise NotFoundError(id)
    return found


def require_writer(*, by: Actor, at: datetime) -> None:
    """Let through whoever writes indicators of any unit; else NotFoundError."""
    require_anywhere(Permission.EDIT_INDICATORS, by=by, at=at)


def writable(*, by: Actor, at: datetime) -> Callable[[Indicator], bool]:
    """Make the test of whether the actor may write an indicator: over the unit that answers for it."""
    over = reach(Permission.EDIT_INDICATORS, by=by, at=at)
    return lambda indicator: over([indicator.owner])


def readable(*, by: Actor, at: datetime) -> Callable[[Indicator], bool]:
    """Make the test of whether the actor may see an indicator: that of the municipality whoever sees any."""
    over = reach(Permission.VIEW_FIGURES, by=by, at=at)
    return lambda indicator: over([indicator.whose] if indicator.whose else [])


def may_write(indicator: Indicator, *, by: Actor, at: datetime) -> bool:
    """Tell whether the actor may write an indicator."""
    return writable(by=by, at=at)(indicator)


def may_read(indicator: Indicator, *, by: Actor, at: datetime) -> bool:
    """Tell whether the actor may see an indicator."""
    return readable(by=by, at=at)(indicator)


def save_indicator(indicator: Indicator, *, by: Actor, at: datetime) -> None:
    """Write a new indicator, or with its version the next one of it; its values are left as they are.

    Raises NotFoundError for a unit or an indicator that is not the actor's, RefusedError for an id that is
    taken or cannot be one and for what a definition cannot be (``indicator_rules``), and ConflictError where
    somebody else has changed it since ``version``.
    """
    if not may_write(indicator, by=by, at=at):
        raise NotFoundError(indicator.owner)
    if indicator.formula:
        require_formula(indicator, by=by, at=at)
    with registering("set-indicator", indicator.id, by=by, at=at, name=indicator.name) as moment:
        if indicator.version:
            before = find_indicator(indicator.id, by=by, at=at)
            end_row(IndicatorVersion, indicator.id, version=indicator.version, at=moment)
            require_held(indicator, before=before)
        else:
            _require_new([indicator.id])
        require_sound([indicator])
        _write_definitions([indicator], by=by, at=moment)


def add_indicators(indicators: Iterable[Indicator], *, by: Actor, at: datetime) -> None:
    """Register many at once, as a set-up does; those that are there already are left as they are."""
    require_centrally(Permission.EDIT_INDICATORS, by=by, at=at)
    held = set(IndicatorVersion.objects.filter(known(at=None)).values_list("key", flat=True))
    new = [each for each in indicators if each.id not in held]
    if not new:
        return
    with registering("add-indicators", str(len(new)), by=by, at=at) as moment:
        _require_new([each.id for each in new])
        require_sound(new)
        _write_definitions(new, by=by, at=moment)


def save_value(observation: Observation, *, version: int = 0, by: Actor, at: datetime) -> None:
    """Write a value, or with its version publish it anew.

    Raises NotFoundError for an indicator that is not the actor's or a series that it lacks, RefusedError for
    a value that has no place, and ConflictError where the period has another value than that of ``version``.
    """
    with in_turn(at=at) as moment:
        indicator = find_indicator(observation.indicator, by=by, at=at)
        now = IndicatorValue.objects.filter(known(at=None), **_place(observation)).first()
        before = to_observation(now, indicator) if now else None
        if now:
            end_version(now, version=version, theirs=_written(before, indicator), at=moment)
        change = ValueChange(indicator=indicator, before=before, after=observation)
        _create([change], by=by, at=moment)
        registered(
            "set-indicator-value", indicator.id, moment=moment, by=by, at=at, changes=[as_written(change)]
        )


def changes_of(
    observations: Iterable[Observation], indicators: Mapping[str, Indicator]
) -> tuple[ValueChange, ...]:
    """List what rows that were read change: values that are new, and those that are published anew."""
    rows = tuple(observations)
    wanted = {row.indicator: indicators[row.indicator] for row in rows}
    held = {each.key: each for some in load_observations(wanted).values() for each in some}
    return tuple(
        ValueChange(indicator=indicators[row.indicator], before=before, after=row)
        for row in rows
        if (before := held.get(row.key)) is None or not before.says_the_same(row)
    )


def write_changes(changes: Iterable[ValueChange], *, by: Actor, at: datetime) -> None:
    """Write new values and end those that they are published instead of; inside the turn of a change.

    Raises RefusedError or NotFoundError for a value that has no place (``_require_value``).
    """
    listed = tuple(changes)
    replaced = {change.after.key for change in listed if change.before is not None}
    current = IndicatorValue.objects.filter(known(at=None), indicator__in={key[0] for key in replaced})
    ended = [pk for pk, *key in current.values_list("pk", *_PLACE) if tuple(key) in replaced]
    for first in range(0, len(ended), _AT_ONCE):
        IndicatorValue.objects.filter(pk__in=ended[first : first + _AT_ONCE]).update(known_until=at)
    _create(listed, by=by, at=at)


def as_written(change: ValueChange) -> list[str]:
    """Write a change as the audit row keeps it: nothing before is empty, 0 is 0."""
    after = change.after
    return [
        after.indicator,
        after.series,
        str(after.period),
        *(value_text(each, change.indicator) for each in (change.before, after)),
    ]


def value_text(observation: Observation | None, indicator: Indicator) -> str:
    """Write a value exactly; without one it is empty."""
    if observation is None or observation.value is None:
        return ""
    return plain_value(observation.value, scale=indicator.scale)


def _written(observation: Observation | None, indicator: Indicator) -> str:
    """Write a value exactly, as people do; without one it is empty."""
    if observation is None or observation.value is None:
        return ""
    return written_value(observation.value, scale=indicator.scale)


def _require_value(observation: Observation, indicator: Indicator) -> None:
    """Refuse a value of no series or a computed one, one that cannot be kept, one where none may stand."""
    if not indicator.has_series(observation.series):
        raise NotFoundError(observation.series)
    if indicator.computes(observation.series):
        raise refused("computed-elsewhere", indicator=indicator.name)
    if (observation.value is None) != (observation.status in NO_VALUE):
        raise refused("value-and-status", status=observation.status)
    if observation.value is not None and not is_kept(observation.value, scale=indicator.scale):
        raise refused("bad-value", value=str(observation.value)[:LONGEST_VALUE])


def _create(changes: Iterable[ValueChange], *, by: Actor, at: datetime) -> None:
    listed = tuple(changes)
    for each in listed:
        _require_value(each.after, each.indicator)
    IndicatorValue.objects.bulk_create(
        IndicatorValue(**value_fields(each.after, each.indicator), known_from=at, set_by=by.id)
        for each in listed
    )


_PLACE = ("indicator", "series", "period")
"""The columns of what a value is of, in the order of an observation's key."""

_AT_ONCE = 500
"""Rows that one question names."""


def _place(observation: Observation) -> dict[str, str]:
    return dict(zip(_PLACE, observation.key, strict=True))


def _write_definitions(indicators: Iterable[Indicator], *, by: Actor, at: datetime) -> None:
    IndicatorVersion.objects.bulk_create(
        IndicatorVersion(key=each.id, **indicator_fields(each), known_from=at, set_by=by.id)
        for each in indicators
    )


def _require_new(ids: Collection[str]) -> None:
    """Refuse an id that a reference cannot name, or that something has or has had."""
    for id in ids:
        if not NAMEABLE.fullmatch(id) or id in _TAKEN:
            raise refused("bad-indicator-id", id=id)
    taken = IndicatorVersion.objects.filter(key__in=ids).values_list("key", flat=True)
    if taken:
        raise refused("register-id-taken", id=min(taken))
