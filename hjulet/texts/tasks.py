"""Tasks in words: what to do, in which report, and how near the deadline is."""

from datetime import date

from hjulet.domain.task import Task, TaskKind
from hjulet.texts.catalogue import N_, translate
from hjulet.texts.days import day_words
from hjulet.texts.periods import period_words

_DO = {
    TaskKind.TEXT: N_("Skriv ”{label}”"),
    TaskKind.COMMENT: N_("Kommentera {label}"),
    TaskKind.FORECAST: N_("Gör prognosen för {label}"),
    TaskKind.SEAL: N_("Försegla rapporten för {label}"),
    TaskKind.PLAN: N_("Skriv och fastställ planen för {label}"),
    TaskKind.THRESHOLD: N_("Skriv vad som görs åt ”{label}”"),
    TaskKind.ASSIGNMENT: N_("Rapportera ”{label}”"),
    TaskKind.ANSWER: N_("Ta ställning till ”{label}”"),
    TaskKind.MILESTONE: N_("Milstolpe: {label}"),
}
_LABELLED = frozenset(
    {
        TaskKind.TEXT,
        TaskKind.COMMENT,
        TaskKind.THRESHOLD,
        TaskKind.ASSIGNMENT,
        TaskKind.ANSWER,
        TaskKind.MILESTONE,
    }
)
_FORECAST = N_("Prognos efter {month}")
_THRESHOLD = N_("Indikator utanför sin gräns, {period}")
_ASSIGNMENT = N_("Uppdrag {number} till {unit}")
_ANSWER = N_("Uppdrag {number} från {unit}")
_MILESTONE = N_("Åtgärd {number}: {action}")
_REPORT = N_("{report}, {period}")

_TODAY, _TOMORROW = N_("senast i dag, {day}"), N_("senast i morgon, {day}")
_AHEAD = N_("senast {day}, om {days} dagar")
_YESTERDAY = N_("skulle ha varit klart i går, {day}")
_LATE = N_("skulle ha varit klart {day}, för {days} dagar sedan")
_FOR = N_("i stället för {person}")


def task_words(task: Task, *, language: str) -> str:
    """Say what to do: ``Kommentera HR``."""
    label = task.label(language) if task.kind in _LABELLED else task.unit_name
    return translate(_DO[task.kind], language=language).format(label=label)


def task_report(task: Task, *, language: str) -> str:
    """Say in which report: ``Månadsrapport, augusti 2017``; of others, what it is about."""
    period = period_words(task.period, language=language)
    if task.kind is TaskKind.FORECAST:
        return translate(_FORECAST, language=language).format(month=period)
    if task.kind is TaskKind.THRESHOLD:
        return translate(_THRESHOLD, language=language).format(period=period)
    if task.kind is TaskKind.ASSIGNMENT:
        return translate(_ASSIGNMENT, language=language).format(number=task.section, unit=task.unit_name)
    if task.kind is TaskKind.ANSWER:
        return translate(_ANSWER, language=language).format(number=task.section, unit=task.unit_name)
    if task.kind is TaskKind.MILESTONE:
        return translate(_MILESTONE, language=language).format(
            number=task.section.partition(" ")[0], action=task.report_name(language)
        )
    return translate(_REPORT, language=language).format(report=task.report_name(language), period=period)


def deadline_words(due: date, day: date, *, language: str) -> str:
    """Say how near a deadline is: ``senast 13 september 2017, om 2 dagar``."""
    away = (due - day).days
    pattern = {0: _TODAY, 1: _TOMORROW, -1: _YESTERDAY}.get(away, _AHEAD if away > 0 else _LATE)
    said = translate(pattern, language=language)
    return said.format(day=day_words(due, language=language), days=abs(away))


def for_whom(task: Task, *, language: str) -> str:
    """Say for whom somebody stands in; empty for one's own task."""
    if not task.on_behalf_of:
        return ""
    return translate(_FOR, language=language).format(person=task.on_behalf_of)
