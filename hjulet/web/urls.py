"""The staff site's addresses, by noun."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponseRedirect
from django.templatetags.static import static
from django.urls import include, path


@login_not_required
def icon(request: HttpRequest) -> HttpResponseRedirect:
    """Lead to the icon: browsers ask for it here beside a sealed page, which carries none."""
    return HttpResponseRedirect(static("img/hjulet.svg"))


urlpatterns = [
    path("", include("hjulet.web.accounts.urls")),
    path("", include("hjulet.web.economy")),
    path("", include("hjulet.web.committee")),
    path("", include("hjulet.web.items")),
    path("", include("hjulet.web.calendar")),
    path("", include("hjulet.web.calendar_steps")),
    path("", include("hjulet.web.calendar_feed")),
    path("", include("hjulet.web.work")),
    path("", include("hjulet.web.reminders")),
    path("", include("hjulet.web.talk")),
    path("", include("hjulet.web.own_notes")),
    path("", include("hjulet.web.since")),
    path("", include("hjulet.web.forecast")),
    path("", include("hjulet.web.causes")),
    path("", include("hjulet.web.savings")),
    path("", include("hjulet.web.follow_ups")),
    path("", include("hjulet.web.goal_import")),
    path("", include("hjulet.web.commitments")),
    path("", include("hjulet.web.goal_targets")),
    path("", include("hjulet.web.goal_matrix")),
    path("", include("hjulet.web.goal_map")),
    path("", include("hjulet.web.goal_files")),
    path("", include("hjulet.web.goals")),
    path("", include("hjulet.web.investments")),
    path("", include("hjulet.web.grants")),
    path("", include("hjulet.web.pivot")),
    path("", include("hjulet.web.rows")),
    path("", include("hjulet.web.export")),
    path("", include("hjulet.web.saved_views")),
    path("", include("hjulet.web.shown_table")),
    path("", include("hjulet.web.figure")),
    path("", include("hjulet.web.report")),
    path("", include("hjulet.web.report_files")),
    path("", include("hjulet.web.report_text")),
    path("", include("hjulet.web.text_saving")),
    path("", include("hjulet.web.text_history")),
    path("", include("hjulet.web.report_template")),
    path("", include("hjulet.web.reconciliation")),
    path("", include("hjulet.web.periods")),
    path("", include("hjulet.web.internal")),
    path("", include("hjulet.web.staff")),
    path("", include("hjulet.web.columns")),
    path("", include("hjulet.web.difference")),
    path("", include("hjulet.web.ledger")),
    path("", include("hjulet.web.uploads")),
    path("", include("hjulet.web.jobs")),
    path("", include("hjulet.web.edition")),
    path("", include("hjulet.web.events")),
    path("", include("hjulet.web.mapping_versions")),
    path("", include("hjulet.web.mapping_trial")),
    path("", include("hjulet.web.mapping")),
    path("", include("hjulet.web.statement")),
    path("", include("hjulet.web.company")),
    path("", include("hjulet.web.organisation")),
    path("", include("hjulet.web.organisation_upload")),
    path("", include("hjulet.web.people_file")),
    path("", include("hjulet.web.people")),
    path("", include("hjulet.web.person_account")),
    path("", include("hjulet.web.personal_data")),
    path("", include("hjulet.web.person_data")),
    path("", include("hjulet.web.roles")),
    path("", include("hjulet.web.accessibility")),
    path("", include("hjulet.web.design")),
    path("", include("hjulet.web.house")),
    path("", include("hjulet.web.help")),
    path("", include("hjulet.web.tour")),
    path("favicon.ico", icon, name="icon"),
]
