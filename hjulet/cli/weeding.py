"""``weed``: what has been kept long enough; a preview, or with ``--yes`` its removal."""

from argparse import Namespace

from django.utils import timezone

from hjulet.cli.answer import Answer
from hjulet.services.people import OPERATOR
from hjulet.services.weeding import Weeded, preview_weeding, weed
from hjulet.texts.catalogue import translate
from hjulet.texts.personal_data import WEEDED, rule_words
from hjulet.texts.problems import say


def run(asked: Namespace) -> Answer:
    """Tell what would go, or remove it."""
    at = timezone.now()
    found = weed(by=OPERATOR, at=at) if asked.yes else preview_weeding(by=OPERATOR, at=at)
    count = str(sum(each.count for each in found))
    return Answer(
        document={
            "schema": "weed/1",
            "at": at.isoformat(),
            "removed": asked.yes,
            "rules": [_document(each) for each in found],
        },
        lines=(
            say("weeded" if asked.yes else "to-weed", language=asked.lang, count=count),
            *(_line(each, asked.lang) for each in found if each.count),
        ),
    )


def _document(each: Weeded) -> dict[str, object]:
    return {
        "kind": each.kind,
        "months": each.months,
        "count": each.count,
        "oldest": each.oldest.isoformat() if each.oldest else None,
    }


def _line(each: Weeded, language: str) -> str:
    oldest = f"{timezone.localtime(each.oldest):%Y-%m-%d}" if each.oldest else "–"
    return say(
        "weeded-kind",
        language=language,
        label=translate(WEEDED[each.kind], language=language),
        count=str(each.count),
        cause=rule_words(each.kind, language=language),
        first=oldest,
    )
