"""The columns of goals, indicators, actions, assignments, boards and the year."""

from collections.abc import Mapping

from hjulet.store.personal_data.columns import Columns

TABLES: Mapping[str, Columns] = {
    "store.teamboard": Columns(
        whose=("set_by",),
        personal={"authorship": "set_by set_at"},
        about="unit",
        plain="order version id started_on",
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
        plain="id known_until number first_day last_day due status cost financing origin",
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
        plain=(
            "id known_until structure unit base base_year percent year now now_year stated per pace "
            "inhabitants"
        ),
    ),
    "store.goalassessment": Columns(
        whose=("set_by",),
        personal={"authorship": "set_by known_from", "texts": "reason"},
        reference="reason",
        about="key body period",
        plain="id known_until structure level source withdrawn",
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
    "store.actiongoal": Columns(plain="id action structure key"),
    "store.actiontheme": Columns(plain="id action theme"),
    "store.actionindicator": Columns(plain="id action indicator"),
    "store.indicatoranswer": Columns(plain="id provider address fetched_at sha256 packed"),
    "store.cataloguekpi": Columns(
        plain=(
            "id key title description area municipality_type by_gender publication_date groups "
            "search_text fetched_at"
        )
    ),
}
