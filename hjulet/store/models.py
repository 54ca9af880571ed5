"""All models, gathered where Django looks for them."""

from hjulet.store.action import ActionGoal, ActionIndicator, ActionTheme, ActionVersion, ThemeVersion
from hjulet.store.assessment import GoalAssessment
from hjulet.store.assignments import AssignmentEvent, RegisteredAssignment
from hjulet.store.audit import AuditEvent, Revision
from hjulet.store.batch import Batch, BatchStatus, Company, CompanyKind
from hjulet.store.board import BoardDeviation, BoardImprovement, BoardRow, ImprovementMove, TeamBoard
from hjulet.store.budget import BudgetAmount, BudgetImport, BudgetStatus
from hjulet.store.cache import CacheEntry
from hjulet.store.calendar import CalendarFeed, CalendarQuestion, CalendarStep
from hjulet.store.catalogue import CatalogueKpi
from hjulet.store.cause import CauseVersion
from hjulet.store.column_map import ColumnMap
from hjulet.store.edition import Edition, Reopening, Supplement
from hjulet.store.follow_up import FollowUpVersion
from hjulet.store.forecast import ForecastVersion
from hjulet.store.goals import GoalElement, GoalLink, GoalQuestion, GoalStructure, GoalTarget
from hjulet.store.grant import GrantEntry, RegisteredGrant
from hjulet.store.help import HelpText
from hjulet.store.indicator import IndicatorAction, IndicatorAnswer, IndicatorValue, IndicatorVersion
from hjulet.store.investment import InvestmentDecision, InvestmentProject
from hjulet.store.item import NamedItem, Population
from hjulet.store.job import Job, JobState
from hjulet.store.lock import Lock
from hjulet.store.mapping import AccountMapping, InternalMapping, MappingVersion, UnitMapping
from hjulet.store.organisation import Unit, UnitLink, UnitService, UnitSuccession
from hjulet.store.origin import FigureOrigin
from hjulet.store.people import Deputy, RoleGrant, User
from hjulet.store.period import PeriodStatus
from hjulet.store.reminder import Reminder, ReminderChoice, ReminderOutcome
from hjulet.store.saved_view import SavedView
from hjulet.store.saving import SavingVersion
from hjulet.store.snapshot import Snapshot
from hjulet.store.staff import StaffFigure
from hjulet.store.text import ReportTemplate, ReportText, SetAsideText
from hjulet.store.thread import OwnNote, PageVisit, Thread, ThreadEntry, ThreadReader
from hjulet.store.tour import TourMark
from hjulet.store.upload import Upload

__all__ = [
    "AccountMapping",
    "ActionGoal",
    "ActionIndicator",
    "ActionTheme",
    "ActionVersion",
    "AssignmentEvent",
    "AuditEvent",
    "Batch",
    "BatchStatus",
    "BoardDeviation",
    "BoardImprovement",
    "BoardRow",
    "BudgetAmount",
    "BudgetImport",
    "BudgetStatus",
    "CacheEntry",
    "CalendarFeed",
    "CalendarQuestion",
    "CalendarStep",
    "CatalogueKpi",
    "CauseVersion",
    "ColumnMap",
    "Company",
    "CompanyKind",
    "Deputy",
    "Edition",
    "FigureOrigin",
    "FollowUpVersion",
    "ForecastVersion",
    "GoalAssessment",
    "GoalElement",
    "GoalLink",
    "GoalQuestion",
    "GoalStructure",
    "GoalTarget",
    "GrantEntry",
    "HelpText",
    "ImprovementMove",
    "IndicatorAction",
    "IndicatorAnswer",
    "IndicatorValue",
    "IndicatorVersion",
    "InternalMapping",
    "InvestmentDecision",
    "InvestmentProject",
    "Job",
    "JobState",
    "Lock",
    "MappingVersion",
    "NamedItem",
    "OwnNote",
    "PageVisit",
    "PeriodStatus",
    "Population",
    "RegisteredAssignment",
    "RegisteredGrant",
    "Reminder",
    "ReminderChoice",
    "ReminderOutcome",
    "Reopening",
    "ReportTemplate",
    "ReportText",
    "Revision",
    "RoleGrant",
    "SavedView",
    "SavingVersion",
    "SetAsideText",
    "Snapshot",
    "StaffFigure",
    "Supplement",
    "TeamBoard",
    "ThemeVersion",
    "Thread",
    "ThreadEntry",
    "ThreadReader",
    "TourMark",
    "Unit",
    "UnitLink",
    "UnitMapping",
    "UnitService",
    "UnitSuccession",
    "Upload",
    "User",
]
