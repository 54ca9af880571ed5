"""Who may do what: permissions as one enum, roles as readable classes, and the actor.

A grant gives a role over a subtree of the organisation for a time. Every call of a service names
its actor (``by=``) and its time (``at=``). An actor who may not see a thing is told that it does
not exist. A deputy holds another person's grants for a time, and acts as themself.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from hjulet.domain.validity import Validity


class Permission(StrEnum):
    """Everything that can be allowed."""

    VIEW_FIGURES = "view-figures"
    VIEW_VOUCHERS = "view-vouchers"
    VIEW_STAFF = "view-staff"
    VIEW_IMPORTS = "view-imports"
    VIEW_HISTORY = "view-history"
    IMPORT_LEDGER = "import-ledger"
    WITHDRAW_BATCH = "withdraw-batch"
    IMPORT_BUDGET = "import-budget"
    IMPORT_STAFF = "import-staff"
    CLOSE_PERIODS = "close-periods"
    EDIT_ITEMS = "edit-items"
    EDIT_INDICATORS = "edit-indicators"
    EDIT_ACTIONS = "edit-actions"
    REPORT_FORECAST = "report-forecast"
    EDIT_TEXT = "edit-text"
    EDIT_BOARD = "edit-board"
    WRITE_COMMENT = "write-comment"
    READ_REMARKS = "read-remarks"
    WRITE_REMARK = "write-remark"
    EDIT_TEMPLATES = "edit-templates"
    EDIT_CALENDAR = "edit-calendar"
    EDIT_HELP = "edit-help"
    EDIT_GOALS = "edit-goals"
    EDIT_ASSIGNMENTS = "edit-assignments"
    ASSESS_GOALS = "assess-goals"
    CONFIRM_PLAN = "confirm-plan"
    SEAL_REPORT = "seal-report"
    VERIFY_EDITIONS = "verify-editions"
    VIEW_EVENTS = "view-events"
    MANAGE_SETUP = "manage-setup"


class Role:
    """A named set of permissions. Subclasses are the roles; the docstring says who has it.

    ``survives_reorganisation`` lets a grant reach what its unit has become or was before, too.
    """

    id: str
    permissions: frozenset[Permission]
    survives_reorganisation = False


class ElectedRepresentative(Role):
    """A member of a body: reads its figures and reports, not the single vouchers nor the staff of a unit."""

    id = "elected_representative"
    permissions = frozenset({Permission.VIEW_FIGURES})


class PartyGroup(Role):
    """Works for a party's members of a body: reads what they read."""

    id = "party_group"
    permissions = ElectedRepresentative.permissions


class PublicEditor(Role):
    """Prepares what citizens read: figures and reports, and whether the sealed editions are whole."""

    id = "public_editor"
    permissions = frozenset({Permission.VIEW_FIGURES, Permission.VERIFY_EDITIONS})


class Contributor(Role):
    """Writes the comments of a unit and its actions for its manager.

    Reads its figures, not its vouchers or its staff. Keeps the unit's improvement board, which is the team's.
    """

    id = "contributor"
    permissions = frozenset(
        {
            Permission.VIEW_FIGURES,
            Permission.EDIT_BOARD,
            Permission.EDIT_ACTIONS,
            Permission.WRITE_COMMENT,
            Permission.READ_REMARKS,
            Permission.WRITE_REMARK,
        }
    )


class CompanyRepresentative(Role):
    """Answers for a company's figures here: reads them down to the voucher, and comments on them.

    Writes the company's business plan, and seals it as its board has decided it.
    """

    id = "company_representative"
    permissions = Contributor.permissions | {Permission.VIEW_VOUCHERS, Permission.CONFIRM_PLAN}


class UnitManager(Role):
    """Answers for a unit: reads its money down to the voucher, comments on it, says how its year will end.

    Writes the values of the indicators that the unit answers for and its actions, reports on its
    assignments, and writes and confirms its work plan.
    """

    id = "unit_manager"
    permissions = frozenset(
        {
            Permission.VIEW_FIGURES,
            Permission.VIEW_VOUCHERS,
            Permission.VIEW_STAFF,
            Permission.EDIT_INDICATORS,
            Permission.EDIT_ACTIONS,
            Permission.EDIT_ASSIGNMENTS,
            Permission.REPORT_FORECAST,
            Permission.EDIT_BOARD,
            Permission.WRITE_COMMENT,
            Permission.CONFIRM_PLAN,
            Permission.READ_REMARKS,
            Permission.WRITE_REMARK,
        }
    )


class Controller(Role):
    """Prepares figures and reports for a body and everything below it.

    Over a committee it is the committee's controller; over the executive board, which leads the
    steering, the central one (ADR 0034).
    """

    id = "controller"
    permissions = UnitManager.permissions | {
        Permission.VIEW_IMPORTS,
        Permission.VIEW_HISTORY,
        Permission.IMPORT_LEDGER,
        Permission.WITHDRAW_BATCH,
        Permission.IMPORT_BUDGET,
        Permission.IMPORT_STAFF,
        Permission.CLOSE_PERIODS,
        Permission.EDIT_ITEMS,
        Permission.EDIT_TEXT,
        Permission.EDIT_TEMPLATES,
        Permission.EDIT_CALENDAR,
        Permission.EDIT_HELP,
        Permission.EDIT_GOALS,
        Permission.ASSESS_GOALS,
        Permission.SEAL_REPORT,
        Permission.VERIFY_EDITIONS,
    }


class Auditor(Role):
    """Reads everything in its scope, the imports and the editions too, and changes nothing.

    Goes on reading what it audited when that ends, moves or becomes part of another body.
    """

    id = "auditor"
    survives_reorganisation = True
    permissions = frozenset(
        {
            Permission.VIEW_FIGURES,
            Permission.VIEW_VOUCHERS,
            Permission.VIEW_STAFF,
            Permission.VIEW_IMPORTS,
            Permission.VIEW_HISTORY,
            Permission.READ_REMARKS,
            Permission.VERIFY_EDITIONS,
            Permission.VIEW_EVENTS,
        }
    )


class Administrator(Role):
    """Runs the installation: people, organisation, mapping and imports. Does not forecast, seal or write."""

    id = "administrator"
    permissions = frozenset(Permission) - {
        Permission.EDIT_ITEMS,
        Permission.EDIT_INDICATORS,
        Permission.EDIT_ASSIGNMENTS,
        Permission.EDIT_ACTIONS,
        Permission.REPORT_FORECAST,
        Permission.EDIT_TEXT,
        Permission.EDIT_BOARD,
        Permission.WRITE_COMMENT,
        Permission.WRITE_REMARK,
        Permission.ASSESS_GOALS,
        Permission.CONFIRM_PLAN,
        Permission.SEAL_REPORT,
    }


ROLES: dict[str, type[Role]] = {
    role.id: role
    for role in (
        ElectedRepresentative,
        PartyGroup,
        PublicEditor,
        Contributor,
        CompanyRepresentative,
        UnitManager,
        Controller,
        Auditor,
        Administrator,
    )
}
"""All roles by their id, from those who read to those who run the installation."""


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where something is asked for: the unit and all over it then, and all over it at any time.

    ``ever_above`` counts what the unit has been part of, and what those bodies became or were before.
    """

    above: Collection[str]
    ever_above: Collection[str] = ()


@dataclass(frozen=True, kw_only=True)
class Grant:
    """A role over a unit and everything below it, for a time.

    ``lender`` is the id of the person whose role it is, where a deputy holds it; else empty.
    """

    role: str
    unit: str
    validity: Validity
    lender: str = ""

    def allows(self, permission: Permission, *, place: Place, on: date) -> bool:
        """Tell whether the grant allows something at a place on a day."""
        role = ROLES[self.role]
        reached = self.unit in place.above or (role.survives_reorganisation and self.unit in place.ever_above)
        return permission in role.permissions and reached and self.validity.holds(on)


def lent(grants: Iterable[Grant], *, lender: str, during: Validity) -> tuple[Grant, ...]:
    """Give a person's own grants as their deputy holds them: while both the grant and the lending hold.

    What the lender holds as somebody else's deputy is not theirs to lend.
    """
    own = (grant for grant in grants if not grant.lender)
    shared = ((grant, grant.validity.overlap(during)) for grant in own)
    return tuple(
        replace(grant, validity=validity, lender=lender) for grant, validity in shared if validity is not None
    )


@dataclass(frozen=True, kw_only=True)
class Actor:
    """Who does something: a signed-in person, or the operator at the command line."""

    id: str
    name: str
    grants: tuple[Grant, ...] = ()
    is_operator: bool = False

    @property
    def without_lent(self) -> "Actor":
        """Give the actor with their own grants only, not what they hold as somebody's deputy."""
        return replace(self, grants=tuple(grant for grant in self.grants if not grant.lender))

    def may(self, permission: Permission, *, place: Place, on: date) -> bool:
        """Tell whether the actor may do something at a place on a day.

        The operator, who has the machine itself, may do everything.
        """
        return self.is_operator or any(grant.allows(permission, place=place, on=on) for grant in self.grants)

    def may_anywhere(self, permission: Permission, *, on: date) -> bool:
        """Tell whether the actor has a permission over any unit at all."""
        return self.is_operator or any(
            permission in ROLES[grant.role].permissions and grant.validity.holds(on) for grant in self.grants
        )

    def deputy_for(self, *, on: date) -> tuple[str, ...]:
        """Name the people whose roles the actor holds on a day, by their ids."""
        lenders = (grant.lender for grant in self.grants if grant.lender and grant.validity.holds(on))
        return tuple(dict.fromkeys(lenders))
