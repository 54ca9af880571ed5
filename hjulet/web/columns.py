"""The columns of lists: what each is, asked once for each source system and then remembered."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hjulet.domain.column_map import CODES, FIELDS, Answers, ColumnMap, ListKind
from hjulet.domain.problem import Problem, Severity
from hjulet.services.column_maps import find_map, find_map_to_change, list_maps, save_map
from hjulet.services.errors import ConflictError, RefusedError
from hjulet.services.people import people_names
from hjulet.services.uploads import check_again, find_proposal
from hjulet.texts.catalogue import translate
from hjulet.texts.labels import LIST_FIELDS
from hjulet.texts.problems import say
from hjulet.web.actor import ActorRequest
from hjulet.web.words import language

_WIDTH = re.compile(r"[0-9]{1,2}")

KINDS = (
    (str(ListKind.VOUCHERS), gettext_lazy("Verifikatrader")),
    (str(ListKind.BALANCES), gettext_lazy("Saldon")),
)


class MapForm(forms.Form):
    """What stands around the columns: the map's name, whose files, and the answers to what is left open."""

    name = forms.CharField(label=gettext_lazy("Namn"), max_length=60)
    company = forms.CharField(label=gettext_lazy("Företag"), max_length=40, required=False)
    kind = forms.ChoiceField(label=gettext_lazy("Raderna är"), choices=KINDS)
    sheet = forms.CharField(label=gettext_lazy("Blad"), max_length=100, required=False)
    skip_extra_rows = forms.BooleanField(
        label=gettext_lazy("Hoppa över summor, upprepade rubriker och anteckningar när summorna stämmer"),
        required=False,
    )
    include_hidden = forms.BooleanField(label=gettext_lazy("Läs dolda rader och kolumner"), required=False)
    serial_dates = forms.BooleanField(
        label=gettext_lazy("Läs tal i datumkolumnen som Excels dagar"), required=False
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


@dataclass(frozen=True, kw_only=True)
class HeadLine:
    """A column of the file: its head, first values, what it is chosen to be, and the digits of its codes."""

    number: int
    head: str
    samples: str
    chosen: str
    width: str

    @property
    def is_code(self) -> bool:
        """Tell whether the column holds codes, which may have lost zeros."""
        return self.chosen in CODES


def maps(request: ActorRequest) -> HttpResponse:
    """List the remembered maps."""
    found = list_maps(by=request.actor, at=timezone.now())
    people = people_names()
    kinds = {str(kind): word for kind, word in KINDS}
    lines = [
        (one, kinds[str(one.columns.kind)], _words(one.columns), people.get(one.updated_by, one.updated_by))
        for one in found
    ]
    return render(request, "columns/list.html", {"lines": lines})


def confirm(request: ActorRequest, key: str) -> HttpResponse:
    """Ask what the columns of a file that was sent in are; on POST, remember it and check the file anew."""
    at = timezone.now()
    proposal = find_proposal(key, by=request.actor, at=at)
    start = {"kind": str(proposal.columns.kind), "sheet": proposal.columns.answers.sheet, "version": 0}
    page = _Page(request, proposal.columns, proposal.samples, start)
    if request.method == "POST" and page.save():
        check_again(key, by=request.actor, at=at)
        return redirect("upload-check", key=key)
    return page.answer(upload=key)


def change(request: ActorRequest, name: str) -> HttpResponse:
    """Show a remembered map; on POST, change it."""
    find = find_map_to_change if request.method == "POST" else find_map
    saved = find(name, by=request.actor, at=timezone.now())
    answers = saved.columns.answers
    start = {
        "name": saved.name,
        "company": saved.company,
        "kind": str(saved.columns.kind),
        "sheet": answers.sheet,
        "skip_extra_rows": answers.skip_extra_rows,
        "include_hidden": answers.include_hidden,
        "serial_dates": answers.serial_dates,
        "version": saved.version,
    }
    page = _Page(request, saved.columns, {}, start)
    if request.method == "POST" and page.save():
        return redirect("column-maps")
    return page.answer(saved=saved)


class _Page:
    """The form of a map, with a choice for each head of the file."""

    def __init__(
        self,
        request: ActorRequest,
        columns: ColumnMap,
        samples: Mapping[str, Sequence[str]],
        start: Mapping[str, Any],
    ) -> None:
        self._request, self._columns, self._samples = request, columns, samples
        self._heads = columns.heads or tuple(columns.columns.values())
        posted = request.POST if request.method == "POST" else None
        self._form = MapForm(posted, initial=dict(start))
        self._problems: tuple[Problem, ...] = ()

    def save(self) -> bool:
        """Remember what was chosen; tell whether it could be."""
        if not self._form.is_valid():
            return False
        values = self._form.cleaned_data
        chosen = self._chosen()
        try:
            save_map(
                values["name"],
                self._as_map(values, chosen),
                company=values["company"],
                version=values["version"],
                by=self._request.actor,
                at=timezone.now(),
            )
        except RefusedError as refusal:
            self._problems = refusal.problems
        except ConflictError as conflict:  # what was chosen stays, and may be saved over what is there now
            self._problems = (Problem(code="map-changed", severity=Severity.ERROR),)
            self._form = MapForm({**self._request.POST.dict(), "version": conflict.version})
        return not self._problems

    def answer(self, **places: Any) -> HttpResponse:
        """Show the form."""
        chosen = self._chosen() if self._form.is_bound else self._remembered()
        places |= {
            "form": self._form,
            "lines": self._lines(chosen),
            "fields": [(name, translate(label, language=language())) for name, label in LIST_FIELDS.items()],
            "problems": [say(one.code, language=language(), **one.params) for one in self._problems],
        }
        wrong = bool(self._problems or self._form.errors)
        return render(self._request, "columns/map.html", places, status=422 if wrong else 200)

    def _as_map(self, values: Mapping[str, Any], chosen: Mapping[str, tuple[str, str]]) -> ColumnMap:
        """Make the map of what was chosen; raises RefusedError where a field is chosen twice."""
        columns: dict[str, str] = {}
        for head, (name, _width) in chosen.items():
            if name in columns:
                twice = Problem(code="map-field-twice", severity=Severity.ERROR, params={"mapped": name})
                raise RefusedError([twice])
            if name:
                columns[name] = head
        kind = ListKind(values["kind"])
        answers = Answers(
            sheet=values["sheet"],
            skip_extra_rows=values["skip_extra_rows"],
            include_hidden=values["include_hidden"],
            serial_dates=values["serial_dates"],
            widths={name: int(width) for name, width in chosen.values() if name in CODES and width},
        )
        ordered = {name: columns[name] for name in (*FIELDS[kind], *columns) if name in columns}
        return replace(self._columns, kind=kind, columns=ordered, heads=self._heads, answers=answers)

    def _chosen(self) -> dict[str, tuple[str, str]]:
        """Give each head's choice and digits as they were sent; what is no choice of ours is none."""
        sent = self._request.POST
        chosen = {}
        for number, head in enumerate(self._heads):
            name, width = sent.get(f"column-{number}", ""), sent.get(f"width-{number}", "").strip()
            chosen[head] = (name if name in LIST_FIELDS else "", width if _WIDTH.fullmatch(width) else "")
        return chosen

    def _remembered(self) -> dict[str, tuple[str, str]]:
        fields = {head: name for name, head in self._columns.columns.items()}
        widths = self._columns.answers.widths
        return {
            head: (fields.get(head, ""), str(widths.get(fields.get(head, ""), ""))) for head in self._heads
        }

    def _lines(self, chosen: Mapping[str, tuple[str, str]]) -> list[HeadLine]:
        return [
            HeadLine(
                number=number,
                head=head,
                samples=" · ".join(value for value in self._samples.get(head, ()) if value),
                chosen=chosen[head][0],
                width=chosen[head][1],
            )
            for number, head in enumerate(self._heads)
        ]


def _words(columns: ColumnMap) -> str:
    """Say what a map reads: ``Datum (Bokföringsdatum), Konto (Kontonr)``."""
    parts = (
        f"{translate(LIST_FIELDS[name], language=language())} ({head})"
        for name, head in columns.columns.items()
    )
    return ", ".join(parts) or _("ingenting")


urlpatterns = [
    path("huvudbok/kolumner/", maps, name="column-maps"),
    path("huvudbok/kolumner/fil/<str:key>/", confirm, name="confirm-columns"),
    path("huvudbok/kolumner/<path:name>/", change, name="column-map"),
]
