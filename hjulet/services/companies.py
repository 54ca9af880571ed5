"""Legal entities: code, name, organisation number, and what each is to the municipality."""

import re
from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import transaction

from hjulet.domain.org_number import NotAnOrgNumber, org_number
from hjulet.domain.permission import Actor, Permission
from hjulet.services.access import may_centrally, require_anywhere, require_centrally
from hjulet.services.changes import audit
from hjulet.services.errors import ConflictError, NotFoundError, refused
from hjulet.store.lock import hold
from hjulet.store.models import Batch, BatchStatus, Company, CompanyKind

LOCK = "companies"
KINDS: tuple[str, ...] = (CompanyKind.MUNICIPALITY, CompanyKind.COMPANY, CompanyKind.ASSOCIATION)
"""Kinds that can be chosen; ``unknown`` is what a company met in a file has until then."""

_CODE = re.compile(r"[\w-]{1,40}")


@dataclass(frozen=True, kw_only=True)
class CompanyFacts:
    """A legal entity. ``code`` is what rules and files call it, and is never changed."""

    code: str
    name: str
    org_number: str
    kind: str

    def text(self) -> str:
        """Write it as lines, to be compared."""
        return "\n".join((self.name, self.org_number, self.kind))


@dataclass(frozen=True, kw_only=True)
class CompanyList:
    """All legal entities, and how many batches of each are in force."""

    companies: tuple[tuple[CompanyFacts, int], ...]
    may_edit: bool


def list_companies(*, by: Actor, at: datetime) -> CompanyList:
    """List the legal entities."""
    require_anywhere(Permission.VIEW_IMPORTS, by=by, at=at)
    active = list(Batch.objects.filter(status=BatchStatus.ACTIVE).values_list("company__code", flat=True))
    return CompanyList(
        companies=tuple(
            (_facts(company), active.count(company.code)) for company in Company.objects.order_by("id")
        ),
        may_edit=may_centrally(Permission.MANAGE_SETUP, by=by, at=at),
    )


def require_company_editor(*, by: Actor, at: datetime) -> None:
    """Let through whoever may name legal entities; else NotFoundError."""
    require_centrally(Permission.MANAGE_SETUP, by=by, at=at)


def find_company(code: str, *, by: Actor, at: datetime) -> CompanyFacts:
    """Find a legal entity to change; raises NotFoundError."""
    require_centrally(Permission.MANAGE_SETUP, by=by, at=at)
    found = Company.objects.filter(code=code).first()
    if found is None:
        raise NotFoundError(code)
    return _facts(found)


def add_company(given: CompanyFacts, *, by: Actor, at: datetime) -> None:
    """Add a legal entity, so that files and rules can name it. Raises RefusedError."""
    require_centrally(Permission.MANAGE_SETUP, by=by, at=at)
    if not _CODE.fullmatch(given.code):
        raise refused("bad-company-code", value=given.code)
    wanted = _judged(given)
    with transaction.atomic():
        hold(LOCK)
        if same := Company.objects.filter(code=wanted.code).first():
            raise refused("company-exists", company=same.name, what=same.code)
        _require_free(wanted, besides="")
        Company.objects.create(**asdict(wanted))
        audit("add-company", wanted.code, by=by, at=at, **asdict(wanted))


def change_company(given: CompanyFacts, *, was: CompanyFacts, by: Actor, at: datetime) -> None:
    """Change the name, number or kind of a legal entity that was read as ``was``.

    Raises ConflictError with both if somebody changed it since, NotFoundError, RefusedError.
    """
    require_centrally(Permission.MANAGE_SETUP, by=by, at=at)
    wanted = _judged(given)
    with transaction.atomic():
        hold(LOCK)
        found = Company.objects.filter(code=wanted.code).first()
        if found is None:
            raise NotFoundError(wanted.code)
        stored = _facts(found)
        if stored != was:
            raise ConflictError(theirs=stored.text(), mine=wanted.text(), version=0)
        _require_free(wanted, besides=wanted.code)
        Company.objects.filter(code=wanted.code).update(
            name=wanted.name, org_number=wanted.org_number, kind=wanted.kind
        )
        audit("change-company", wanted.code, by=by, at=at, before=asdict(stored), after=asdict(wanted))


def _judged(given: CompanyFacts) -> CompanyFacts:
    """Write the number in its one form; an entity may lack one. Raises RefusedError."""
    try:
        number = org_number(given.org_number) if given.org_number.strip() else ""
    except NotAnOrgNumber as fault:
        raise refused("bad-org-number", value=given.org_number) from fault
    return CompanyFacts(code=given.code, name=given.name.strip(), org_number=number, kind=given.kind)


def _require_free(wanted: CompanyFacts, *, besides: str) -> None:
    """Refuse an organisation number that another entity has: files are known by it."""
    others = Company.objects.exclude(code=besides).filter(org_number=wanted.org_number)
    if wanted.org_number and (other := others.first()):
        raise refused("company-exists", company=other.code, what=wanted.org_number)


def _facts(company: Company) -> CompanyFacts:
    return CompanyFacts(
        code=company.code, name=company.name, org_number=company.org_number, kind=company.kind
    )
