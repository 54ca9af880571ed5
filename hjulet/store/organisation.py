"""The organisation's rows: units, their places, whom departments serve, and who followed whom."""

from datetime import date, datetime
from functools import lru_cache
from typing import ClassVar

from django.db import connection, models
from django.db.models import Max, Q

from hjulet.domain import organisation as domain
from hjulet.domain.validity import Validity
from hjulet.store.known import known


class Dated(models.Model):
    """Something that holds from a day, up to but not including another.

    A row is never changed: what is known instead from a moment on is a row of its own, so that an
    old snapshot still finds the organisation as it was known then.
    """

    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)
    known_from = models.DateTimeField()
    known_until = models.DateTimeField(null=True, blank=True)

    class Meta:
        """A base for rows with validity."""

        abstract = True

    @property
    def validity(self) -> Validity:
        """Give the span as a domain value."""
        return Validity(self.valid_from, self.valid_until)


class Unit(Dated):
    """A node of the organisation under one name; a new name is a new row."""

    code = models.CharField(max_length=40, db_index=True)
    kind = models.CharField(max_length=40)
    name = models.CharField(max_length=120)
    has_appropriation = models.BooleanField(default=True)
    position = models.PositiveIntegerField()

    class Meta:
        """In order of display."""

        ordering: ClassVar = ["position", "valid_from"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["code", "valid_from"],
                condition=Q(known_until__isnull=True),
                name="unit_has_one_name_at_a_time",
            )
        ]

    def to_domain(self) -> domain.OrgUnit:
        """Give the unit as a domain value."""
        return domain.OrgUnit(
            code=self.code,
            kind=self.kind,
            name=self.name,
            validity=self.validity,
            has_appropriation=self.has_appropriation,
        )


class UnitLink(Dated):
    """A unit's place under another, in one structure."""

    child = models.CharField(max_length=40)
    parent = models.CharField(max_length=40)
    structure = models.CharField(max_length=20)

    def to_domain(self) -> domain.OrgLink:
        """Give the link as a domain value."""
        return domain.OrgLink(
            child=self.child,
            parent=self.parent,
            structure=domain.Structure(self.structure),
            validity=self.validity,
        )


class UnitService(Dated):
    """A department that serves a committee."""

    department = models.CharField(max_length=40)
    committee = models.CharField(max_length=40)

    def to_domain(self) -> domain.Service:
        """Give the link as a domain value."""
        return domain.Service(department=self.department, committee=self.committee, validity=self.validity)


class UnitSuccession(models.Model):
    """A unit that took over from another on a day."""

    predecessor = models.CharField(max_length=40)
    successor = models.CharField(max_length=40)
    day = models.DateField()
    known_from = models.DateTimeField()
    known_until = models.DateTimeField(null=True, blank=True)

    def to_domain(self) -> domain.Succession:
        """Give the succession as a domain value."""
        return domain.Succession(predecessor=self.predecessor, successor=self.successor, day=self.day)


def load_organisation(*, known_at: datetime | None = None) -> domain.Organisation:
    """Give the whole organisation with its history, as it is known now or was at a moment.

    One query tells whether it has changed since this process loaded it, which takes four more. What a
    transaction sees may be rolled back, so it is loaded anew there and not kept.
    """
    if connection.in_atomic_block:
        return _load(known_at)
    return _kept(str(connection.settings_dict["NAME"]), _version(), known_at)


def _version() -> tuple[int | datetime | None, ...]:
    """Tell one state of the organisation from all others: each change closes rows and adds new ones."""
    return tuple(Unit.objects.aggregate(Max("id"), Max("known_from"), Max("known_until")).values())


@lru_cache(maxsize=8)
def _kept(
    _database: str, _version: tuple[int | datetime | None, ...], known_at: datetime | None
) -> domain.Organisation:
    return _load(known_at)


def _load(known_at: datetime | None) -> domain.Organisation:
    then = known(at=known_at)
    return domain.Organisation(
        units=tuple(unit.to_domain() for unit in Unit.objects.filter(then)),
        links=tuple(link.to_domain() for link in UnitLink.objects.filter(then).order_by("id")),
        services=tuple(service.to_domain() for service in UnitService.objects.filter(then).order_by("id")),
        successions=tuple(each.to_domain() for each in UnitSuccession.objects.filter(then).order_by("id")),
    )


forget_organisations = _kept.cache_clear
"""Forget what this process has loaded, for whoever puts another database in the place of one."""


def replace_organisation(organisation: domain.Organisation, *, at: datetime) -> None:
    """Let another organisation be known from a moment on; what was known until then is kept."""
    for model in (Unit, UnitLink, UnitService, UnitSuccession):
        model.objects.filter(known_until__isnull=True).update(known_until=at)
    Unit.objects.bulk_create(
        Unit(
            code=unit.code,
            kind=unit.kind,
            name=unit.name,
            has_appropriation=unit.has_appropriation,
            position=position,
            **_dates(unit.validity, at),
        )
        for position, unit in enumerate(organisation.units)
    )
    UnitLink.objects.bulk_create(
        UnitLink(child=link.child, parent=link.parent, structure=link.structure, **_dates(link.validity, at))
        for link in organisation.links
    )
    UnitService.objects.bulk_create(
        UnitService(
            department=service.department, committee=service.committee, **_dates(service.validity, at)
        )
        for service in organisation.services
    )
    UnitSuccession.objects.bulk_create(
        UnitSuccession(**vars(succession), known_from=at) for succession in organisation.successions
    )


def _dates(validity: Validity, at: datetime) -> dict[str, date | datetime | None]:
    return {"valid_from": validity.start, "valid_until": validity.end, "known_from": at}
