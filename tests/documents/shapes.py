"""A report of every shape that a page must bear: long, wide, wordy, empty, and without text."""

from dataclasses import replace

from hjulet.domain.report import (
    Block,
    BulletList,
    Cell,
    Chart,
    Column,
    Heading,
    Paragraph,
    Report,
    Row,
    ShownFigure,
    Table,
    Words,
)
from tests.documents.sample import ref, sample_report

COST = ref("net_cost unit=HR period=2017")
VARIANCE = ref("budget_variance unit=KOM period=2017")
LONG_NAME = (
    "Samordningsförbundet för arbetsmarknadsintroduktion och vuxenutbildning i Södertälje, Nykvarn "
    "och Gnesta kommundelar"
)
COMMENT = (
    "Kostnaderna ökade eftersom tre tjänster som varit vakanta sedan 2015 tillsattes under våren, och "
    "för att hyran för lokalerna i Stadshuset indexerades den 1 januari 2017."
)
SHOWN = ("1\u00a0234\u00a0567", "−12", "0", "", "5,3", "–")
HEADS = ("Ursprungligt kommunbidrag", "Ändringar", "Reviderat kommunbidrag", "Avvikelse")


def number_table(id: str, *, columns: int, rows: int) -> Table:
    """Make a table of numbers; every tenth row is a sum, and the fourth has a very long name."""
    heads = tuple(Column(id=f"c{at}", label=HEADS[at % 4], unit="tkr") for at in range(columns))
    return Table(
        id=id,
        caption=f"{columns} kolumner och {rows} rader",
        columns=heads,
        rows=tuple(
            Row(
                id=f"r{number}",
                label=LONG_NAME if number == 3 else f"Enhet {number}",
                level=number % 3,
                kind="sum" if number % 10 == 9 else "row",
                cells={
                    head.id: Cell(VARIANCE if at % 4 == 3 else COST, SHOWN[(number + at) % 6])
                    for at, head in enumerate(heads)
                },
            )
            for number in range(rows)
        ),
        notes=("En not under tabellen.",),
    )


def word_table(id: str, *, words: str) -> Table:
    """Make a table with an amount, and words of some length beside it."""
    return Table(
        id=id,
        caption="Belopp med ord",
        columns=(
            Column(id="cost", label="Nettokostnad", unit="tkr"),
            Column(id="words", label="Kommentar", unit=""),
        ),
        rows=tuple(
            Row(
                id=f"r{number}",
                label=f"Enhet {number}",
                level=0,
                kind="row",
                cells={"cost": Cell(COST, "38\u00a0698"), "words": Cell(None, words)},
            )
            for number in range(8)
        ),
    )


def text(id: str, words: str) -> Paragraph:
    """Make a paragraph with a figure at its end."""
    return Paragraph(id=id, inlines=(Words(f"{words} "), ShownFigure(COST, "38,7\u00a0mnkr"), Words(".")))


def every_shape() -> Report:
    """Make the report."""
    report = sample_report()
    points = ((Words("Hyran för "), ShownFigure(COST, "38,7\u00a0mnkr")), (Words("Nästa punkt"),))
    blocks: tuple[Block, ...] = (
        Heading(id="title", level=1, text="Allt på en gång"),
        Heading(id="text", level=2, text="Text"),
        *(text(f"p{number}", "Det blev dyrare än väntat, " * 20) for number in range(8)),
        BulletList(id="list", items=points),
        Heading(id="long", level=2, text="Lång"),
        number_table("long-table", columns=4, rows=60),
        Heading(id="wide", level=2, text="Bred"),
        text("before-wide", "Före den breda tabellen kommer"),
        number_table("wide-table", columns=12, rows=20),
        Heading(id="words", level=2, text="Ord"),
        word_table("short-words", words="KF 2017-03-27 § 61"),
        word_table("long-words", words=COMMENT),
        replace(
            word_table("many-words", words=COMMENT), columns=number_table("x", columns=5, rows=0).columns
        ),
        Heading(id="empty", level=2, text="Tomt"),
        number_table("empty-table", columns=4, rows=0),
        number_table("no-columns", columns=0, rows=2),
        *(block for block in report.blocks if isinstance(block, Chart)),
    )
    return replace(report, blocks=blocks)
