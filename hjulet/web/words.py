"""Periods, snapshots and what is left to spend, in words and in the reader's language."""

from decimal import Decimal

from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext as _

from hjulet.domain.closing import PeriodState
from hjulet.domain.period import Period
from hjulet.texts import periods
from hjulet.texts.catalogue import SWEDISH

CAUSES = {
    "import-sie": gettext_noop("huvudbok inläst"),
    "import-list": gettext_noop("lista inläst"),
    "import-budget": gettext_noop("budget inläst"),
    "set-mapping": gettext_noop("mappning ändrad"),
    "withdraw-batch": gettext_noop("inläsning återkallad"),
    "undo-import": gettext_noop("inläsning ångrad"),
    "withdraw-budget": gettext_noop("budget återkallad"),
    "set-organisation": gettext_noop("organisation ändrad"),
    "set-periods": gettext_noop("perioder stängda eller öppnade"),
    "set-item": gettext_noop("särskild post ändrad"),
    "remove-item": gettext_noop("särskild post borttagen"),
    "set-forecast": gettext_noop("prognos registrerad"),
    "set-causes": gettext_noop("förklaringar ändrade"),
    "set-saving": gettext_noop("effektivisering ändrad"),
    "remove-saving": gettext_noop("effektivisering borttagen"),
    "set-follow-up": gettext_noop("särskild uppföljning ändrad"),
    "remove-follow-up": gettext_noop("särskild uppföljning borttagen"),
    "set-population": gettext_noop("folkmängd ändrad"),
    "set-investment": gettext_noop("investering ändrad"),
    "remove-investment": gettext_noop("investering borttagen"),
    "set-grant": gettext_noop("statsbidrag ändrat"),
    "remove-grant": gettext_noop("statsbidrag borttaget"),
    "set-staff": gettext_noop("årsarbetare inlästa"),
    "set-indicator": gettext_noop("indikator ändrad"),
    "add-indicators": gettext_noop("indikatorer upplagda"),
    "set-indicator-value": gettext_noop("indikatorvärde ändrat"),
    "set-indicator-values": gettext_noop("indikatorvärden inlästa"),
    "fetch-indicators": gettext_noop("indikatorvärden hämtade"),
    "set-goals": gettext_noop("mål inlästa"),
    "set-commitment": gettext_noop("åtagande ändrat"),
    "remove-commitment": gettext_noop("åtagande borttaget"),
    "set-goal": gettext_noop("mål ändrat"),
    "reword-goal": gettext_noop("ett måls lydelse ändrad"),
    "end-goal": gettext_noop("mål avslutat"),
    "end-decided-goal": gettext_noop("mål avslutat efter beslut"),
    "link-goal": gettext_noop("mål länkat"),
    "unlink-goal": gettext_noop("länk mellan mål borttagen"),
    "set-goal-target": gettext_noop("målnivå ändrad"),
    "remove-goal-target": gettext_noop("målnivå borttagen"),
    "set-action": gettext_noop("åtgärd ändrad"),
    "remove-action": gettext_noop("åtgärd borttagen"),
    "import-actions": gettext_noop("åtgärder inlästa"),
    "change-actions": gettext_noop("flera åtgärder ändrade"),
    "copy-actions": gettext_noop("åtgärder kopierade till nästa år"),
    "set-theme": gettext_noop("tema ändrat"),
    "answer-goal-wording": gettext_noop("ett måls lydelse vald"),
    "assess-goal": gettext_noop("ett mål bedömt"),
    "assess-goals": gettext_noop("mål bedömda"),
}

CLOSINGS = {
    PeriodState.OPEN: gettext_noop("öppen"),
    PeriodState.PRELIMINARY: gettext_noop("preliminär"),
    PeriodState.CLOSED: gettext_noop("stängd"),
}
CLOSING_MARKS = {PeriodState.OPEN: "○", PeriodState.PRELIMINARY: "◐", PeriodState.CLOSED: "●"}

LEFT = {
    ("own", "left"): gettext_noop("Du har {amount} kvar till årets slut"),
    ("own", "over"): gettext_noop("Du har använt {amount} mer än årets ram"),
    ("own", "left at end"): gettext_noop("Du hade {amount} kvar när {year} var slut"),
    ("own", "over at end"): gettext_noop("Du använde {amount} mer än ramen för {year}"),
    ("other", "left"): gettext_noop("{unit} har {amount} kvar till årets slut"),
    ("other", "over"): gettext_noop("{unit} har använt {amount} mer än årets ram"),
    ("other", "left at end"): gettext_noop("{unit} hade {amount} kvar när {year} var slut"),
    ("other", "over at end"): gettext_noop("{unit} använde {amount} mer än ramen för {year}"),
}
"""Whose money it is, and how it went -> sentence."""


def language() -> str:
    """Tell the language of the page."""
    return get_language() or SWEDISH


def period_words(period: Period) -> str:
    """Name a period: ``2017``, ``augusti 2017``, ``januari–augusti 2017``."""
    return periods.period_words(period, language=language())


def month_name(month: str) -> str:
    """Name a month: ``2017-08`` is ``augusti``."""
    return periods.month_name(month, language=language())


def cause_words(cause: str) -> str:
    """Say what a snapshot was taken for."""
    return _(CAUSES[cause]) if cause in CAUSES else cause


def closing_words(state: PeriodState) -> str:
    """Say that figures of a period may still change; nothing of one that is closed."""
    return "" if state is PeriodState.CLOSED else _("preliminär")


def state_words(state: PeriodState) -> str:
    """Say how far a month has come, by shape and word: ``◐ preliminär``."""
    return f"{CLOSING_MARKS[state]} {_(CLOSINGS[state])}"


def left_sentence(remaining: Decimal, period: Period, *, whose: str) -> str:
    """Choose the sentence that says what is left, with ``{amount}``, ``{unit}`` and ``{year}`` to fill.

    ``whose`` is ``own`` for the money that the reader answers for, else ``other``.
    """
    went = "left" if remaining >= 0 else "over"
    at_end = " at end" if period.last_month.endswith("-12") else ""
    return _(LEFT[whose, went + at_end])


def scale(kronor: Decimal) -> tuple[str, int]:
    """Choose unit and decimals in which an amount reads well in a sentence: mnkr, tkr or kr."""
    size = abs(kronor)
    if size >= 100_000:
        return "mnkr", 1
    return ("tkr", 0) if size >= 1_000 else ("kr", 0)
