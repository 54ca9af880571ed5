"""``remind``: the day's reminders by mail, for a timer. A second run the same day sends nothing again."""

from argparse import Namespace

from django.utils import timezone

from hjulet.cli.answer import REFUSED, Answer
from hjulet.services.people import OPERATOR
from hjulet.services.reminders import SentReminder, send_reminders
from hjulet.texts.problems import say


def run(asked: Namespace) -> Answer:
    """Send the digests; one that failed is a finding, tried again by the next run."""
    done = send_reminders(by=OPERATOR, at=timezone.now())
    sent, failed = done.count("sent"), done.count("failed")
    said = say("reminded", language=asked.lang, count=str(sent), failed=str(failed), rows=str(done.already))
    causes = sorted({one.cause for one in done.reminders if one.cause})
    return Answer(
        document={
            "schema": "remind/1",
            "day": done.day.isoformat(),
            "sent": sent,
            "failed": failed,
            "already": done.already,
            "reminders": [_document(one) for one in done.reminders],
        },
        lines=(said, *causes),
        exit_code=REFUSED if failed else 0,
    )


def _document(one: SentReminder) -> dict[str, object]:
    return {
        "person": one.person,
        "kinds": list(one.kinds),
        "tasks": [{"task": task, "reason": reason} for task, reason in one.tasks],
        "message_id": one.message_id,
        "outcome": one.outcome,
        "cause": one.cause,
        "attempts": one.attempts,
    }
