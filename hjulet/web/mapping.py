"""Mapping of accounts and codes: the rules of a company, what has none, and the rules as files."""

from dataclasses import dataclass

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from hjulet.services.mapping_page import RulePage, list_rules, rules_file
from hjulet.services.mapping_use import RuleUse
from hjulet.services.unmapped import list_unmapped
from hjulet.web.actor import ActorRequest
from hjulet.web.addresses import with_query
from hjulet.web.mapping_words import (
    BASE,
    CODE,
    COMPANY,
    PLACE,
    SAVED,
    TITLES,
    YEAR,
    RuleWords,
    kind_of,
    rule_words,
    rules_url,
    tabs,
    year_of,
)

TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@dataclass(frozen=True, kw_only=True)
class RuleLine:
    """A rule as it is listed."""

    use: RuleUse
    words: RuleWords
    is_unused: bool
    href: str


def mapping(request: ActorRequest) -> HttpResponseRedirect:
    """Lead to the rules of the accounts."""
    return HttpResponseRedirect(reverse("mapping-rules", kwargs={"kind": "konton"}))


def rules(request: ActorRequest, kind: str) -> HttpResponse:
    """List a company's rules of a kind, with what each takes of a year."""
    found = list_rules(
        kind_of(kind),
        company=request.GET.get(COMPANY, ""),
        year=year_of(request),
        by=request.actor,
        at=timezone.now(),
    )
    places = _places(kind, found)
    saved = {"saved": request.GET.get(SAVED, ""), "version": found.version}
    return render(request, "mapping/rules.html", {**places, **saved})


def unmapped(request: ActorRequest) -> HttpResponse:
    """List the accounts and codes of a year that no rule covers."""
    found = list_unmapped(
        company=request.GET.get(COMPANY, ""), year=year_of(request), by=request.actor, at=timezone.now()
    )
    page = found.accounts
    codes = [
        (
            each,
            rules_url(
                "mapping-rule",
                each.kind,
                company=page.company,
                year=page.year,
                query={BASE: str(page.version), CODE: each.use.code},
            ),
        )
        for each in found.codes
    ]
    places = _places("utan-regel", page)
    return render(request, "mapping/unmapped.html", {**places, "codes": codes})


def file(request: ActorRequest, kind: str, form: str) -> HttpResponse:
    """Give a company's rules of a kind as a file."""
    company = request.GET.get(COMPANY, "")
    data = rules_file(kind_of(kind), form, company=company, by=request.actor, at=timezone.now())
    answer = HttpResponse(data, content_type=TYPES[form])
    answer["Content-Disposition"] = f'attachment; filename="{kind}.{form}"'
    return answer


def _places(tab: str, page: RulePage) -> dict[str, object]:
    """Make what a page about a company and a year shows around its table."""
    query = {BASE: str(page.version)}
    return {
        "page": page,
        "kind": tab,
        "title": _(TITLES[page.kind]),
        "tabs": tabs(tab, company=page.company, year=page.year),
        "lines": [_rule_line(use, page) for use in page.rules],
        "new_url": rules_url("mapping-rule", page.kind, company=page.company, year=page.year, query=query),
        "several_url": rules_url("mapping-several", page.kind, company=page.company, query=query),
        "new_title": _("Nya"),
        "gone_title": _("Försvunna"),
        "year_url": rules_url("mapping-new-year", page.kind, company=page.company),
        "edition_url": with_query(
            reverse("mapping-edition"), {COMPANY: page.company, YEAR: str(page.year), **query}
        ),
    }


def _rule_line(use: RuleUse, page: RulePage) -> RuleLine:
    query = {BASE: str(page.version), PLACE: str(use.place)}
    return RuleLine(
        use=use,
        words=rule_words(use.rule, page.units),
        is_unused=use.place in page.unused,
        href=rules_url("mapping-rule", page.kind, company=page.company, query=query),
    )


urlpatterns = [
    path("mappning/", mapping, name="mapping"),
    path("mappning/utan-regel/", unmapped, name="mapping-unmapped"),
    path("mappning/<str:kind>/", rules, name="mapping-rules"),
    path("mappning/<str:kind>/fil.<str:form>", file, name="mapping-file"),
]
