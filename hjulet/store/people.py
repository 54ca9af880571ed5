"""People who sign in, and the roles they have been given."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q

from hjulet.domain.people_file import LONGEST_NAME
from hjulet.domain.permission import Actor, Grant, lent
from hjulet.domain.protection import PROTECTED
from hjulet.domain.validity import Validity


class UserManager(BaseUserManager["User"]):
    """Finds people by their username."""


class User(AbstractBaseUser):
    """A person. What they may do stands in their grants, nowhere else.

    Of whoever is protected others see ``display_name`` in place of the name: ``shown_name``.
    """

    username = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=LONGEST_NAME)
    email = models.EmailField(blank=True)
    is_active = models.BooleanField(default=True)
    is_protected = models.BooleanField(default=False)
    display_name = models.CharField(max_length=60, blank=True, default="")
    version = models.PositiveIntegerField(default=1)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "username"

    @property
    def shown_name(self) -> str:
        """Give the name that everybody may see; that of a protected person is no name of theirs."""
        return (self.display_name or PROTECTED) if self.is_protected else self.name

    def actor(self) -> Actor:
        """Give the person as the domain knows actors."""
        held = (*self.own_grants(), *(grant for each in self.deputyships.all() for grant in each.lent()))
        return Actor(id=self.username, name=self.shown_name, grants=held if self.is_active else ())

    def own_grants(self) -> tuple[Grant, ...]:
        """Give the roles that are the person's own; none of whoever has left."""
        return tuple(grant.to_domain() for grant in self.grants.all()) if self.is_active else ()


class RoleGrant(models.Model):
    """A role that a person has over a unit and everything below it, for a time.

    ``provider`` is the identity provider whose groups gave it, and which takes it back; empty for a
    role that was given by hand.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="grants")
    role = models.CharField(max_length=40)
    unit = models.CharField(max_length=40)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)
    provider = models.CharField(max_length=40, blank=True, default="")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        """A grant that was taken back before it began, or on that day, never held."""

        ordering: ClassVar = ["valid_from", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
                name="grant_does_not_end_before_it_begins",
            ),
            models.UniqueConstraint(
                fields=["user", "role", "unit", "valid_from", "provider"],
                condition=Q(valid_until__isnull=True) | Q(valid_until__gt=F("valid_from")),
                name="a_grant_that_holds_is_given_once",
            ),
        ]

    def to_domain(self) -> Grant:
        """Give the grant as a domain value."""
        return Grant(role=self.role, unit=self.unit, validity=Validity(self.valid_from, self.valid_until))


class Deputy(models.Model):
    """A person who holds another's roles for a time, and acts as themself.

    ``units`` are those that the lender's roles were over when somebody else appointed the deputy, who may
    lend no others; None where the lender did, whose roles are all theirs to lend.
    """

    lender = models.ForeignKey(User, on_delete=models.CASCADE, related_name="lendings")
    deputy = models.ForeignKey(User, on_delete=models.CASCADE, related_name="deputyships")
    valid_from = models.DateField()
    valid_until = models.DateField()
    units = models.JSONField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        """Nobody is their own deputy; a lending that was taken back before it began never held."""

        ordering: ClassVar = ["valid_from", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(valid_until__gte=F("valid_from")), name="deputy_does_not_end_before_they_begin"
            ),
            models.CheckConstraint(condition=~Q(deputy=F("lender")), name="nobody_is_their_own_deputy"),
        ]

    @property
    def validity(self) -> Validity:
        """Give the time of the lending."""
        return Validity(self.valid_from, self.valid_until)

    def lent(self) -> tuple[Grant, ...]:
        """Give the lender's own roles, those that were to lend, as the deputy holds them."""
        own = self.lender.own_grants()
        shared = own if self.units is None else tuple(grant for grant in own if grant.unit in self.units)
        return lent(shared, lender=self.lender.username, during=self.validity)
