"""``seal`` and ``verify``."""

from argparse import Namespace
from pathlib import Path

from django.utils import timezone

from hjulet.cli.answer import REFUSED, Answer
from hjulet.cli.files import read_file
from hjulet.domain.edition import Anchor, parse_anchors
from hjulet.services import homes
from hjulet.services.edition import seal_report
from hjulet.services.editions import find_edition
from hjulet.services.errors import refused
from hjulet.services.people import OPERATOR
from hjulet.services.report import parse_report_period
from hjulet.services.verification import Verified, verify, verify_folder
from hjulet.texts.problems import fault_label, say


def run(asked: Namespace) -> Answer:
    """Answer one of the two."""
    return _seal(asked) if asked.command == "seal" else _verify(asked)


def _seal(asked: Namespace) -> Answer:
    homes.make_ready()
    sealed = seal_report(
        asked.kind,
        asked.unit,
        parse_report_period(asked.period),
        decision=asked.decision,
        referral=asked.referral,
        open_points=asked.open_point,
        by=OPERATOR,
        at=timezone.now(),
    )
    return Answer(
        document={
            "schema": "seal/1",
            "edition": sealed.name,
            "number": sealed.number,
            "hash": sealed.seal,
            "previous": sealed.previous,
            "path": str(sealed.path),
        },
        lines=(say("sealed", language=asked.lang, number=str(sealed.number), seal=sealed.seal),),
    )


def _verify(asked: Namespace) -> Answer:
    anchors = _anchors(asked.anchor)
    at = timezone.now()
    if asked.edition and Path(asked.edition).is_dir():
        if asked.rebuild:
            raise refused("rebuild-needs-home")
        return _verified(verify_folder(Path(asked.edition), anchors=anchors), language=asked.lang)
    homes.make_ready()
    number = _number(asked.edition)
    if number is not None:
        find_edition(number, by=OPERATOR, at=at)
    found = verify(edition=number, anchors=anchors, again=asked.rebuild, by=OPERATOR, at=at)
    return _verified(found, language=asked.lang)


def _number(text: str | None) -> int | None:
    if text is None:
        return None
    if not text.isdecimal():
        raise refused("no-such-edition", edition=text)
    return int(text)


def _anchors(name: str | None) -> tuple[Anchor, ...]:
    if name is None:
        return ()
    try:
        return parse_anchors(read_file(name).decode("utf-8"))
    except ValueError as fault:
        raise refused("bad-anchor", file=name, cause=str(fault)) from fault


def _verified(found: Verified, *, language: str) -> Answer:
    checked = found.verification
    lines = [
        fault_label(fault.what, language=language, edition=fault.edition, file=fault.file)
        for fault in checked.faults
    ]
    lines += [f"{drift.edition} {drift.figure}: {drift.sealed} → {drift.now}" for drift in found.drift]
    lines.append(
        say(
            "verified" if found.ok else "not-verified",
            language=language,
            editions=str(checked.editions),
            anchored=str(checked.anchored or "–"),
        )
    )
    return Answer(
        document={
            "schema": "verify/1",
            "editions": checked.editions,
            "ok": found.ok,
            "anchored": checked.anchored,
            "faults": [vars(fault) for fault in checked.faults],
            "drift": [vars(drift) for drift in found.drift],
        },
        lines=tuple(lines),
        exit_code=0 if found.ok else REFUSED,
    )
