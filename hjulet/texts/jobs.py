"""Long work in words: what it is, where it stands, how far it has come and how long is left."""

from datetime import datetime
from decimal import Decimal

from hjulet.domain.job import JobFacts
from hjulet.domain.numbers import format_number
from hjulet.texts.catalogue import N_, translate

KINDS = {
    "check-upload": N_("Kontroll av fil"),
    "import-upload": N_("Inläsning"),
    "tell-changes": N_("Ändrade tal i samtal"),
    "render-report": N_("Filer av rapport"),
    "fetch-indicators": N_("Hämtning av indikatorer"),
    "fetch-catalogue": N_("Hämtning av Koladas katalog"),
}

STATES = {
    "waiting": N_("Väntar på sin tur"),
    "running": N_("Pågår"),
    "done": N_("Klart"),
    "failed": N_("Misslyckades"),
    "cancelled": N_("Avbrutet"),
}

STEPS = {
    "reading": N_("Läser filen"),
    "comparing": N_("Jämför med huvudboken"),
    "writing": N_("Skriver satsen"),
    "telling": N_("Jämför talen i samtalen"),
    "waiting": N_("Väntar på samma filer åt någon annan"),
    "drawing": N_("Ritar diagrammen"),
    "rendering": N_("Sätter dokumenten"),
    "fetching": N_("Hämtar från Kolada och SCB"),
}

_MEGABYTES = N_("{done} av {total} MB")
_ROWS = N_("{done} av {total} rader")
_CHARTS = N_("{done} av {total} diagram")
_FILES = N_("{done} av {total} format")
_ANSWERS = N_("{done} av {total} svar")
_COUNTED = {"drawing": _CHARTS, "rendering": _FILES, "fetching": _ANSWERS}
_MEGABYTES_PACE = N_("{n} MB/s")
_ROWS_PACE = N_("{n} rader/s")
_SECONDS = N_("ungefär {n} sekunder kvar")
_MINUTES = N_("ungefär {n} minuter kvar")
_SOON = N_("strax klart")
_STOPPING = N_("Avbryts")


def kind_label(kind: str, *, language: str) -> str:
    """Name a kind of work."""
    return translate(KINDS[kind], language=language)


def state_words(job: JobFacts, *, language: str) -> str:
    """Say where a job stands: its step while it runs."""
    if job.cancel_asked and not job.is_over:
        return translate(_STOPPING, language=language)
    said = STEPS.get(job.step, STATES["running"]) if job.state == "running" else STATES[job.state]
    return translate(said, language=language)


def progress_words(step: str, done: int, total: int, *, left: int | None, language: str) -> str:
    """Say how far a step has come: ``12 av 280 MB, ungefär 20 sekunder kvar``; empty if not known."""
    if not total:
        return ""
    if step == "reading":
        come = _said(_MEGABYTES, language, done=_megabytes(done), total=_megabytes(total))
    else:
        come = _said(_COUNTED.get(step, _ROWS), language, done=_count(done), total=_count(total))
    return come if left is None else f"{come}, {left_words(left, language=language)}"


def step_words(step: str, *, language: str) -> str:
    """Name a step: ``Läser filen``."""
    return translate(STEPS[step], language=language)


def pace_words(step: str, done: int, total: int, *, seconds: float, language: str) -> str:
    """Say how far a step has come, at what pace, and how long is left."""
    if not done or not total or seconds <= 0:
        return progress_words(step, done, total, left=None, language=language)
    left = round(seconds * (total - done) / done)
    come = progress_words(step, done, total, left=left, language=language)
    if step == "reading":
        return f"{come}, {_said(_MEGABYTES_PACE, language, n=_megabytes(round(done / seconds)))}"
    return f"{come}, {_said(_ROWS_PACE, language, n=_count(round(done / seconds)))}"


def job_progress_words(job: JobFacts, *, at: datetime, language: str) -> str:
    """Say how far a job has come."""
    return progress_words(job.step, job.done, job.total, left=job.seconds_left(at=at), language=language)


def left_words(seconds: int, *, language: str) -> str:
    """Say how long is left."""
    if seconds < 3:
        return translate(_SOON, language=language)
    if seconds < 120:
        return _said(_SECONDS, language, n=str(seconds))
    return _said(_MINUTES, language, n=str(round(seconds / 60)))


def _said(message: str, language: str, **values: str) -> str:
    return translate(message, language=language).format(**values)


def _megabytes(size: int) -> str:
    return _count(-(-size // 1_000_000))


def _count(number: int) -> str:
    return format_number(Decimal(number))
