"""``organisation``: the municipality's organisation from files; a preview, or with ``--yes`` let in."""

from argparse import Namespace

from django.utils import timezone

from hjulet.cli.answer import DONE, REFUSED, Answer
from hjulet.cli.files import file_name, read_file
from hjulet.cli.problems import problem_document, problem_line
from hjulet.domain.organisation_changes import Change
from hjulet.domain.unit_use import Hanging
from hjulet.domain.validity import Validity
from hjulet.services import homes
from hjulet.services.organisation_import import OrganisationTrial, import_organisation, try_organisation
from hjulet.services.people import OPERATOR
from hjulet.texts.organisation import change_line, fate_words, uses_words
from hjulet.texts.problems import say


def run(asked: Namespace) -> Answer:
    """Tell what files would change in the organisation, or let them in."""
    files = tuple((file_name(name), read_file(name)) for name in asked.files)
    homes.make_ready()
    at = timezone.now()
    tried = try_organisation(files, by=OPERATOR, at=at)
    status = _status(tried, is_let_in=asked.yes)
    if status == "changed":
        tried = import_organisation(files, base=tried.base, by=OPERATOR, at=at)
    return Answer(
        document=_document(tried, status, language=asked.lang),
        lines=tuple(_lines(tried, status, language=asked.lang)),
        exit_code=DONE if tried.accepted else REFUSED,
    )


def _status(tried: OrganisationTrial, *, is_let_in: bool) -> str:
    if not tried.accepted:
        return "refused"
    if tried.difference.is_empty:
        return "unchanged"
    return "changed" if is_let_in else "would-change"


def _document(tried: OrganisationTrial, status: str, *, language: str) -> dict[str, object]:
    return {
        "schema": "organisation/1",
        "file": tried.file,
        "status": status,
        "changes": [_change(change) for change in tried.difference.changes],
        "reordered": tried.difference.is_reordered,
        "unchanged": tried.difference.unchanged,
        "hanging": [_hanging(each) for each in tried.hanging],
        "problems": [problem_document(problem, language=language) for problem in tried.problems],
    }


def _change(change: Change) -> dict[str, object]:
    return {
        "kind": change.kind,
        "unit": change.unit,
        **_span(change.during),
        "before": change.before,
        "after": change.after,
        "structure": change.structure,
        "under": list(change.under),
    }


def _hanging(each: Hanging) -> dict[str, object]:
    lost = [_span(span) for span in each.lost]
    return {"unit": each.unit, "fate": each.fate, "lost": lost, "uses": dict(each.uses)}


def _span(span: Validity) -> dict[str, str | None]:
    return {"from": str(span.start), "to": str(span.last_day) if span.last_day else None}


_SAID = {
    "refused": "organisation-refused",
    "unchanged": "organisation-same",
    "would-change": "organisation-would",
    "changed": "organisation-changed",
}


def _lines(tried: OrganisationTrial, status: str, *, language: str) -> list[str]:
    difference = tried.difference
    refusing = sum(problem.severity.refuses for problem in tried.problems)
    count = str(difference.count if tried.accepted else refusing)
    lines = [say(_SAID[status], language=language, count=count)]
    lines += [problem_line(problem, language=language) for problem in tried.problems]
    lines += [change_line(change, tried.names, language=language) for change in difference.changes]
    lines += [say("organisation-reordered", language=language)] if difference.is_reordered else []
    return [*lines, *(_hanging_line(each, language) for each in tried.hanging)]


def _hanging_line(each: Hanging, language: str) -> str:
    return say(
        "organisation-hanging",
        language=language,
        unit=each.unit,
        cause=fate_words(each, language=language),
        what=uses_words(each.uses, language=language),
    )
