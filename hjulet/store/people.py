"""People who sign in, and the roles they have been given."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q

from hjulet.domain.permission import Actor, Grant
from hjulet.domain.validity import Validity


class UserManager(BaseUserManager["User"]):
    """Finds people by their username."""


class User(AbstractBaseUser):
    """A person. What they may do stands in their grants, nowhere else."""

    username = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    email = models.EmailField(blank=True)
    is_active = models.BooleanField(default=True)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "username"

    def actor(self) -> Actor:
        """Give the person as the domain knows actors."""
        grants = tuple(grant.to_domain() for grant in self.grants.all())
        return Actor(id=self.username, name=self.name, grants=grants if self.is_active else ())


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

    class Meta:
        """A grant ends after it begins."""

        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gt=F("valid_from")),
                name="grant_ends_after_it_begins",
            )
        ]

    def to_domain(self) -> Grant:
        """Give the grant as a domain value."""
        return Grant(role=self.role, unit=self.unit, validity=Validity(self.valid_from, self.valid_until))
