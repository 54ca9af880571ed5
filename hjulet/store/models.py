"""All models, gathered where Django looks for them."""

from hjulet.store.audit import AuditEvent, Revision
from hjulet.store.batch import Batch, BatchStatus, Company
from hjulet.store.budget import BudgetAmount, BudgetImport
from hjulet.store.edition import Edition
from hjulet.store.lock import Lock
from hjulet.store.mapping import AccountMapping, MappingVersion, UnitMapping
from hjulet.store.organisation import Unit, UnitLink, UnitService
from hjulet.store.origin import FigureOrigin
from hjulet.store.people import RoleGrant, User
from hjulet.store.snapshot import Snapshot
from hjulet.store.text import ReportText

__all__ = [
    "AccountMapping",
    "AuditEvent",
    "Batch",
    "BatchStatus",
    "BudgetAmount",
    "BudgetImport",
    "Company",
    "Edition",
    "FigureOrigin",
    "Lock",
    "MappingVersion",
    "ReportText",
    "Revision",
    "RoleGrant",
    "Snapshot",
    "Unit",
    "UnitLink",
    "UnitMapping",
    "UnitService",
    "User",
]
