"""Which columns of which tables are personal data: every column of the database stands here.

A new column that nobody has classified fails ``tests/store/test_personal_data.py``. The register of
treatments, the answer to whoever asks what is kept about them, and the page Personuppgifter are made from it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from hjulet.domain.personal_data import Handling, PersonalColumn


@dataclass(frozen=True, kw_only=True)
class Columns:
    """The columns of one table, as words in a string.

    ``whose`` are lookups that find a person's rows by username, ``whose_name`` by name: some tables keep the
    name as it was shown. ``personal`` are columns by treatment; ``hidden`` and ``reference`` those of them
    that are not answered as they are. ``about`` tell which row it is. ``plain`` are about nobody.
    """

    whose: tuple[str, ...] = ()
    whose_name: tuple[str, ...] = ()
    personal: Mapping[str, str] = field(default_factory=dict)
    hidden: str = ""
    reference: str = ""
    about: str = ""
    plain: str = ""

    def all(self) -> tuple[str, ...]:
        """List every column that is classified."""
        return tuple(" ".join((*self.personal.values(), self.about, self.plain)).split())

    def handling(self, column: str) -> Handling:
        """Tell how a personal column is answered."""
        if column in self.hidden.split():
            return Handling.SECRET
        return Handling.REFERENCE if column in self.reference.split() else Handling.SHOWN


PERSONAL_TABLES: Mapping[str, Columns] = {
    "sessions.session": Columns(
        personal={"sign-in": "session_key session_data"},
        hidden="session_key session_data",
        plain="expire_date",
    ),
    "django_tasks_database.dbtaskresult": Columns(
        personal={"work": "args_kwargs return_value traceback"},
        reference="args_kwargs return_value traceback",
        plain=(
            "id status enqueued_at started_at finished_at priority task_path worker_ids queue_name "
            "backend_name run_after exception_class_path"
        ),
    ),
    "store.revision": Columns(
        whose=("actor",),
        personal={"authorship": "actor at", "texts": "fields"},
        reference="fields",
        about="noun object_id version",
        plain="id",
    ),
    "store.auditevent": Columns(
        whose=("actor", "object_id"), personal={"log": "action object_id params actor at"}, plain="id"
    ),
    "store.batch": Columns(
        whose=("imported_by", "ended_by"),
        personal={
            "authorship": "imported_by imported_at ended_by ended_at",
            "texts": "reason file code_names",
        },
        reference="reason file code_names",
        about="key",
        plain=(
            "id company sha256 content folder kind source months rows vouchers control_sum balances "
            "balance_sum accounts responsibilities warnings status"
        ),
    ),
    "store.budgetimport": Columns(
        whose=("imported_by", "ended_by"),
        personal={"authorship": "imported_by imported_at ended_by ended_at", "texts": "reason file"},
        reference="reason file",
        about="content",
        plain="id sha256 batch status",
    ),
    "store.cacheentry": Columns(
        personal={"sign-in": "cache_key value"}, hidden="cache_key value", plain="expires"
    ),
    "store.teamboard": Columns(
        whose=("set_by",),
        personal={"authorship": "set_by set_at"},
        about="unit",
        plain="id started_on",
    ),
    "store.boardrow": Columns(
        whose=("set_by",),
        personal={"authorship": "set_by set_at", "texts": "name normal"},
        reference="name normal",
        about="unit number",
        plain="id version structure key indicator since until",
    ),
    "store.boarddeviation": Columns(
        whose=("set_by", "told_by"),
        personal={"authorship": "set_by set_at told_by", "texts": "text"},
        reference="text",
        about="unit number",
        plain="id version row day amount closed_on",
    ),
    "store.boardimprovement": Columns(
        whose=("set_by", "person"),
        personal={"authorship": "set_by set_at person", "texts": "title role note"},
        reference="title role note",
        about="unit number",
        plain="id version step due row deviation begun_on",
    ),
    "store.improvementmove": Columns(
        whose=("set_by",),
        personal={"authorship": "set_by set_at"},
        about="unit improvement",
        plain="id before after day",
    ),
    "store.calendarstep": Columns(
        whose_name=("saved_by",),
        personal={"authorship": "saved_by saved_at"},
        about="key",
        plain=(
            "id title title_en kind unit when from_year to_year what report report_month years_back "
            "role source question alternative version"
        ),
    ),
    "store.calendarquestion": Columns(
        whose_name=("answered_by",),
        personal={"authorship": "answered_by answered_at", "texts": "reason"},
        reference="reason",
        about="key",
        plain="id text text_en unit chosen version",
    ),
    "store.calendarfeed": Columns(
        whose=("person",),
        personal={"own-choices": "person language made_at token_hash"},
        hidden="token_hash",
        plain="id",
    ),
    "store.causeversion": Columns(
        whose=("set_by",),
        personal={"authorship": "set_by known_from", "texts": "text"},
        reference="text",
        about="unit year explains row",
        plain="id known_until place amount duration",
    ),
    "store.columnmap": Columns(
        whose=("updated_by",),
        personal={"authorship": "updated_by updated_at"},
        about="name version",
        plain="id company columns",
    ),
    "store.mappingversion": Columns(
        whose=("created_by",),
        personal={"authorship": "created_by created_at", "texts": "note"},
        reference="note",
        about="id",
        plain="content",
    ),
    "store.edition": Columns(
        whose=("sealed_by",),
        personal={"authorship": "sealed_by sealed_at"},
        about="number kind unit period",
        plain="title decision referral open_points language made_from snapshot content seal manifest folder",
    ),
    "store.supplement": Columns(
        whose=("sealed_by",),
        personal={"authorship": "sealed_by sealed_at", "texts": "text"},
        reference="text",
        about="edition number",
        plain="id point decided_by decided_on seal",
    ),
    "store.reopening": Columns(
        whose=("opened_by",),
        personal={"authorship": "opened_by opened_at", "texts": "reason"},
        reference="reason",
        about="edition",
        plain="id",
    ),
    "store.followupversion": Columns(
        whose=("set_by",),
        personal={"authorship": "set_by known_from", "texts": "asked_by name"},
        reference="asked_by name",
        about="key unit",
        plain="id known_until company accounts from_year to_year decision",
    ),
    "store.forecastversion": Columns(
        whose=("set_by",),
        personal={"authorship": "set_by known_from", "texts": "note"},
        reference="note",
        about="unit month",
        plain="id known_until amount",
    ),
    "store.goalstructure": Columns(
        whose=("set_by",),
        personal={"authorship": "set_by known_from", "texts": "note"},
        reference="note",
        about="key",
        plain="id known_until name first_year last_year decided source groups",
    ),
    "store.goalelement": Columns(
        whose=("set_by",),
        personal={"authorship": "set_by known_from", "texts": "name note"},
        reference="name note",
        about="key",
        plain=(
            "id known_until structure place kind number under lead through bodies followed_by scope state "
            "first_year last_year indicators"
        ),
    ),
    "store.actionversion": Columns(
        whose=("set_by", "person"),
        personal={
            "authorship": "set_by known_from person",
            "texts": "name description role status_note effect milestones search_text financed_by",
        },
        reference="name description role status_note effect milestones search_text financed_by",
        about="key unit year",
        plain="id known_until number first_day last_day due status indicator cost financing origin",
    ),
    "store.themeversion": Columns(
        whose=("set_by", "person"),
        personal={"authorship": "set_by known_from person", "texts": "name description role"},
        reference="name description role",
        about="key unit",
        plain="id known_until",
    ),
    "store.goallink": Columns(
        whose=("set_by",),
        personal={"authorship": "set_by known_from", "texts": "note"},
        reference="note",
        plain=("id known_until kind source_structure source_key target_structure target_key absent_in"),
    ),
    "store.goaltarget": Columns(
        whose=("set_by",),
        personal={"authorship": "set_by known_from", "texts": "name note"},
        reference="name note",
        about="key",
        plain="id known_until structure unit base base_year percent year now now_year stated",
    ),
    "store.goalassessment": Columns(
        whose=("set_by",),
        personal={"authorship": "set_by known_from", "texts": "reason"},
        reference="reason",
        about="key body period",
        plain="id known_until structure level source",
    ),
    "store.goalquestion": Columns(
        whose_name=("answered_by",),
        personal={"authorship": "answered_by answered_at", "texts": "reason"},
        reference="reason",
        about="key",
        plain="id structure wordings chosen version",
    ),
    "store.registeredassignment": Columns(
        personal={"texts": "name text official"},
        reference="name text official",
        about="number",
        plain=(
            "id origin reference decision giver receiver given first_due goal_structure goal_key closed_on "
            "version"
        ),
    ),
    "store.assignmentevent": Columns(
        whose=("written_by",),
        personal={"authorship": "written_by written_at", "texts": "text"},
        reference="text",
        about="number place",
        plain="id kind on due decision outcome replaced_by strikes",
    ),
    "store.registeredgrant": Columns(
        whose=("set_by",),
        personal={"authorship": "set_by known_from", "texts": "condition"},
        reference="condition",
        about="key unit",
        plain="id known_until name giver codes first_day last_day",
    ),
    "store.grantentry": Columns(
        whose=("set_by",),
        personal={"authorship": "set_by known_from", "texts": "note reference"},
        reference="note reference",
        about="of key",
        plain="id known_until kind year on amount",
    ),
    "store.investmentproject": Columns(
        whose=("set_by",),
        personal={"authorship": "set_by known_from", "texts": "note name"},
        reference="note name",
        about="key unit",
        plain="id known_until kind frame codes first_year last_year started closed",
    ),
    "store.investmentdecision": Columns(
        whose=("set_by",),
        personal={"authorship": "set_by known_from", "texts": "note reference"},
        reference="note reference",
        about="of key",
        plain="id known_until kind year on amount",
    ),
    "store.nameditem": Columns(
        whose=("set_by",),
        personal={"authorship": "set_by known_from", "texts": "name reason"},
        reference="name reason",
        about="key unit month",
        plain="id known_until amount",
    ),
    "store.population": Columns(
        whose=("set_by",),
        personal={"authorship": "set_by known_from"},
        about="year",
        plain="id known_until inhabitants source",
    ),
    "store.job": Columns(
        whose=("actor",),
        personal={"work": "actor title created_at", "texts": "params result"},
        reference="params result",
        about="kind state",
        plain="id step done total attempt cancel_asked started_at step_at heartbeat_at finished_at",
    ),
    "store.user": Columns(
        whose=("username",),
        personal={
            "account": "username name email is_active is_protected display_name",
            "sign-in": "password last_login",
        },
        hidden="password",
        plain="id version",
    ),
    "store.rolegrant": Columns(
        whose=("user__username",),
        personal={"rights": "user role unit valid_from valid_until provider"},
        plain="id version",
    ),
    "store.deputy": Columns(
        whose=("lender__username", "deputy__username"),
        personal={"rights": "lender deputy valid_from valid_until units"},
        plain="id version",
    ),
    "store.periodstatus": Columns(
        whose=("set_by",),
        personal={"authorship": "set_by known_from"},
        about="company month state",
        plain="id known_until",
    ),
    "store.reminderchoice": Columns(
        whose=("person",), personal={"reminders": "person language without"}, plain="id version"
    ),
    "store.reminder": Columns(
        whose=("person",),
        personal={"reminders": "person day kinds tasks message_id outcome cause attempts claimed_at sent_at"},
        plain="id",
    ),
    "store.savedview": Columns(
        whose=("owner",), personal={"own-choices": "owner name query updated_at"}, plain="id version"
    ),
    "store.savingversion": Columns(
        whose=("set_by",),
        personal={"authorship": "set_by known_from", "texts": "name decision"},
        reference="name decision",
        about="unit year row",
        plain="id known_until amount effect status",
    ),
    "store.stafffigure": Columns(
        whose=("set_by",),
        personal={"authorship": "set_by known_from", "texts": "file"},
        reference="file",
        about="unit month",
        plain="id known_until man_years",
    ),
    "store.indicatorversion": Columns(
        whose=("set_by",),
        personal={"authorship": "set_by known_from", "texts": "name description source names"},
        reference="name description source names",
        about="key owner",
        plain=(
            "id known_until unit direction decimals formula frequency scope together band kolada scb "
            "first_year last_year scale series baselines targets thresholds expected search_text"
        ),
    ),
    "store.indicatorvalue": Columns(
        whose=("set_by",),
        personal={"authorship": "set_by known_from", "texts": "note source"},
        reference="note source",
        about="indicator series period",
        plain="id known_until period_end value status fetched response_rate",
    ),
    "store.indicatoraction": Columns(
        whose=("set_by",),
        personal={"authorship": "set_by known_from", "texts": "text"},
        reference="text",
        about="indicator period",
        plain="id known_until",
    ),
    "store.reporttext": Columns(
        whose_name=("saved_by",),
        personal={"authorship": "saved_by saved_at", "texts": "source"},
        reference="source",
        about="kind unit period section version",
        plain="id unchanged_since",
    ),
    "store.setasidetext": Columns(
        whose=("actor",),
        personal={"set-aside": "source actor at settled_at"},
        about="kind unit period section",
        plain="id",
    ),
    "store.helptext": Columns(
        whose_name=("saved_by",),
        personal={"authorship": "saved_by saved_at", "texts": "text text_en"},
        reference="text text_en",
        about="key",
        plain="id version",
    ),
    "store.tourmark": Columns(whose=("person",), personal={"own-choices": "person mark at"}, plain="id"),
    "store.thread": Columns(
        whose=("settled_by",),
        personal={"authorship": "settled_by settled_at"},
        about="part key unit",
        plain="id figures told snapshot entries last_at",
    ),
    "store.threadentry": Columns(
        whose=("author",),
        personal={"authorship": "author at changed_at withdrawn_at", "texts": "text"},
        about="thread number kind",
        plain="id figures version",
    ),
    "store.threadreader": Columns(
        whose=("person",),
        personal={"own-choices": "person read_to takes_part mentioned"},
        about="thread",
        plain="id",
    ),
    "store.ownnote": Columns(
        whose=("owner",),
        personal={"own-choices": "owner text written_at"},
        about="part key unit",
        plain="id figures snapshot version",
    ),
    "store.pagevisit": Columns(
        whose=("person",),
        personal={"own-choices": "person page seen_at before_at"},
        plain="id seen_snapshot before_snapshot",
    ),
    "store.reporttemplate": Columns(
        whose_name=("saved_by",),
        personal={"authorship": "saved_by saved_at", "texts": "content"},
        reference="content",
        about="kind from_year version",
        plain="id",
    ),
    "store.upload": Columns(
        whose=("actor",),
        personal={"work": "actor file sent_at", "texts": "checked outcome"},
        reference="checked outcome",
        about="key kind",
        plain="id sending size check_job import_job",
    ),
    "account.emailaddress": Columns(
        whose=("user__username",), personal={"account": "user email verified primary"}, plain="id"
    ),
    "account.emailconfirmation": Columns(
        whose=("email_address__user__username",),
        personal={"account": "email_address created sent", "sign-in": "key"},
        hidden="key",
        plain="id",
    ),
    "mfa.authenticator": Columns(
        whose=("user__username",),
        personal={"sign-in": "user type data created_at last_used_at"},
        hidden="data",
        plain="id",
    ),
    "socialaccount.socialaccount": Columns(
        whose=("user__username",),
        personal={"sign-in": "user provider uid last_login date_joined extra_data"},
        plain="id",
    ),
    "socialaccount.socialtoken": Columns(
        whose=("account__user__username",),
        personal={"sign-in": "account token token_secret"},
        hidden="token token_secret",
        plain="id app expires_at",
    ),
    "usersessions.usersession": Columns(
        whose=("user__username",),
        personal={"sign-in": "user created_at ip last_seen_at session_key user_agent data"},
        hidden="session_key",
        plain="id",
    ),
}
"""Tables with personal data -> their columns."""

PLAIN_TABLES: Mapping[str, Columns] = {
    "contenttypes.contenttype": Columns(plain="id app_label model"),
    "auth.permission": Columns(plain="id name content_type codename"),
    "auth.group": Columns(plain="id name permissions"),
    "store.actiongoal": Columns(plain="id action structure key"),
    "store.actiontheme": Columns(plain="id action theme"),
    "store.indicatoranswer": Columns(plain="id provider address fetched_at sha256 packed"),
    "store.cataloguekpi": Columns(
        plain=(
            "id key title description area municipality_type by_gender publication_date groups "
            "search_text fetched_at"
        )
    ),
    "store.company": Columns(plain="id code org_number name kind"),
    "store.budgetamount": Columns(plain="id budget unit line account period amount version decided"),
    "store.accountmapping": Columns(
        plain="id company valid_from valid_to version account_from account_to line sign"
    ),
    "store.unitmapping": Columns(
        plain="id company valid_from valid_to version code_part code_from code_to unit"
    ),
    "store.internalmapping": Columns(
        plain="id company valid_from valid_to version code_part code_from code_to scope unit"
    ),
    "store.snapshot": Columns(plain="number mapping known_at cause batches budgets"),
    "store.lock": Columns(plain="name"),
    "store.unit": Columns(
        plain="id valid_from valid_until known_from known_until code kind name has_appropriation position"
    ),
    "store.unitlink": Columns(
        plain="id valid_from valid_until known_from known_until child parent structure"
    ),
    "store.unitservice": Columns(
        plain="id valid_from valid_until known_from known_until department committee"
    ),
    "store.unitsuccession": Columns(plain="id predecessor successor day known_from known_until"),
    "store.figureorigin": Columns(plain="id pattern status source note"),
    "socialaccount.socialapp": Columns(plain="id provider provider_id name client_id secret key settings"),
}
"""Tables that are about nobody -> their columns."""


def personal_columns() -> Iterator[PersonalColumn]:
    """List every column that holds personal data."""
    for table, columns in PERSONAL_TABLES.items():
        for treatment, names in columns.personal.items():
            for name in names.split():
                yield PersonalColumn(
                    table=table, column=name, treatment=treatment, handling=columns.handling(name)
                )
