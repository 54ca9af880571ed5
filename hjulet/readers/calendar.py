"""The calendar of an installation as csv with ``;``: the steps of the year, and the questions left open."""

from hjulet.domain.calendar.question import Question
from hjulet.domain.calendar.recurrence import parse_recurrence
from hjulet.domain.calendar.step import About, Step, StepKind, What
from hjulet.readers.setup_tables import Row, rows_of


def read_calendar_steps(text: str) -> tuple[Step, ...]:
    """Read steps. Raises KeyError for a missing column and ValueError for a kind or time that is none."""
    return tuple(_step(row) for row in rows_of(text))


def read_calendar_questions(text: str) -> tuple[Question, ...]:
    """Read the questions, open all of them."""
    return tuple(
        Question(key=row["key"], text=row["text"], text_en=row["text_en"], unit=row["unit"])
        for row in rows_of(text)
    )


def _step(row: Row) -> Step:
    return Step(
        key=row["key"],
        title=row["title"],
        title_en=row["title_en"],
        kind=StepKind(row["kind"]),
        unit=row["unit"],
        when=parse_recurrence(row["when"]),
        from_year=int(row["from_year"]),
        to_year=int(row["to_year"]) if row["to_year"] else None,
        what=What(row["what"]),
        about=_about(row),
        role=row["role"],
        source=row["source"],
        question=row["question"],
        alternative=row["alternative"],
    )


def _about(row: Row) -> About | None:
    if not row["report"]:
        return None
    return About(report=row["report"], month=int(row["month"] or 0), years_back=int(row["years_back"] or 0))
