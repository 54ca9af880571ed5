"""Förklaringar: what a growth or a deviation is explained by, written as one list that must sum."""

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hjulet.domain.cause import Duration, Explained
from hjulet.services.causes import CausePage, CauseText, cause_page, save_causes
from hjulet.services.errors import ConflictError
from hjulet.texts.catalogue import translate
from hjulet.texts.labels import DURATIONS
from hjulet.web.actor import ActorRequest
from hjulet.web.addresses import PERIOD, UNIT, with_query
from hjulet.web.amounts import AmountField, as_written
from hjulet.web.context import asked, is_latest, require_latest
from hjulet.web.words import language

PAGES = {Explained.GROWTH: "causes", Explained.VARIANCE: "variance-causes"}
_MOST = 60
_LAST = 10_000


class CauseForm(forms.Form):
    """A cause: where in the list, what, kronor, whether it stays."""

    row = forms.CharField(max_length=5, required=False, widget=forms.HiddenInput)
    place = forms.IntegerField(label=gettext_lazy("Ordning"), min_value=1, max_value=999, required=False)
    text = forms.CharField(label=gettext_lazy("Orsak"), max_length=200)
    amount = AmountField(label=gettext_lazy("Belopp"))
    duration = forms.ChoiceField(
        label=gettext_lazy("Tillfällig eller varaktig"),
        choices=[(each.value, "") for each in Duration],
        required=False,
    )
    remove = forms.BooleanField(label=gettext_lazy("Ta bort"), required=False)

    def __init__(self, *given: object, **named: object) -> None:
        """Name the fields by their row: they stand in a table."""
        super().__init__(*given, **named)  # type: ignore[arg-type]
        number = int(str(self.prefix).rpartition("-")[2]) + 1 if str(self.prefix)[-1:].isdecimal() else 0
        for field in self.fields.values():
            field.widget.attrs["aria-label"] = _("{label}, rad {number}").format(
                label=field.label, number=number
            )
        words = [(code, translate(word, language=language())) for code, word in DURATIONS.items()]
        self.fields["duration"].choices = words  # type: ignore[attr-defined]

    def written(self) -> CauseText:
        """Give what was written."""
        given = self.cleaned_data
        return CauseText(
            row=given["row"],
            text=given["text"],
            amount=given["amount"],
            duration=Duration(given["duration"]),
        )


Causes = forms.formset_factory(CauseForm, extra=2, max_num=_MOST, validate_max=True)


def causes(request: ActorRequest, explains: Explained = Explained.GROWTH) -> HttpResponse:
    """Show what explains a unit's year, its sum and what is left; on POST, write the whole list."""
    here = asked(request)
    if request.method == "POST":
        require_latest(here)
    year = here.period.year
    found = cause_page(
        here.unit, year, explains, snapshot=here.snapshot, language=language(), by=here.by, at=here.at
    )
    formset = Causes(request.POST or None, initial=_initial(found))
    said, may_write = "", found.may_edit and is_latest(here)
    if request.method == "POST" and formset.is_valid():
        try:
            save_causes(
                here.unit,
                year,
                explains,
                _in_order(formset),
                version=request.POST.get("version", ""),
                by=here.by,
                at=here.at,
            )
            query = {UNIT: here.unit, PERIOD: str(here.period)}
            return redirect(with_query(reverse(PAGES[explains]), query))
        except ConflictError as conflict:
            said = _("Någon annan har ändrat listan till: {theirs}. Läs om sidan och försök igen.").format(
                theirs=conflict.theirs
            )
    places = {
        "here": here,
        "found": found,
        "formset": formset,
        "version": request.POST.get("version", found.version),
        "said": said,
        "year": year,
        "explains": explains.value,
        "may_write": may_write,
        "beside": 3 if may_write else 1,
        "lines": [
            (cause, translate(DURATIONS[cause.duration], language=language()), found.rows[cause.row])
            for cause in found.causes
        ],
    }
    status = 422 if said or (request.method == "POST" and not formset.is_valid()) else 200
    return render(request, "causes/page.html", places, status=status)


def _initial(found: CausePage) -> list[dict[str, object]]:
    return [
        {
            "row": cause.row,
            "place": place,
            "text": cause.text,
            "amount": as_written(cause.amount),
            "duration": cause.duration.value,
        }
        for place, cause in enumerate(found.causes, start=1)
    ]


def _in_order(formset: forms.BaseFormSet[CauseForm]) -> list[CauseText]:
    """List what is to stand: by the numbers given, what has none last."""
    kept = [
        form
        for form in formset.forms
        if form.cleaned_data.get("text") and not form.cleaned_data.get("remove")
    ]
    return [form.written() for form in sorted(kept, key=lambda form: form.cleaned_data["place"] or _LAST)]


urlpatterns = [
    path("ekonomi/forklaringar/", causes, name="causes"),
    path("ekonomi/forklaringar/avvikelse/", causes, {"explains": Explained.VARIANCE}, name="variance-causes"),
]
