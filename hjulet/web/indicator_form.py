"""An indicator's definition in a form: a new one, and the next version of one."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hjulet.domain.indicators.definition import (
    LONGEST_DESCRIPTION,
    LONGEST_NAME,
    LONGEST_UNIT,
    Direction,
    Frequency,
    Indicator,
    Scope,
    Together,
    parse_value,
)
from hjulet.domain.indicators.parts import PARTS
from hjulet.domain.indicators.writing import PartFault, read_part, write_parts
from hjulet.domain.numbers import NotANumber
from hjulet.services.errors import ConflictError, RefusedError
from hjulet.services.indicator_pages import owners
from hjulet.services.indicators import find_indicator, save_indicator
from hjulet.texts.indicators import DIRECTIONS, FREQUENCIES, SCOPES, TOGETHER, words
from hjulet.web.actor import ActorRequest
from hjulet.web.register_forms import refuse, year_field
from hjulet.web.words import language


def _lines(label: Any, help_text: Any) -> forms.CharField:
    """Make a field of lines, each with ``;`` between what it says."""
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3, "spellcheck": "false"}),
    )


class IndicatorForm(forms.Form):
    """A definition; its parts are written a line each."""

    name = forms.CharField(label=gettext_lazy("Namn"), max_length=LONGEST_NAME)
    description = forms.CharField(
        label=gettext_lazy("Beskrivning"),
        max_length=LONGEST_DESCRIPTION,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    unit = forms.CharField(
        label=gettext_lazy("Enhet"),
        max_length=LONGEST_UNIT,
        required=False,
        help_text=gettext_lazy("Till exempel %, index, antal eller mnkr. Tomt för ett betyg."),
    )
    decimals = forms.IntegerField(label=gettext_lazy("Decimaler"), min_value=0, max_value=4, initial=0)
    direction = forms.ChoiceField(label=gettext_lazy("Riktning"))
    owner = forms.ChoiceField(label=gettext_lazy("Ansvarig"))
    scope = forms.ChoiceField(label=gettext_lazy("Gäller"))
    together = forms.ChoiceField(label=gettext_lazy("Enheternas delar"), required=False)
    source = forms.CharField(label=gettext_lazy("Källa"), max_length=200, required=False)
    frequency = forms.ChoiceField(label=gettext_lazy("Publiceras"), initial=Frequency.YEAR)
    band = forms.CharField(
        label=gettext_lazy("Källans osäkerhet"),
        max_length=20,
        required=False,
        help_text=gettext_lazy("En ändring som är högst så stor räknas som oförändrad."),
    )
    scale = forms.CharField(
        label=gettext_lazy("Skala"),
        max_length=400,
        required=False,
        help_text=gettext_lazy("För ett betyg: stegen från det lägsta, med blanksteg mellan."),
    )
    formula = forms.CharField(
        label=gettext_lazy("Räknas som"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Ett tal ur huvudbok, budget eller personal: budget_adherence unit=KS."),
    )
    kolada = forms.CharField(label=gettext_lazy("Kolada"), max_length=20, required=False)
    scb = forms.CharField(
        label=gettext_lazy("SCB"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Tabellen och dess koder: TAB638 ContentsCode=BE0101N1 Kon=1,2,1+2."),
    )
    first_year = year_field(gettext_lazy("Följs från år"), required=False)
    last_year = year_field(gettext_lazy("Följs till år"), required=False)
    series = _lines(
        gettext_lazy("Serier"),
        gettext_lazy("Nyckel; slag; namn; kod hos källan. Till exempel: women; kön; Kvinnor; K"),
    )
    targets = _lines(
        gettext_lazy("Målvärde"), gettext_lazy("Dag; värde; serie; källa. Utan dag gäller målet på sikt.")
    )
    baselines = _lines(gettext_lazy("Utgångsvärden"), gettext_lazy("År; värde; serie."))
    expected = _lines(gettext_lazy("Förväntad trend"), gettext_lazy("År; öka, minska eller oförändrad."))
    thresholds = _lines(
        gettext_lazy("Gränser"), gettext_lazy("Över eller under; värde; vad som då ska göras.")
    )
    names = _lines(gettext_lazy("Kallas också"), gettext_lazy("Namn; dokument."))
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *given: object, owners: tuple[tuple[str, str], ...], **named: object) -> None:
        """Let what has few values be chosen by its words; ``owners`` are the units that may answer for it."""
        super().__init__(*given, **named)  # type: ignore[arg-type]
        for field, choices in (
            ("direction", DIRECTIONS),
            ("scope", SCOPES),
            ("together", TOGETHER),
            ("frequency", FREQUENCIES),
        ):
            self.fields[field].choices = [  # type: ignore[attr-defined]
                (str(value), words(said, language=language())) for value, said in choices.items()
            ]
        self.fields["owner"].choices = owners  # type: ignore[attr-defined]

    def clean_band(self) -> Any:
        """Read the uncertainty."""
        text = self.cleaned_data["band"]
        try:
            return parse_value(text) if text else None
        except NotANumber as fault:
            raise forms.ValidationError(_("Värdet går inte att läsa. Skriv till exempel 1 234,5.")) from fault

    def clean(self) -> dict[str, Any]:
        """Read the parts, each line by line."""
        given: dict[str, Any] = super().clean() or {}
        given["scale"] = tuple(given.get("scale", "").split())
        for part in PARTS:
            try:
                given[part] = read_part(part, given.get(part, ""), scale=given["scale"])
            except PartFault as fault:
                said = _("Rad {line} går inte att läsa: {text}").format(line=fault.line, text=fault.text)
                self.add_error(part, said)
        return given

    def indicator(self, id: str) -> Indicator:
        """Give what was written, of the id that it has; a new one has that which was written."""
        id = id or self.cleaned_data["id"]
        given = {name: value for name, value in self.cleaned_data.items() if name not in ("id", "version")}
        return Indicator(
            **{
                **given,
                "id": id,
                "direction": Direction(given["direction"]),
                "scope": Scope(given["scope"]),
                "together": Together(given["together"] or Together.APART),
                "frequency": Frequency(given["frequency"]),
                "version": self.cleaned_data["version"] or 0,
            }
        )


class NewIndicatorForm(IndicatorForm):
    """The same with the id that references call it by, and no version yet."""

    id = forms.CharField(
        label=gettext_lazy("Beteckning"),
        max_length=40,
        help_text=gettext_lazy("Kort, till exempel sick_leave. Används i referenser och ändras aldrig."),
    )
    field_order = ("id", "name")


_FORMULA_FAULTS = (
    "bad-reference",
    "unknown-metric",
    "unknown-parameter",
    "missing-parameter",
    "unknown-line",
    "bad-period",
    "formula-of-indicator",
    "formula-not-seen",
)

_AT = {
    "bad-indicator-id": "id",
    "register-id-taken": "id",
    **dict.fromkeys(_FORMULA_FAULTS, "formula"),
    "rating-is-written": "scale",
    "scale-lacks-step": "scale",
    "negative-band": "band",
    "years-turned": "last_year",
    "bad-series-key": "series",
    "series-twice": "series",
    "series-has-values": "series",
}
"""Code of a refusal -> the field that it is about."""


def new_indicator(request: ActorRequest) -> HttpResponse:
    """Set up an indicator."""
    form = NewIndicatorForm(request.POST or None, owners=owners(by=request.actor, at=timezone.now()))
    back = reverse("indicators")
    return _saved(request, form, title=_("Ny indikator"), back=back)


def change_indicator(request: ActorRequest, id: str) -> HttpResponse:
    """Change an indicator's definition; its values stay as they are."""
    at = timezone.now()
    known = find_indicator(id, by=request.actor, at=at)
    plain = {name: value for name, value in vars(known).items() if name not in PARTS}
    first = {**plain, **write_parts(known), "scale": " ".join(known.scale)}
    form = IndicatorForm(request.POST or None, owners=owners(by=request.actor, at=at), initial=first)
    return _saved(request, form, title=known.name, back=reverse("indicator", args=[id]), id=id)


def _saved(
    request: ActorRequest, form: IndicatorForm, *, title: str, back: str, id: str = ""
) -> HttpResponse:
    """Save what the form says and lead to its page; else show the form, and why nothing was saved."""
    if request.method == "POST" and form.is_valid():
        try:
            made = form.indicator(id)
            save_indicator(made, by=request.actor, at=timezone.now())
            return redirect("indicator", id=made.id)
        except (RefusedError, ConflictError) as fault:
            refuse(form, fault, at=_AT)
    places = {"form": form, "title": title, "back": back}
    return render(request, "registers/form.html", places, status=422 if form.errors else 200)


urlpatterns = [
    path("indikatorer/ny/", new_indicator, name="new-indicator"),
    path("indikatorer/<str:id>/andra/", change_indicator, name="change-indicator"),
]
