"""``backup`` and ``restore``."""

from argparse import Namespace
from datetime import datetime
from pathlib import Path
from typing import Any

from django.utils import timezone

from hjulet.cli.answer import DONE, REFUSED, Answer
from hjulet.domain.backup import control_document
from hjulet.services.backup import MadeBackup, make_backup
from hjulet.services.people import OPERATOR
from hjulet.services.restore import Restored, restore_backup
from hjulet.texts.problems import fault_label, say


def run(asked: Namespace) -> Answer:
    """Answer one of the two."""
    return _backup(asked) if asked.command == "backup" else _restore(asked)


def _backup(asked: Namespace) -> Answer:
    made = make_backup(Path(asked.folder).absolute(), by=OPERATOR, at=timezone.now())
    return Answer(
        document={"schema": "backup/1", **backup_document(made)}, lines=(backup_line(made, asked.lang),)
    )


def backup_document(made: MadeBackup) -> dict[str, Any]:
    """Give a backup as plain JSON values."""
    return {
        "folder": str(made.folder),
        "created_at": made.manifest.created_at,
        "files": len(made.manifest.files),
        "size": made.manifest.size,
        "control": control_document(made.manifest.control),
    }


def backup_line(made: MadeBackup, language: str) -> str:
    """Say that a backup was made."""
    values = {
        "folder": str(made.folder),
        "count": str(len(made.manifest.files)),
        "size": str(made.manifest.size),
    }
    return say("backed-up", language=language, **values)


def _restore(asked: Namespace) -> Answer:
    restored = restore_backup(
        Path(asked.folder).absolute(), replacing=asked.replace, by=OPERATOR, at=timezone.now()
    )
    document = {
        "schema": "restore/1",
        "folder": str(Path(asked.folder).absolute()),
        "created_at": restored.manifest.created_at,
        "files": len(restored.manifest.files),
        "control": control_document(restored.manifest.control),
        "aside": str(restored.aside) if restored.aside else None,
        "beside": list(restored.beside),
        "migrated": restored.migrated,
        "faults": [vars(fault) for fault in restored.faults],
    }
    return Answer(
        document=document,
        lines=tuple(_lines(restored, language=asked.lang)),
        exit_code=REFUSED if restored.faults else DONE,
    )


def _lines(restored: Restored, *, language: str) -> list[str]:
    made = timezone.localtime(datetime.fromisoformat(restored.manifest.created_at))
    count = str(len(restored.manifest.files))
    lines = [say("restored-home", language=language, made=f"{made:%Y-%m-%d %H.%M}", count=count)]
    if restored.aside:
        lines.append(say("restore-aside", language=language, folder=str(restored.aside)))
    if restored.beside:
        lines.append(say("newer-beside", language=language, what=", ".join(restored.beside)))
    if restored.migrated:
        lines.append(say("migrated", language=language))
    return lines + [
        fault_label(fault.what, language=language, edition=fault.edition, file=fault.file)
        for fault in restored.faults
    ]
