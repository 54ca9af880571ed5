"""Texts that would run something, in every text that people or files write, on every page that shows it.

The texts are put straight into the database, past every form, and read in a browser whose content policy is
switched off: what keeps them from running is that each page and document writes them as text.
"""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.apps import apps
from django.db import models
from django.http import HttpResponse
from playwright.sync_api import Browser, BrowserContext, Page, Request, Route
from pytest_django.live_server_helper import LiveServer

from hjulet.domain.period import year_period
from hjulet.domain.talk import Part, Spot
from hjulet.services.edition import seal_report
from hjulet.services.help import save_explanation
from hjulet.services.items import ItemText, save_item
from hjulet.services.ledger import import_sie
from hjulet.services.own_notes import save_note
from hjulet.services.people import actor_of
from hjulet.services.saved_views import save_view
from hjulet.services.savings import SavingText, add_saving
from hjulet.services.templates import find_template, save_template
from hjulet.services.threads import start_thread
from hjulet.store.catalogue import replace_catalogue
from hjulet.store.models import (
    ActionVersion,
    Edition,
    IndicatorAction,
    IndicatorVersion,
    ReportTemplate,
    ReportText,
    Unit,
)
from tests.services.people import AT
from tests.web.matrix.world import KPI
from tests.web.payloads import PAYLOADS, RUN
from tests.web.test_crawl import view_of, walk
from tests.web.visit import SignIn

ALL = "\n\n".join(PAYLOADS)
FEW = "\n\n".join(PAYLOADS[::9])
"""Some of each sort: a page that shows a hundred texts is as wrong with these."""

WRITTEN = set(
    "actionversion.description actionversion.effect actionversion.financed_by actionversion.milestones "
    "actionversion.name actionversion.role actionversion.status_note "
    "assignmentevent.decision assignmentevent.text "
    "auditevent.params batch.accounts batch.code_names batch.file batch.reason batch.responsibilities "
    "boarddeviation.text boardimprovement.note boardimprovement.role boardimprovement.title "
    "boardrow.name boardrow.normal budgetimport.file budgetimport.reason calendarquestion.reason "
    "calendarquestion.text calendarquestion.text_en calendarstep.title calendarstep.title_en "
    "causeversion.text "
    "columnmap.name company.name edition.decision edition.open_points edition.referral edition.title "
    "figureorigin.note figureorigin.source "
    "followupversion.asked_by followupversion.company followupversion.decision followupversion.name "
    "cataloguekpi.area cataloguekpi.description cataloguekpi.groups cataloguekpi.title "
    "forecastversion.note goalassessment.reason goalassessment.source "
    "goalelement.name goalelement.note goalelement.number goallink.note "
    "goalquestion.reason goalquestion.wordings goalstructure.groups goalstructure.name goalstructure.note "
    "goalstructure.source goaltarget.name goaltarget.note goaltarget.unit grantentry.note "
    "grantentry.reference helptext.text helptext.text_en "
    "indicatoraction.text indicatorvalue.note indicatorvalue.source "
    "indicatorversion.description indicatorversion.name "
    "indicatorversion.names indicatorversion.series indicatorversion.source indicatorversion.targets "
    "indicatorversion.thresholds indicatorversion.unit "
    "investmentdecision.note "
    "investmentdecision.reference investmentproject.name investmentproject.note job.title "
    "mappingversion.note nameditem.name nameditem.reason ownnote.text population.source "
    "registeredassignment.decision registeredassignment.name registeredassignment.official "
    "registeredassignment.reference registeredassignment.text "
    "registeredgrant.condition registeredgrant.giver registeredgrant.name reopening.reason "
    "supplement.decided_by supplement.text "
    "reporttemplate.content reporttext.saved_by reporttext.source savedview.name savingversion.decision "
    "savingversion.name setasidetext.source stafffigure.file themeversion.description themeversion.name "
    "themeversion.role threadentry.text unit.name upload.file "
    "user.display_name user.email user.name".split()
)
"""Columns whose text people or files write."""

CODES = set(
    "absent_in account account_from account_to accounts action actor address after alternative answered_by "
    "author band baselines batch before bodies body cache_key cause checked child chosen code code_from "
    "code_part code_to codes columns committee company content created_by department deputy.units direction "
    "duration ended_by expected explains fields figures financing folder followed_by formula frame frequency "
    "giver goal_key goal_structure "
    "imported_by indicator indicators indicatorvalue.series key kind kinds kolada language lead level line "
    "lock.name made_from manifest mark message_id month months municipality_type noun object_id of "
    "opened_by order org_number origin outcome owner pace page params parent part password pattern per "
    "period person predecessor provider publication_date query question receiver report response_rate "
    "result role saved_by "
    "scale scb scope seal sealed_by search_text section sending set_by settled_by sha256 source source_key "
    "source_structure state stated status step structure successor target_key target_structure tasks theme "
    "through together token_hash told told_by unchanged_since under unit updated_by username value version "
    "warnings what when without written_by".split()
)
"""Names of columns of codes, ids and what the program itself writes, where WRITTEN does not say else."""


_PARTS = frozenset({"milestones", "series", "targets", "thresholds"})
"""Parts of an action or an indicator that hold words beside codes and numbers."""

_SAID = frozenset({"name", "source", "note"})
"""Their words."""


def text_columns() -> Iterator[tuple[type[models.Model], str]]:
    """List the columns of the database that hold text."""
    for model in apps.get_app_config("store").get_models():
        for field in model._meta.get_fields():
            if isinstance(field, models.CharField | models.TextField | models.JSONField):
                yield model, field.name


def test_each_column_of_text_is_known_as_written_by_somebody_or_as_a_code() -> None:
    unknown = [
        f"{model._meta.model_name}.{name}"
        for model, name in text_columns()
        if f"{model._meta.model_name}.{name}" not in WRITTEN
        and not CODES & {name, f"{model._meta.model_name}.{name}"}
    ]
    assert unknown == []
    assert len(set(PAYLOADS)) == len(PAYLOADS) >= 200


def fill(value: Any, words: str) -> Any:
    """Put words in the place of each text of a JSON value."""
    match value:
        case str():
            return words
        case list():
            return [fill(each, words) for each in value]
        case dict():
            return {key: fill(each, words) for key, each in value.items()}
    return value


LEDGER = """#FLAGGA 0
#PROGRAM "hjulet" 1
#FORMAT PC8
#GEN 20180101
#SIETYP 4
#FNAMN "Test"
#RAR 0 20180101 20181231
#KONTO 50110 "{account}"
#KONTO 19100 "Bank"
#DIM 1 "Ansvar"
#OBJEKT 1 13000 "{code}"
#VER A 1 20180115 "{voucher}"
{{
#TRANS 50110 {{1 13000}} 100.00 20180115 "{row}"
#TRANS 19100 {{}} -100.00 20180115 "{row}"
}}
"""


def add_what_the_example_lacks() -> None:
    """Write one of each thing that the example lacks, and read in a ledger whose names are the texts."""
    bo, astrid = actor_of("bo"), actor_of("astrid")
    assert bo is not None and astrid is not None
    words = "".join(each for each in PAYLOADS if not set(each) & set('"\\\n\x01\uff1c')).replace("{", "(")
    sie = LEDGER.format(account=words, code=words, voucher=words, row=words)
    import_sie(sie.encode("cp437"), file="2018.se", company="KOMMUN", replacing=False, by=astrid, at=AT)
    save_item(ItemText(unit="HR", month="2017-03", name="x", amount=Decimal(1), reason="x"), by=bo, at=AT)
    add_saving(SavingText(unit="KS", year=2017, name="x", decision="x", amount=Decimal(1)), by=bo, at=AT)
    save_view("x", "rader=enhet", by=bo, at=AT)
    spot = Spot(part=Part.FIGURE, key="net_cost unit=HR period=2017")
    start_thread(spot, "x", by=bo, at=AT)
    save_note(spot, "x", version=0, by=bo, at=AT)
    save_explanation("work", text="x", text_en="x", version=0, by=bo, at=AT)
    replace_catalogue([KPI], at=AT)
    IndicatorAction.objects.create(indicator="NII", period="2017", text="x", known_from=AT, set_by="bo")
    template = find_template("month", 1998, by=bo, at=AT).template
    save_template(replace(template, from_year=2017), version=0, by=bo, at=AT)


def put_into_texts() -> None:
    """Put them all into one text of the report that is sealed, and some into the others."""
    texts = ReportText.objects.filter(kind="annual", unit="KS", period="2017")
    texts.update(source=FEW.replace("{", "("))  # without references
    texts.filter(pk=texts.earliest("pk").pk).update(source=ALL.replace("{", "("))


def put_everywhere(words: str) -> None:
    """Put words into every column that people or files write."""
    _put(words, {model: model._default_manager.all() for model, _ in text_columns()})


def put_into_the_latest(words: str) -> None:
    """Put words into every such column of the three latest rows of each table."""
    latest = {
        model: model._default_manager.filter(
            pk__in=[row.pk for row in model._default_manager.order_by("-pk")[:3]]
        )
        for model, _ in text_columns()
    }
    _put(words, latest)


def _put(words: str, into: dict[type[models.Model], models.QuerySet[models.Model]]) -> None:
    for model, name in text_columns():
        if f"{model._meta.model_name}.{name}" in WRITTEN:
            _fill_column(model, name, words, into[model])


def _fill_column(
    model: type[models.Model], name: str, words: str, rows: models.QuerySet[models.Model]
) -> None:
    if model is Unit:
        rows.filter(code__in=("HR", "KS")).update(name=words)
    elif model is ReportTemplate:
        for template in ReportTemplate.objects.filter(pk__in=rows):
            named = dict.fromkeys(("name", "title"), words)
            blocks = [block | {"title": words, "instruction": words} for block in template.content["blocks"]]
            template.content |= named | {"blocks": blocks}
            template.save()
    elif model is Edition and name in (either := ["decision", "referral"]):
        other = either[name == "decision"]  # what is sent for comment is not decided
        rows.filter(**{other: ""}).update(**{name: words})
    elif model in (ActionVersion, IndicatorVersion) and name in _PARTS:
        for number, held in rows.values_list("pk", name):
            parts = [{key: words if key in _SAID else value for key, value in part.items()} for part in held]
            rows.filter(pk=number).update(**{name: parts})
    elif isinstance(model._meta.get_field(name), models.JSONField):
        for row in rows:
            rows.filter(pk=row.pk).update(**{name: fill(getattr(row, name), words)})
    else:
        rows.update(**{name: words})


PROBE = """(html) => {
  const found = [];
  const known = [location.origin, "https://www.digg.se"];
  const root = html === null ? document : new DOMParser().parseFromString(html, "text/html");
  const places = ["src", "href", "action", "formaction", "data", "xlink:href"];
  for (const element of root.querySelectorAll("*")) {
    const names = [...element.attributes].map((attribute) => attribute.name);
    const wrong =
      names.some((name) => name.startsWith("on") || name === "srcdoc" || name === "contenteditable") ||
      "iframe object embed base marquee video math animate".split(" ").includes(element.localName) ||
      (element.matches("script:not([type='application/json'])") &&
        !String(element.src).startsWith(location.origin)) ||
      (element.localName === "meta" && element.httpEquiv !== "") ||
      names.filter((name) => places.includes(name)).some((name) => {
        const target = new URL(element.getAttribute(name), document.baseURI);
        return target.protocol !== "mailto:" && !known.includes(target.origin);
      });
    if (wrong) found.push(element.outerHTML.slice(0, 100));
  }
  return [found.length + (window.hits || 0), found.slice(0, 5)];
}"""


@pytest.fixture
def unguarded(chromium: Browser) -> Iterator[BrowserContext]:
    """Give a browser that heeds no content policy, and counts what runs."""
    context = chromium.new_context(bypass_csp=True)
    context.set_default_timeout(60_000)
    context.add_init_script("window.hit = () => { window.hits = (window.hits || 0) + 1; };")
    yield context
    context.close()


def wrong_on(page: Page, html: str | None = None) -> str:
    """Tell what of a page, or of markup, would run or reach elsewhere; empty if nothing does."""
    count, examples = page.evaluate(PROBE, html)
    return f"{count}: {examples}" if count else ""


def open_again(page: Page, address: str, answer: HttpResponse) -> None:
    """Open a page in the browser as the client was given it: the longest pages are made once."""

    def same(route: Route) -> None:
        route.fulfill(body=answer.content, content_type=answer.headers["Content-Type"])

    page.route(lambda asked: asked == address, same, times=1)
    page.goto(address)


@pytest.mark.browser
@pytest.mark.slow
def test_no_text_becomes_markup_on_any_page(
    sign_in: SignIn, live_server: LiveServer, unguarded: BrowserContext
) -> None:
    bo, client = actor_of("bo"), sign_in("bo")
    assert bo is not None
    add_what_the_example_lacks()
    put_everywhere(PAYLOADS[0])  # a document has names of ordinary length; its texts are long
    seal_report("annual", "KS", year_period(2017), referral=PAYLOADS[2], by=bo, at=AT)
    put_into_texts()
    seal_report("annual", "KS", year_period(2017), decision=PAYLOADS[1], by=bo, at=AT)
    put_everywhere(FEW)
    put_into_the_latest(ALL)
    foreign: list[str] = []

    def listen(request: Request) -> None:
        if urlsplit(request.url).hostname != urlsplit(live_server.url).hostname:
            foreign.append(request.url)

    unguarded.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}]
    )
    page = unguarded.new_page()
    page.on("request", listen)
    wrong, seen, opened = {}, 0, set[str]()
    for address, answer in walk(client, without={"report-file"}):
        if not answer.headers["Content-Type"].startswith(("text/html", "image/svg+xml")):
            continue
        html = answer.content.decode()
        again, seen = view_of(address) in opened, seen + (RUN in html)
        if not again:  # with its scripts, which put texts into the page too
            opened.add(view_of(address))
            open_again(page, live_server.url + address, answer)
        if said := wrong_on(page, html if again else None):
            wrong[address] = said
    assert wrong == {}
    assert foreign == []
    assert seen > 40  # the texts were there


@pytest.mark.browser
def test_the_control_unescaped_texts_are_found(unguarded: BrowserContext, live_server: LiveServer) -> None:
    page = unguarded.new_page()
    page.goto(f"{live_server.url}/logga-in/")
    assert wrong_on(page) == ""
    assert sum(wrong_on(page, payload) != "" for payload in PAYLOADS) > 200
