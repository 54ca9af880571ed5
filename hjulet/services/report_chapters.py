"""Parts of chapters as blocks of a report: lists, tables and assessments, in words."""

from collections.abc import Mapping
from dataclasses import replace

from hjulet.domain.figures import Figure, FigureRef
from hjulet.domain.report import BulletList, Paragraph, Table, Words
from hjulet.domain.reports.chapters import Grid, Points, Verdict
from hjulet.services.tables import TableWords
from hjulet.texts.chapters import note_words, verdict_words
from hjulet.texts.labels import table_label


def chapter_block(
    block: str, part: Points | Grid | Verdict, *, words: TableWords, figures: Mapping[FigureRef, Figure]
) -> BulletList | Table | Paragraph:
    """Write a part of a chapter that is no heading and no text of somebody's; ``block`` begins its id."""
    id = f"{block}.{part.id}"
    match part:
        case Points():
            notes = part.notes or ("",) * len(part.items)
            points = (_point(*each, language=words.language) for each in zip(part.items, notes, strict=True))
            return BulletList(id=id, items=tuple((Words(each),) for each in points))
        case Grid():
            table = words.table(part.plan, figures, has_note=False)
            caption = table_label(part.plan.id, language=words.language)
            return replace(table, id=id, caption=f"{caption}: {part.about}" if part.about else caption)
        case Verdict():
            said = verdict_words(part.assessment, language=words.language)
            return Paragraph(id=id, inlines=(Words(said),))


def _point(item: str, note: str, *, language: str) -> str:
    return f"{item} ({note_words(note, language=language)})" if note else item
