"""``organisation``: the municipality's organisation from files; a preview, or with ``--yes`` let in."""

from argparse import Namespace

from django.utils import timezone

from hjulet.cli.answer import DONE, REFUSED, Answer
from hjulet.cli.files import file_name, read_file
from hjulet.cli.problems import problem_document, problem_line
from hjulet.domain.organisation_changes import Change
from hjulet.domain.organisation_file import last_day
from hjulet.domain.unit_use import Hanging
from hjulet.services import homes
from hjulet.services.organisation_import import OrganisationTrial, import_organisation, try_organisation
from hjulet.services.people import OPERATOR
from hjulet.texts.organisation import change_line, fate_words, uses_words
from hjulet.texts.problems import say


def run(asked: Namespace) -> Answer:
    """Tell what files would change in the organisation, or let them in."""
    homes.make_ready()
    at = timezone.now()
    files = tuple((file_name(name), read_file(name)) for name in asked.files)
    tried = try_organisation(files, by=OPERATOR, at=at)
    status = _status(tried, is_let_in=asked.yes)
    if status == "changed":
        import_organisation(files, base=tried.base, by=OPERATOR, at=at)
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
    last = last_day(change.during)
    return {
        "kind": change.kind,
        "unit": change.unit,
        "from": str(change.during.start),
        "to": str(last) if last else None,
        "before": change.before,
        "after": change.after,
        "structure": change.structure,
        "under": list(change.under),
    }


def _hanging(each: Hanging) -> dict[str, object]:
    last = str(each.last) if each.last else None
    return {"unit": each.unit, "fate": each.fate, "last": last, "uses": dict(each.uses)}


_SAID = {
    "refused": "organisation-refused",
    "unchanged": "organisation-same",
    "would-change": "organisation-would",
    "changed": "organisation-changed",
}


def _lines(tried: OrganisationTrial, status: str, *, language: str) -> list[str]:
    difference = tried.difference
    changed = len(difference.changes) + difference.is_reordered
    refusing = sum(problem.severity.refuses for problem in tried.problems)
    count = str(changed if tried.accepted else refusing)
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
        cause=fate_words(each.fate, each.last, language=language),
        what=uses_words(each.uses, language=language),
    )
