"""An indicator's values as a file for a spreadsheet: csv or xlsx, one row for each value of each series."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from hjulet.documents.sheet import Kind, Sheet, SheetColumn, Value
from hjulet.services.indicator_pages import IndicatorPage
from hjulet.texts.catalogue import translate
from hjulet.texts.indicators import STATUSES
from hjulet.web.indicator_words import definition_words, series_name
from hjulet.web.words import language


def values_sheet(found: IndicatorPage) -> Sheet:
    """Make the sheet of an indicator's values, and a second one with its definition."""
    indicator = found.line.indicator
    return Sheet(
        name=_("Värden"),
        columns=(
            SheetColumn(label=_("Indikator")),
            SheetColumn(label=_("Namn")),
            SheetColumn(label=_("Serie")),
            SheetColumn(label=_("Period")),
            SheetColumn(label=_("Värde"), kind=Kind.NUMBER),
            SheetColumn(label=_("Enhet")),
            SheetColumn(label=_("Läge")),
            SheetColumn(label=_("Hämtad"), kind=Kind.DATE),
            SheetColumn(label=_("Källa")),
            SheetColumn(label=_("Anmärkning")),
        ),
        rows=_rows(found),
        total="",
        asked_name=_("Definition"),
        asked=(
            (_("Namn"), indicator.name),
            *((fact.label, "; ".join(fact.values)) for fact in definition_words(found)),
        ),
    )


def _rows(found: IndicatorPage) -> Iterator[Sequence[Value]]:
    indicator = found.line.indicator
    for each in sorted(found.observations, key=lambda each: (each.series, each.period)):
        value: Value = each.value
        if each.value is not None and indicator.scale:
            value = indicator.measure.write(each.value)
        yield (
            indicator.id,
            indicator.name,
            series_name(indicator, each.series),
            str(each.period),
            value,
            indicator.unit,
            translate(STATUSES[each.status], language=language()),
            each.fetched,
            each.source,
            each.note,
        )
