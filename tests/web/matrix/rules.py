"""What every address of the staff site needs, by name. An address that is not here fails the test.

To add an address: give its name what a GET and a POST take, an example of its arguments in which all ids
are of the executive board (KS), and what to change for a thing that does not exist. ``data`` must be a
form that is right: else whoever may not write would be stopped by the form, and the guard never met.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from hjulet.domain.permission import Permission as May

Args = Mapping[str, Any]


@dataclass(frozen=True)
class Need:
    """What it takes: a permission over the body whose thing it is, or over any at all (``anywhere``)."""

    permission: May | None = None
    anywhere: bool = False


ANYBODY = Need()
"""Whoever has signed in: the answer holds nothing, or only what is theirs."""

NOT_ASKED: None = None
"""It is not asked with this method: 405, or 404 where the address needs what only a form sends."""


def over(permission: May) -> Need:
    """Need a permission over the body whose thing it is."""
    return Need(permission)


def anywhere(permission: May) -> Need:
    """Need a permission over any body: the answer is filtered, or is nobody's alone."""
    return Need(permission, anywhere=True)


def own(permission: May | None = None) -> Need:
    """Need to be who made it (``swaps`` try others'), and still to have a permission over some body."""
    return Need(permission, anywhere=True)


@dataclass(frozen=True, kw_only=True)
class Rule:
    """An example of an address and what it takes; names in braces are those of the world's things.

    ``missing`` changes it into a thing that does not exist, each of ``swaps`` one of its ids into one of
    another body. ``all_for`` is the role that, over KS, reaches what the swaps name too. ``writes`` says
    that a report that is decided takes no POST (409). ``also`` are answers to whoever has no such thing.
    ``shows_all``: it is the whole municipality's, things of other bodies included.
    """

    get: Need | None
    post: Need | None
    args: Args = field(default_factory=dict)
    query: Args = field(default_factory=dict)
    data: Args = field(default_factory=dict)
    missing: Args = field(default_factory=dict)
    swaps: tuple[Args, ...] = ()
    writes: bool = False
    all_for: str = ""
    also: tuple[int, ...] = ()
    shows_all: bool = False

    @property
    def is_only_shown(self) -> bool:
        """Tell whether a POST to it does what a GET does: there is no form."""
        return self.get == self.post and not self.data


def page(need: Need, **given: Any) -> Rule:
    """Rule for a page that is shown whether it is asked with GET or POST."""
    return Rule(get=need, post=need, **given)


def button(need: Need, **given: Any) -> Rule:
    """Rule for what is only ever sent."""
    return Rule(get=NOT_ASKED, post=need, **given)


def _indicator(**args: str) -> Rule:
    """Rule for a page of an indicator that tells of its owner's own body."""
    return page(
        over(May.VIEW_FIGURES),
        args={"id": "{indicator}", **args},
        missing={"id": "nej"},
        swaps=({"id": "{kfn_indicator}"},),
    )


OPEN = {
    "sign-in": (200, 200),
    "choose-person": (405, 404),
    "sign-out": (405, 302),
    "language": (302, 302),
    "accessibility": (200, 200),
    "icon": (302, 302),
    "theme": (404, 405),
    "logo": (404, 405),
}
"""Addresses for whoever has not signed in, with what a GET and an empty POST answer."""

HR = {"unit": "HR"}
NO_UNIT = {"unit": "NEJ"}
ABOUT_HR = {"enhet": "HR", "period": "2017"}
NO_HR = {"enhet": "NEJ"}
REPORT = {"kind": "annual", "unit": "KS", "period": "2017"}
WORK_PLAN = {"kind": "work_plan", "unit": "HR", "period": "2017"}
ENTRY = {"kind": "change", "year": "2017", "on": "2017-03-01", "amount": "1", "reference": "x"}
PROJECT = {"name": "x", "kind": "committee", "first_year": "2017", "last_year": "2017"}
GRANT = {"name": "x", "giver": "y", "first_day": "2017-01-01"}
FOLLOW_UP = {"name": "x", "company": "KOMMUN", "accounts": "76", "from_year": "2017"}
SAVING = {"name": "x", "decision": "y", "amount": "1", "decision-form": "1"}
ITEM = {"month": "2017-05", "name": "x", "amount": "1"}
CAUSES = {"form-TOTAL_FORMS": "0", "form-INITIAL_FORMS": "0", "version": ""}
PEOPLE = "username;name;role;unit;valid_from;valid_to\nny;Ny;auditor;HR;2018-01-01;\n"
SERVES = "department;committee;valid_from;valid_to\nKSK;KS;2014-01-01;\n"
ROLE = {"role": "auditor", "unit": "HR", "first": "2018-01-01", "last": ""}
DEPUTY = {"deputy": "{helper}", "first": "2018-01-01", "last": "2018-02-01"}
STAFF_FILE = {"text": "unit;month;man_years\nHR;2017-05;3,0\n", "file": "p.csv", "base": "{staff}"}
VALUE = {"period": "2017", "value": "2", "status": "final", "version": "{indicator_value}"}
DEFINITION = {
    "name": "x",
    "decimals": "0",
    "direction": "up",
    "owner": "HR",
    "scope": "body",
    "frequency": "year",
}
VALUES_HEAD = "indicator;series;period;value;status;fetched;response_rate;source;note\n"
VALUES_FILE = {"text": f"{VALUES_HEAD}{{indicator}};;2016;3;;;;;\n", "file": "v.csv", "base": "{values}"}
ROW = {"name": "x", "normal": "y", "version": "1"}
DEVIATION = {"text": "x", "day": "2017-09-04", "version": "1"}
GOALS = {"structure": "2020-2022"}
NO_GOALS = {"structure": "2019-2021"}
ASSESSED = {"structure": "2017-2019", "body": "KS", "period": "2017"}
COMMITMENT = {"structure": "2014-2016", "key": "atagande-1"}
ASSIGNMENT = {
    "name": "x",
    "origin": "motion",
    "giver": "KS",
    "receiver": "HR",
    "given": "2018-01-01",
    "version": "2",
}
OF_ASSIGNMENT, NO_ASSIGNMENT = {"number": "{assignment}"}, {"number": "999"}
HAPPENED = {"on": "2018-02-01", "text": "x", "version": "2"}
ACTION = {
    "name": "x",
    "unit": "HR",
    "year": "2017",
    "role": "x",
    "first_day": "2017-01-01",
    "last_day": "2017-12-31",
    "status": "ongoing",
    "steg-TOTAL_FORMS": "0",
    "steg-INITIAL_FORMS": "0",
}
ASSIGNMENTS_FILE = {
    "text": "number;name;origin;decision;given;giver;receiver;first_due\n;x;;;2017-03-01;KS;HR;\n",
    "file": "u.csv",
    "base": "0",
}
ACTIONS_FILE = {"text": "id;läge\nA1;klar\n", "file": "a.csv", "base": "0"}
THEME = {"name": "x", "unit": "HR", "role": "x"}
RULES_OF = {"kind": "konton"}
AT_BASE = {"version": "{mapping}"}
TABLE = {"text": "", "base": "{mapping}", "plats": "1", "ar": "2018", "note": "x"}

RULES: dict[str, tuple[Rule, ...]] = {
    # a unit's economy
    "start": (page(over(May.VIEW_FIGURES), query=ABOUT_HR, missing=NO_HR),),
    "economy": (page(ANYBODY),),
    "unit": (page(over(May.VIEW_FIGURES), args=HR, missing=NO_UNIT),),
    "line": (page(over(May.VIEW_FIGURES), args=HR | {"line": "personnel"}, missing=NO_UNIT),),
    "search": (page(ANYBODY, query={"q": "e"}),),
    "committee": (page(over(May.VIEW_FIGURES), args={"unit": "KSK"}, missing=NO_UNIT),),
    # registers
    "items": (
        Rule(
            get=over(May.VIEW_FIGURES),
            post=over(May.EDIT_ITEMS),
            args=HR,
            query={"period": "2017"},
            data=ITEM,
            missing=NO_UNIT,
        ),
    ),
    "item": (
        page(
            over(May.EDIT_ITEMS),
            args=HR | {"key": "{item}"},
            query={"period": "2017"},
            data=ITEM,
            missing={"key": "nej"},
            swaps=({"unit": "KFN"}, {"key": "{kfn_item}"}, {"unit": "EKO"}),
        ),
    ),
    "forecasts": (
        Rule(
            get=over(May.VIEW_FIGURES),
            post=over(May.REPORT_FORECAST),
            query=ABOUT_HR,
            data={"HR-amount": "1"},
            missing=NO_HR,
        ),
    ),
    "causes": (
        Rule(
            get=over(May.VIEW_FIGURES),
            post=over(May.EDIT_ITEMS),
            query=ABOUT_HR,
            data=CAUSES,
            missing=NO_HR,
        ),
    ),
    "variance-causes": (
        Rule(
            get=over(May.VIEW_FIGURES),
            post=over(May.EDIT_ITEMS),
            query=ABOUT_HR,
            data=CAUSES,
            missing=NO_HR,
        ),
    ),
    "savings": (
        Rule(
            get=over(May.VIEW_FIGURES),
            post=over(May.EDIT_ITEMS),
            query=ABOUT_HR,
            data=SAVING | {"unit": "HR"},
            missing=NO_HR,
        ),
    ),
    "saving": (
        Rule(
            get=over(May.REPORT_FORECAST),
            post=over(May.EDIT_ITEMS),
            args={"of": "HR", "year": 2017, "row": "{saving}"},
            query={"period": "2017"},
            data=SAVING | {"version": "{saving_version}"},
            missing={"row": "99"},
            swaps=({"of": "KFN", "row": "7"}, {"year": 2016}),
        ),
        Rule(
            get=over(May.REPORT_FORECAST),
            post=over(May.REPORT_FORECAST),
            args={"of": "HR", "year": 2017, "row": "{saving}"},
            query={"period": "2017"},
            data={"status": "done", "effect": "1", "effect-form": "1", "version": "{saving_version}"},
            missing={"row": "99"},
        ),
    ),
    "follow-ups": (
        Rule(
            get=over(May.VIEW_FIGURES),
            post=over(May.EDIT_ITEMS),
            query=ABOUT_HR,
            data=FOLLOW_UP,
            missing=NO_HR,
        ),
    ),
    "follow-up": (
        page(
            over(May.EDIT_ITEMS),
            args={"key": "{follow_up}"},
            data=FOLLOW_UP | {"version": "1"},
            missing={"key": "nej"},
            swaps=({"key": "{kfn_follow_up}"},),
        ),
    ),
    "investments-here": (page(ANYBODY),),
    "investments": (page(over(May.VIEW_FIGURES), args=HR, missing=NO_UNIT),),
    "new-investment": (page(over(May.EDIT_ITEMS), args=HR, data=PROJECT | {"id": "ny"}, missing=NO_UNIT),),
    "investment": (
        Rule(
            get=over(May.VIEW_FIGURES),
            post=over(May.EDIT_ITEMS),
            args={"id": "{project}"},
            data=ENTRY,
            missing={"id": "nej"},
            swaps=({"id": "{kfn_project}"},),
        ),
    ),
    "change-investment": (
        page(
            over(May.EDIT_ITEMS),
            args={"id": "{project}"},
            data=PROJECT | {"version": "1"},
            missing={"id": "nej"},
            swaps=({"id": "{kfn_project}"},),
        ),
    ),
    "investment-decision": (
        page(
            over(May.EDIT_ITEMS),
            args={"id": "{project}", "key": "{decision}"},
            data=ENTRY | {"version": "1"},
            missing={"key": "nej"},
            swaps=({"id": "{kfn_project}"}, {"key": "{kfn_decision}"}),
        ),
    ),
    "indicators": (page(anywhere(May.VIEW_FIGURES)),),
    "indicator": (_indicator(),),
    "indicator-csv": (_indicator(),),
    "indicator-xlsx": (_indicator(),),
    "indicator-chart": (_indicator(chart="outcome"),),
    "new-indicator-value": (
        page(
            over(May.EDIT_INDICATORS),
            args={"id": "{indicator}"},
            data=VALUE,
            missing={"id": "nej"},
            swaps=({"id": "{kfn_indicator}"},),
        ),
    ),
    "new-indicator": (page(anywhere(May.EDIT_INDICATORS), data=DEFINITION | {"id": "ny_indikator"}),),
    "change-indicator": (
        page(
            over(May.EDIT_INDICATORS),
            args={"id": "{indicator}"},
            data=DEFINITION | {"version": "1"},
            missing={"id": "nej"},
            swaps=({"id": "{kfn_indicator}"},),
        ),
    ),
    "indicator-values": (page(anywhere(May.EDIT_INDICATORS), data=VALUES_FILE),),
    "indicator-values-let-in": (Rule(get=ANYBODY, post=anywhere(May.EDIT_INDICATORS), data=VALUES_FILE),),
    "indicator-action": (
        Rule(
            get=over(May.EDIT_INDICATORS),
            post=over(May.EDIT_INDICATORS),
            args={"id": "{indicator}", "period": "2017"},
            data={"text": "x", "version": ""},
            missing={"id": "nej"},
            swaps=({"id": "{kfn_indicator}"},),
        ),
    ),
    "late-indicators": (page(anywhere(May.VIEW_FIGURES)),),
    "indicator-catalogue": (page(anywhere(May.EDIT_INDICATORS)),),
    "indicator-catalogue-fetch": (button(anywhere(May.EDIT_INDICATORS), also=(422,)),),
    "indicator-follow": (button(over(May.EDIT_INDICATORS), data={"kpi": "N00090", "owner": "HR"}),),
    "indicator-fetch": (button(anywhere(May.EDIT_INDICATORS), also=(422,)),),
    "grants-here": (page(ANYBODY),),
    "grants": (page(over(May.VIEW_FIGURES), args=HR, missing=NO_UNIT),),
    "new-grant": (page(over(May.EDIT_ITEMS), args=HR, data=GRANT | {"id": "nytt"}, missing=NO_UNIT),),
    "grant": (
        Rule(
            get=over(May.VIEW_FIGURES),
            post=over(May.EDIT_ITEMS),
            args={"id": "{grant}"},
            data=ENTRY | {"kind": "granted"},
            missing={"id": "nej"},
            swaps=({"id": "{kfn_grant}"},),
        ),
    ),
    "change-grant": (
        page(
            over(May.EDIT_ITEMS),
            args={"id": "{grant}"},
            data=GRANT | {"version": "1"},
            missing={"id": "nej"},
            swaps=({"id": "{kfn_grant}"},),
        ),
    ),
    "grant-entry": (
        page(
            over(May.EDIT_ITEMS),
            args={"id": "{grant}", "key": "{entry}"},
            data=ENTRY | {"kind": "granted", "version": "1"},
            missing={"key": "nej"},
            swaps=({"id": "{kfn_grant}"}, {"key": "{kfn_entry}"}),
        ),
    ),
    # analysis, rows and vouchers, also as files
    "pivot": (page(over(May.VIEW_FIGURES), query=ABOUT_HR, missing=NO_HR),),
    "pivot-rows": (
        page(over(May.VIEW_VOUCHERS), query=ABOUT_HR, missing=NO_HR),
        page(over(May.VIEW_FIGURES), query=ABOUT_HR | {"fragment": "1"}, missing=NO_HR),
    ),
    "voucher": (
        page(
            over(May.VIEW_VOUCHERS),
            args={"batch": "{batch}", "key": "{voucher}"},
            query={"period": "2017"},
            missing={"key": "A/2017/0"},
            swaps=({"batch": "nej"},),
        ),
        page(
            over(May.VIEW_VOUCHERS),
            args={"batch": "{batch}", "key": "{voucher}"},
            query={"period": "2017", "fragment": "1"},
            missing={"key": "A/2017/0"},
        ),
    ),
    "voucher-beside": (
        page(
            over(May.VIEW_VOUCHERS),
            args={"step": "nasta"},
            query=ABOUT_HR | {"plats": "1"},
            missing=NO_HR,
        ),
    ),
    "pivot-xlsx": (page(over(May.VIEW_FIGURES), query=ABOUT_HR, missing=NO_HR),),
    "pivot-csv": (page(over(May.VIEW_FIGURES), query=ABOUT_HR, missing=NO_HR),),
    "pivot-rows-xlsx": (page(over(May.VIEW_VOUCHERS), query=ABOUT_HR | {"konto": "5"}, missing=NO_HR),),
    "pivot-rows-csv": (page(over(May.VIEW_VOUCHERS), query=ABOUT_HR | {"konto": "5"}, missing=NO_HR),),
    "saved-views": (page(anywhere(May.VIEW_FIGURES), data={"name": "x", "query": ""}),),
    "saved-view": (
        button(
            own(May.VIEW_FIGURES),
            args={"id": "{own_view}"},
            data={"name": "y", "version": "1"},
            missing={"id": 999_999},
            swaps=({"id": "{others_view}"},),
        ),
    ),
    "table-xlsx": (button(ANYBODY),),
    # figures
    "figure": (
        page(
            over(May.VIEW_FIGURES),
            query={"ref": "net_cost unit=HR period=2017"},
            missing={"ref": "net_cost unit=NEJ period=2017"},
        ),
        page(
            over(May.VIEW_FIGURES),
            query={"ref": "net_cost unit=HR period=2017", "fragment": "1"},
            missing={"ref": "net_cost unit=NEJ period=2017"},
        ),
        page(
            over(May.VIEW_STAFF),
            query={"ref": "man_years unit=HR period=2017"},
            missing={"ref": "man_years unit=NEJ period=2017"},
        ),
        page(
            over(May.VIEW_STAFF),
            query={"ref": "pay_cost_per_man_year unit=HR period=2017"},
            missing={"ref": "pay_cost_per_man_year unit=NEJ period=2017"},
        ),
    ),
    # threads, notes and visits
    "threads": (page(anywhere(May.READ_REMARKS)),),
    "spot": (
        Rule(
            get=over(May.VIEW_FIGURES),
            post=over(May.WRITE_REMARK),
            args={"part": "tal"},
            query={"nyckel": "net_cost unit=HR period=2017"},
            data={"text": "x"},
            missing={"nyckel": "net_cost unit=NEJ period=2017"},
        ),
        Rule(
            get=over(May.VIEW_STAFF),
            post=NOT_ASKED,
            args={"part": "tal"},
            query={"nyckel": "man_years unit=HR period=2017"},
            missing={"nyckel": "man_years unit=NEJ period=2017"},
        ),
        Rule(
            get=over(May.VIEW_FIGURES),
            post=over(May.WRITE_REMARK),
            args={"part": "text"},
            query={"nyckel": "annual KS 2017 result-text"},
            data={"text": "x"},
            missing={"nyckel": "annual NEJ 2017 result-text"},
            swaps=({"nyckel": "annual KFN 2017 result-text"},),
        ),
    ),
    "thread": (
        Rule(
            get=over(May.READ_REMARKS),
            post=over(May.WRITE_REMARK),
            args={"thread": "{thread}"},
            data={"text": "x", "seen": "1"},
            missing={"thread": 999_999},
            swaps=({"thread": "{kfn_thread}"},),
        ),
    ),
    "thread-read": (
        button(
            over(May.READ_REMARKS),
            args={"thread": "{thread}"},
            data={"to": "1"},
            missing={"thread": 999_999},
            swaps=({"thread": "{kfn_thread}"},),
        ),
    ),
    "thread-state": (
        button(
            over(May.WRITE_REMARK),
            args={"thread": "{thread}", "state": "avslutat"},
            data={"seen": "1"},
            missing={"thread": 999_999},
            swaps=({"thread": "{kfn_thread}"}, {"state": "nej"}),
        ),
    ),
    "remark": (
        page(
            own(May.WRITE_REMARK),
            args={"thread": "{own_thread}", "number": 1},
            data={"text": "y", "version": "1"},
            missing={"number": 99},
            swaps=({"thread": "{others_thread}"}, {"thread": "{thread}"}),
        ),
    ),
    "own-notes": (page(anywhere(May.VIEW_FIGURES)),),
    "own-note": (
        button(
            over(May.VIEW_FIGURES),
            args={"part": "tal"},
            query={"nyckel": "net_cost unit=HR period=2017"},
            data={"note": "x", "version": "0"},
            missing={"nyckel": "net_cost unit=NEJ period=2017"},
        ),
    ),
    "visit": (
        button(
            over(May.VIEW_FIGURES),
            data={"unit": "HR", "period": "2017", "at": "2017-09-01T08:00:00+00:00", "snapshot": "1"},
        ),
    ),
    # reports
    "reports": (page(ANYBODY),),
    "plans": (page(anywhere(May.VIEW_FIGURES), query={"ar": "2017"}),),
    "plans-csv": (page(anywhere(May.VIEW_FIGURES), query={"ar": "2017"}),),
    "report": (page(over(May.VIEW_FIGURES), args=REPORT, missing=NO_UNIT, swaps=({"unit": "KFN"},)),),
    "chart": (
        page(
            over(May.VIEW_FIGURES),
            args={"unit": "KS", "period": "2017", "chart": "{chart}"},
            missing=NO_UNIT,
            swaps=({"unit": "KFN"},),
        ),
    ),
    "report-file": (
        page(over(May.VIEW_FIGURES), args=REPORT | {"name": "json"}, missing=NO_UNIT),
        page(over(May.VIEW_FIGURES), args=REPORT | {"name": "xlsx"}, missing=NO_UNIT),
    ),
    "render-job": (
        page(
            over(May.VIEW_FIGURES),
            args={"job": "{own_job}"},
            missing={"job": 999_999},
            swaps=({"job": "{others_job}"},),
            all_for="administrator",
        ),
    ),
    "job-file": (
        page(
            over(May.VIEW_FIGURES),
            args={"job": "{own_job}", "name": "json"},
            missing={"name": "nej"},
            swaps=({"job": "{others_job}"},),
            all_for="administrator",
        ),
    ),
    "report-texts": (page(over(May.WRITE_COMMENT), args=REPORT, missing=NO_UNIT),),
    "report-text": (
        page(
            over(May.EDIT_TEXT),
            args=REPORT | {"section": "result-text"},
            data={"source": "x", "version": "1"},
            missing={"section": "nej"},
            swaps=({"unit": "KFN"},),
            writes=True,
        ),
        page(
            over(May.WRITE_COMMENT),
            args=REPORT | {"section": "unit-comments.HR"},
            data={"source": "x", "version": "1"},
            missing={"section": "unit-comments.NEJ"},
            swaps=({"unit": "KFN"}, {"section": "unit-comments.KFN"}),
            writes=True,
        ),
        page(
            over(May.WRITE_COMMENT),
            args=WORK_PLAN | {"section": "risks-text"},
            data={"source": "x", "version": "1"},
            missing={"section": "nej"},
        ),
    ),
    "report-text-preview": (
        button(
            over(May.WRITE_COMMENT),
            args=REPORT | {"section": "unit-comments.HR"},
            data={"source": "x"},
            missing={"section": "unit-comments.NEJ"},
            swaps=({"unit": "KFN"},),
        ),
    ),
    "report-text-unchanged": (
        button(
            over(May.WRITE_COMMENT),
            args={"kind": "month", "unit": "KS", "period": "2017-12", "section": "unit-comments.HR"},
            data={"version": "0"},
            missing={"section": "unit-comments.NEJ"},
            swaps=({"unit": "KFN"},),
        ),
    ),
    "report-text-autosave": (
        button(
            over(May.WRITE_COMMENT),
            args=REPORT | {"section": "unit-comments.HR"},
            data={"source": "x", "version": "1"},
            missing={"section": "unit-comments.NEJ"},
            swaps=({"unit": "KFN"}, {"section": "unit-comments.KFN"}),
        ),
    ),
    "report-text-difference": (
        button(
            over(May.VIEW_FIGURES),
            args=REPORT | {"section": "unit-comments.HR"},
            data={"source": "x"},
            missing=NO_UNIT,
        ),
    ),
    "report-text-drop": (
        button(
            over(May.WRITE_COMMENT),
            args=REPORT | {"section": "unit-comments.HR"},
            data={"set_aside": "1"},
            missing={"section": "unit-comments.NEJ"},
        ),
    ),
    "report-text-history": (
        page(over(May.VIEW_HISTORY), args=REPORT | {"section": "result-text"}, missing={"unit": "NEJ"}),
    ),
    "report-text-restore": (
        button(
            over(May.EDIT_TEXT),
            args=REPORT | {"section": "result-text"},
            data={"restore": "1", "version": "1"},
            missing={"section": "nej"},
            swaps=({"unit": "KFN"},),
        ),
    ),
    "templates": (page(anywhere(May.VIEW_FIGURES)),),
    "template-new": (page(over(May.EDIT_TEMPLATES)),),
    "template-preview": (button(over(May.EDIT_TEMPLATES)),),
    "template": (page(over(May.EDIT_TEMPLATES), args={"kind": "annual", "from_year": "{template_year}"}),),
    "template-remove": (
        button(
            over(May.EDIT_TEMPLATES),
            args={"kind": "annual", "from_year": "{template_year}"},
            data={"version": "1"},
        ),
    ),
    # the look, explanations and first steps
    "design": (page(ANYBODY),),
    "house": (page(over(May.MANAGE_SETUP)),),
    "help-texts": (page(ANYBODY),),
    "help-text": (page(over(May.EDIT_HELP), args={"key": "work"}, missing={"key": "nej"}),),
    "tour": (button(ANYBODY, data={"mark": "away"}),),
    "tour-again": (button(ANYBODY),),
    # ledger
    "reconciliation": (page(anywhere(May.VIEW_IMPORTS), query={"period": "2017"}),),
    "periods": (
        Rule(
            get=anywhere(May.VIEW_IMPORTS),
            post=over(May.CLOSE_PERIODS),
            query={"foretag": "KOMMUN", "ar": "2017"},
            data={"months": "2017-05", "state": "open"},
        ),
    ),
    "internal": (page(over(May.VIEW_FIGURES), query=ABOUT_HR, missing=NO_HR),),
    "staff": (Rule(get=anywhere(May.VIEW_IMPORTS), post=anywhere(May.IMPORT_STAFF), data=STAFF_FILE),),
    "staff-let-in": (Rule(get=ANYBODY, post=anywhere(May.IMPORT_STAFF), data=STAFF_FILE),),
    "column-maps": (page(anywhere(May.VIEW_IMPORTS)),),
    "confirm-columns": (
        page(
            own(May.IMPORT_LEDGER),
            args={"key": "{own_list}"},
            missing={"key": "nej"},
            swaps=({"key": "{others_list}"},),
        ),
    ),
    "column-map": (
        Rule(
            get=anywhere(May.VIEW_IMPORTS),
            post=anywhere(May.IMPORT_LEDGER),
            args={"name": "{map}"},
            data={"name": "{map}", "kind": "vouchers", "version": "1"},
            missing={"name": "nej"},
        ),
    ),
    "differences": (page(anywhere(May.VIEW_IMPORTS)),),
    "batch-changes": (page(over(May.VIEW_IMPORTS), args={"batch": "{batch}"}, missing={"batch": "nej"}),),
    "ledger": (page(anywhere(May.VIEW_IMPORTS)),),
    "batch": (page(over(May.VIEW_IMPORTS), args={"batch": "{batch}"}, missing={"batch": "nej"}),),
    "withdraw-batch": (
        page(
            over(May.WITHDRAW_BATCH),
            args={"batch": "{batch}"},
            data={"reason": "x"},
            missing={"batch": "nej"},
        ),
    ),
    "undo-batch": (
        page(
            over(May.WITHDRAW_BATCH),
            args={"batch": "{batch}"},
            data={"reason": "x"},
            missing={"batch": "nej"},
        ),
    ),
    "withdraw-budget": (
        page(
            over(May.WITHDRAW_BATCH),
            args={"batch": "{budget}"},
            data={"reason": "x"},
            missing={"batch": "nej"},
        ),
    ),
    "upload": (page(anywhere(May.IMPORT_LEDGER)),),
    "sending": (
        page(
            own(May.IMPORT_LEDGER),
            args={"sending": "{own_sending}"},
            missing={"sending": "nej"},
            swaps=({"sending": "{others_sending}"},),
        ),
    ),
    "upload-check": (
        page(
            own(May.IMPORT_LEDGER),
            args={"key": "{own_list}"},
            missing={"key": "nej"},
            swaps=({"key": "{others_list}"},),
        ),
    ),
    "upload-problems": (
        page(
            own(May.IMPORT_LEDGER),
            args={"key": "{own_list}"},
            missing={"key": "nej"},
            swaps=({"key": "{others_list}"},),
        ),
    ),
    "jobs": (page(ANYBODY),),
    "cancel-job": (
        button(
            own(),
            args={"job": "{own_job}"},
            missing={"job": 999_999},
            swaps=({"job": "{others_job}"},),
            all_for="administrator",
        ),
    ),
    # editions
    "editions": (page(ANYBODY),),
    "edition": (page(over(May.VIEW_FIGURES), args={"number": 1}, missing={"number": 99}),),
    "edition-page": (page(over(May.VIEW_FIGURES), args={"number": 1}, missing={"number": 99}),),
    "edition-file": (
        page(
            over(May.VIEW_FIGURES),
            args={"number": 1, "name": "content.json"},
            missing={"number": 99},
            swaps=({"name": "nej.json"}, {"name": "../../hjulet.sqlite3"}),
        ),
    ),
    "seal": (
        page(over(May.SEAL_REPORT), args=REPORT, data={"decision": "x"}, missing=NO_UNIT),
        page(over(May.CONFIRM_PLAN), args=WORK_PLAN | {"unit": "EKO"}, missing=NO_UNIT),
    ),
    "supplement": (
        page(
            over(May.SEAL_REPORT),
            args={"number": 1, "point": 1},
            data={"text": "x", "decided_by": "KS", "decided_on": "2018-04-06"},
            missing={"point": 9},
        ),
    ),
    "report-compare": (page(over(May.VIEW_FIGURES), args=REPORT | {"period": "2016"}, missing=NO_UNIT),),
    "reopen": (
        page(over(May.SEAL_REPORT), args=REPORT | {"period": "2016"}, data={"reason": "x"}, missing=NO_UNIT),
    ),
    # boards
    "boards": (page(anywhere(May.VIEW_FIGURES)),),
    "boards-month": (page(anywhere(May.VIEW_FIGURES), args={"period": "2017-09"}),),
    "board": (page(over(May.VIEW_FIGURES), args=HR, missing=NO_UNIT),),
    "board-month": (page(over(May.VIEW_FIGURES), args=HR | {"period": "2017-09"}),),
    "board-month-csv": (page(over(May.VIEW_FIGURES), args=HR | {"period": "2017-09"}),),
    "start-board": (button(over(May.EDIT_BOARD), args=HR),),
    "new-board-row": (page(over(May.EDIT_BOARD), args=HR, data=ROW),),
    "board-row": (page(over(May.EDIT_BOARD), args=HR | {"number": "{row}"}, data=ROW),),
    "tell-deviation": (page(over(May.EDIT_BOARD), args=HR | {"number": "{row}"}, data={"text": "x"}),),
    "deviation": (page(over(May.EDIT_BOARD), args=HR | {"number": "{deviation}"}, data=DEVIATION),),
    "close-deviation": (
        button(over(May.EDIT_BOARD), args=HR | {"number": "{deviation}"}, data={"version": "1"}),
    ),
    "new-improvement": (page(over(May.EDIT_BOARD), args=HR, data={"title": "x"}),),
    "improvement": (
        page(
            over(May.VIEW_FIGURES),
            args=HR | {"number": "{improvement}"},
            missing={"number": 999_999},
            swaps=({"unit": "KFN"},),
        ),
    ),
    "change-improvement": (
        page(
            over(May.EDIT_BOARD),
            args=HR | {"number": "{improvement}"},
            data={"title": "x", "version": "1"},
        ),
    ),
    "move-improvement": (
        button(
            over(May.EDIT_BOARD),
            args=HR | {"number": "{improvement}"},
            data={"step": "do", "from": "plan"},
            missing={"number": 999_999},
            swaps=({"unit": "KFN"},),
        ),
    ),
    "order-improvement": (
        button(
            over(May.EDIT_BOARD),
            args=HR | {"number": "{improvement}"},
            data={"before": "", "version": "1"},
            missing={"number": 999_999},
            swaps=({"unit": "KFN"},),
        ),
    ),
    # goals: the council's, so whoever sees a unit sees them all
    "goals-now": (page(anywhere(May.VIEW_FIGURES)),),
    "goals": (page(anywhere(May.VIEW_FIGURES), args=GOALS, missing=NO_GOALS),),
    "goal-matrix": (page(anywhere(May.VIEW_FIGURES), args=GOALS, missing=NO_GOALS),),
    "goal-map": (page(anywhere(May.VIEW_FIGURES), args=GOALS, missing=NO_GOALS),),
    "goal-targets": (page(anywhere(May.VIEW_FIGURES), args=GOALS, missing=NO_GOALS),),
    "goal-targets-csv": (page(anywhere(May.VIEW_FIGURES), args=GOALS, missing=NO_GOALS),),
    "goals-csv": (page(anywhere(May.VIEW_FIGURES), args=GOALS, missing=NO_GOALS),),
    "goals-xlsx": (page(anywhere(May.VIEW_FIGURES), args=GOALS, missing=NO_GOALS),),
    "goal-structure-csv": (page(anywhere(May.VIEW_FIGURES), args=GOALS, missing=NO_GOALS),),
    "goal-groups-csv": (page(anywhere(May.VIEW_FIGURES), args=GOALS, missing=NO_GOALS),),
    "goal-links-csv": (page(anywhere(May.VIEW_FIGURES), args=GOALS, missing=NO_GOALS),),
    "goal": (page(anywhere(May.VIEW_FIGURES), args=GOALS | {"key": "mal-6"}, missing={"key": "nej"}),),
    "goal-outline": (
        Rule(
            get=anywhere(May.EDIT_GOALS),
            post=over(May.EDIT_GOALS),
            args=GOALS,
            data={"upp": "mal-2"},
            missing=NO_GOALS,
        ),
    ),
    "new-goal": (
        page(anywhere(May.EDIT_GOALS), args=GOALS | {"word": "mal"}, missing={"word": "nej"}),
        page(over(May.EDIT_GOALS), args=GOALS | {"word": "program"}, missing={"word": "atagande"}),
    ),
    "change-goal": (page(over(May.EDIT_GOALS), args=GOALS | {"key": "mal-6"}, missing={"key": "nej"}),),
    "goal-links": (page(over(May.EDIT_GOALS), args=GOALS | {"key": "mal-6"}, missing={"key": "nej"}),),
    "new-goal-target": (page(over(May.EDIT_GOALS), args=GOALS | {"key": "mal-6"}, missing={"key": "nej"}),),
    "goal-target": (
        page(
            over(May.EDIT_GOALS),
            args={"structure": "2014-2016", "key": "klimatstrategin", "number": "{goal_target}"},
            missing={"number": 999_999},
        ),
    ),
    "commitments": (page(anywhere(May.VIEW_FIGURES), args=GOALS, missing=NO_GOALS),),
    "new-commitment": (
        page(anywhere(May.EDIT_GOALS), args=GOALS | {"under": "mal-6"}, missing={"under": "nej"}),
    ),
    "commitment": (page(over(May.EDIT_GOALS), args=COMMITMENT, missing={"key": "atagande-9"}),),
    "assessments": (page(anywhere(May.VIEW_FIGURES), args=GOALS, missing=NO_GOALS),),
    "assessments-of": (
        page(over(May.VIEW_FIGURES), args=ASSESSED, missing={"body": "NEJ"}, swaps=({"body": "KFN"},)),
    ),
    "assessment": (
        Rule(
            get=over(May.VIEW_FIGURES),
            post=over(May.ASSESS_GOALS),
            args=ASSESSED | {"key": "hallbara-1"},
            data={"level": "good", "reason": "x", "version": "1"},
            missing={"key": "nej"},
        ),
    ),
    "withdraw-assessment": (
        page(
            over(May.ASSESS_GOALS),
            args=ASSESSED | {"key": "hallbara-1"},
            data={"reason": "x", "version": "1"},
            missing={"key": "nej"},
        ),
    ),
    "goal-files": (page(over(May.EDIT_GOALS), data={"structures": ""}),),
    "goals-let-in": (button(over(May.EDIT_GOALS), data={"tables": "", "base": "0"}),),
    "goal-wording": (
        button(
            over(May.EDIT_GOALS),
            args=GOALS | {"key": "mal-6"},
            data={"chosen": "2", "version": "1"},
            missing={"key": "mal-1"},
        ),
    ),
    # assignments: given in decisions that anybody may read, written by the bodies at both ends
    "assignments": (page(anywhere(May.VIEW_FIGURES), shows_all=True),),
    "assignments-csv": (page(anywhere(May.VIEW_FIGURES), shows_all=True),),
    "assignments-xlsx": (page(anywhere(May.VIEW_FIGURES), shows_all=True),),
    "assignment": (
        page(anywhere(May.VIEW_FIGURES), args=OF_ASSIGNMENT, missing=NO_ASSIGNMENT, shows_all=True),
    ),
    "assignments-file": (page(anywhere(May.EDIT_ASSIGNMENTS), data=ASSIGNMENTS_FILE),),
    "assignments-let-in": (button(anywhere(May.EDIT_ASSIGNMENTS), data=ASSIGNMENTS_FILE, also=(409, 422)),),
    "new-assignment": (page(anywhere(May.EDIT_ASSIGNMENTS), data=ASSIGNMENT),),
    "change-assignment": (
        page(
            over(May.EDIT_ASSIGNMENTS),
            args=OF_ASSIGNMENT,
            data=ASSIGNMENT,
            missing=NO_ASSIGNMENT,
            swaps=({"number": "{kfn_assignment}"},),
        ),
    ),
    "assignment-event": (
        page(
            over(May.EDIT_ASSIGNMENTS),
            args=OF_ASSIGNMENT | {"step": "rapport"},
            data=HAPPENED,
            missing=NO_ASSIGNMENT,
            swaps=({"number": "{kfn_assignment}"}, {"step": "nej"}),
        ),
    ),
    "strike-assignment-event": (
        page(
            over(May.EDIT_ASSIGNMENTS),
            args=OF_ASSIGNMENT | {"place": "1"},
            data=HAPPENED,
            missing={"place": "9"},
            swaps=({"number": "{kfn_assignment}"},),
        ),
    ),
    # actions
    "actions": (page(anywhere(May.VIEW_FIGURES), shows_all=True),),
    "actions-csv": (page(anywhere(May.VIEW_FIGURES), shows_all=True),),
    "actions-xlsx": (page(anywhere(May.VIEW_FIGURES)),),
    "action": (
        page(anywhere(May.VIEW_FIGURES), args={"key": "{action}"}, missing={"key": "nej"}, shows_all=True),
    ),
    "new-action": (page(anywhere(May.EDIT_ACTIONS), data=ACTION, shows_all=True),),
    "change-action": (
        page(
            over(May.EDIT_ACTIONS),
            args={"key": "{action}"},
            data=ACTION | {"version": "1"},
            missing={"key": "nej"},
            shows_all=True,
            swaps=({"key": "{kfn_action}"},),
        ),
    ),
    "actions-file": (page(anywhere(May.EDIT_ACTIONS), data=ACTIONS_FILE),),
    "actions-let-in": (button(anywhere(May.EDIT_ACTIONS), data=ACTIONS_FILE, also=(409,)),),
    "change-actions": (button(anywhere(May.EDIT_ACTIONS), data={"key": "{action}", "role": "x"}),),
    "copy-actions": (page(anywhere(May.EDIT_ACTIONS), data={"base": "0"}, also=(409,)),),
    "look-over-actions": (page(anywhere(May.VIEW_FIGURES)),),
    "action-themes": (page(anywhere(May.VIEW_FIGURES), shows_all=True),),
    "action-theme": (
        page(anywhere(May.VIEW_FIGURES), args={"key": "{theme}"}, missing={"key": "nej"}, shows_all=True),
    ),
    "new-action-theme": (page(anywhere(May.EDIT_ACTIONS), data=THEME),),
    "change-action-theme": (
        page(
            over(May.EDIT_ACTIONS),
            args={"key": "{theme}"},
            data=THEME | {"version": "1"},
            missing={"key": "nej"},
            swaps=({"key": "{kfn_theme}"},),
        ),
    ),
    # the year
    "this-year": (page(anywhere(May.VIEW_FIGURES)),),
    "year": (page(anywhere(May.VIEW_FIGURES), args={"year": 2017}),),
    "copy-year": (button(anywhere(May.EDIT_CALENDAR), args={"year": 2019}),),
    "budget-process": (button(over(May.EDIT_CALENDAR), args={"year": 2019}, data={"unit": "KS"}),),
    "calendar-question": (
        button(
            over(May.EDIT_CALENDAR),
            args={"year": 2014, "key": "{question}"},
            data={"chosen": "both", "version": "1"},
            missing={"key": "nej"},
        ),
    ),
    "new-step": (page(anywhere(May.EDIT_CALENDAR), args={"year": 2017}),),
    "change-step": (
        page(over(May.EDIT_CALENDAR), args={"year": 2017, "key": "{step}"}, missing={"key": "nej"}),
    ),
    "events": (page(over(May.VIEW_EVENTS), shows_all=True),),
    "personal-data": (page(over(May.VIEW_EVENTS)),),
    "personal-data-csv": (page(over(May.VIEW_EVENTS)),),
    # the organisation
    "organisation": (page(anywhere(May.VIEW_FIGURES), shows_all=True),),
    "unit-history": (page(anywhere(May.VIEW_FIGURES), args=HR, missing=NO_UNIT),),
    "organisation-file": (
        page(anywhere(May.VIEW_FIGURES), args={"name": "enheter.csv"}, missing={"name": "nej.csv"}),
    ),
    "organisation-upload": (page(over(May.MANAGE_SETUP), data={"text": SERVES}),),
    "organisation-let-in": (
        button(
            over(May.MANAGE_SETUP),
            data={"services": SERVES, "file": "o.csv", "base": "{organisation}"},
        ),
    ),
    # people and roles
    "roles": (page(ANYBODY),),
    "people": (page(anywhere(May.MANAGE_SETUP)),),
    "people-file": (page(anywhere(May.MANAGE_SETUP), data={"text": PEOPLE}),),
    "people-let-in": (
        button(anywhere(May.MANAGE_SETUP), data={"text": PEOPLE, "file": "p.csv", "base": "{rights}"}),
    ),
    "person": (
        Rule(get=ANYBODY, post=anywhere(May.MANAGE_SETUP), args={"username": "{me}"}, data=ROLE),
        Rule(
            get=anywhere(May.MANAGE_SETUP),
            post=anywhere(May.MANAGE_SETUP),
            args={"username": "{somebody}"},
            data=ROLE,
            missing={"username": "nej"},
        ),
    ),
    "person-deputy": (
        button(ANYBODY, args={"username": "{me}"}, data=DEPUTY),
        button(
            over(May.MANAGE_SETUP),
            args={"username": "{somebody}"},
            data=DEPUTY,
            missing={"username": "nej"},
        ),
    ),
    "close-account": (
        page(
            over(May.MANAGE_SETUP),
            args={"username": "{somebody}"},
            data={"version": "1"},
            missing={"username": "nej"},
            swaps=({"username": "{kfn_somebody}"},),
        ),
    ),
    "remove-factors": (
        page(
            over(May.MANAGE_SETUP),
            args={"username": "{somebody}"},
            data={"x": "y"},
            missing={"username": "nej"},
            swaps=({"username": "{kfn_somebody}"}, {"username": "{me}"}),
        ),
    ),
    "open-account": (
        button(
            over(May.MANAGE_SETUP),
            args={"username": "{somebody}"},
            data={"version": "1"},
            missing={"username": "nej"},
            swaps=({"username": "{kfn_somebody}"},),
        ),
    ),
    "person-protection": (
        button(
            over(May.MANAGE_SETUP),
            args={"username": "{somebody}"},
            data={"version": "1"},
            missing={"username": "nej"},
            swaps=({"username": "{kfn_somebody}"},),
        ),
    ),
    "person-data": (
        page(over(May.MANAGE_SETUP), args={"username": "{somebody}"}, missing={"username": "nej"}),
        page(ANYBODY, args={"username": "{me}"}),
    ),
    "person-data-file": (
        page(over(May.MANAGE_SETUP), args={"username": "{somebody}"}, missing={"username": "nej"}),
    ),
    "role-end": (
        button(
            over(May.MANAGE_SETUP),
            args={"username": "{somebody}", "number": "{role}"},
            data={"version": "1"},
            missing={"number": 999_999},
            swaps=({"number": "{kfn_role}"}, {"username": "{kfn_somebody}"}),
        ),
    ),
    "deputy-end": (
        button(
            over(May.MANAGE_SETUP),
            args={"username": "{somebody}", "number": "{lending}"},
            data={"version": "1"},
            missing={"number": 999_999},
            swaps=({"number": "{kfn_lending}"}, {"username": "{kfn_somebody}"}),
        ),
    ),
    # mapping
    "mapping": (page(ANYBODY),),
    "mapping-rules": (page(anywhere(May.VIEW_IMPORTS), args=RULES_OF),),
    "mapping-file": (
        page(anywhere(May.VIEW_IMPORTS), args=RULES_OF | {"form": "csv"}, query={"foretag": "KOMMUN"}),
    ),
    "mapping-unmapped": (page(anywhere(May.VIEW_IMPORTS)),),
    "mapping-versions": (page(anywhere(May.VIEW_IMPORTS)),),
    "mapping-version": (
        Rule(
            get=anywhere(May.VIEW_IMPORTS),
            post=over(May.MANAGE_SETUP),
            args={"earlier": 1, "later": 1},
            data={"base": "{mapping}", "note": "x"},
        ),
    ),
    "mapping-rule": (page(over(May.MANAGE_SETUP), args=RULES_OF, query=AT_BASE | {"foretag": "KOMMUN"}),),
    "mapping-several": (page(over(May.MANAGE_SETUP), args=RULES_OF, query=AT_BASE | {"foretag": "KOMMUN"}),),
    "mapping-edition": (page(over(May.MANAGE_SETUP), query=AT_BASE | {"foretag": "KOMMUN", "ar": "2017"}),),
    "mapping-remove": (
        Rule(get=None, post=over(May.MANAGE_SETUP), args=RULES_OF, query={"foretag": "KOMMUN"}, data=TABLE),
    ),
    "mapping-new-year": (
        Rule(get=None, post=over(May.MANAGE_SETUP), args=RULES_OF, query={"foretag": "KOMMUN"}, data=TABLE),
    ),
    "mapping-again": (
        Rule(get=None, post=over(May.MANAGE_SETUP), args=RULES_OF, query={"foretag": "KOMMUN"}, data=TABLE),
    ),
    "mapping-save": (
        Rule(get=None, post=over(May.MANAGE_SETUP), args=RULES_OF, query={"foretag": "KOMMUN"}, data=TABLE),
    ),
    "statement": (page(over(May.VIEW_FIGURES), args={"statement": "resultat"}, query={"ar": "2017"}),),
    "statement-row": (
        page(
            over(May.VIEW_FIGURES),
            args={"statement": "resultat", "row": "{statement_row}"},
            query={"ar": "2017"},
            missing={"row": "nej"},
        ),
    ),
    "companies": (page(anywhere(May.VIEW_IMPORTS)),),
    "new-company": (page(over(May.MANAGE_SETUP)),),
    "change-company": (
        page(over(May.MANAGE_SETUP), query={"foretag": "KOMMUN"}, missing={"foretag": "nej"}),
    ),
}
