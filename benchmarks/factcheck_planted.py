"""Measures the fact check: faults planted by a seeded script in texts made from invented figures.

Run: ``python -m benchmarks.factcheck_planted [--seed N] [--texts N] [--show N]``. Prints precision and
recall for each rule, for the templates that the rules were written with and for those held out, apart.

A fault counts as found if its line has a finding of the expected rule. A finding on a line without
a fault is a false alarm; a finding of another rule on a faulty line is counted apart.
"""

import argparse
import random
import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from benchmarks.factcheck_templates import DECOYS, HELD_OUT, HELD_OUT_DECOYS, TEMPLATES
from hjulet.domain.factcheck.check import check
from hjulet.domain.factcheck.document import parse_document
from hjulet.domain.factcheck.facts import Facts, spoken_names, wanted_refs
from hjulet.domain.figures import Figure, FigureRef, Unit
from hjulet.domain.numbers import format_amount, format_number
from hjulet.domain.period import year_period

YEAR = 2031
OWN = "MKN"
UNITS = {
    "MKN": "Miljö- och klimatnämnden",
    "LIV": "Livsmedelskontroll",
    "PARK": "Park och natur",
    "RENH": "Renhållning",
    "TILL": "Tillsyn",
}
MEASURES = ("net_cost", "income", "costs", "appropriation", "personnel")
FORMS = (("mnkr", 1), ("tkr", 0), ("mkr", 1), ("miljoner kronor", 1))
SCALE = {"mnkr": "mnkr", "tkr": "tkr", "mkr": "mkr", "miljoner kronor": "mnkr"}
OPPOSITE = {
    "ökade": "minskade",
    "ökat": "minskat",
    "ökning": "minskning",
    "högre": "lägre",
    "mer": "mindre",
    "steg": "sjönk",
    "stigit": "sjunkit",
    "växte": "föll",
    "överskott": "underskott",
    "Överskottet": "Underskottet",
    "gick upp": "gick ner",
    "upp": "ner",
}
OPPOSITE |= {value: key for key, value in OPPOSITE.items()}
WORDS = {
    "verb": ("ökade", "minskade"),
    "verb2": ("steg", "sjönk"),
    "verb3": ("växte", "föll"),
    "verb4": ("gick upp", "gick ner"),
    "updown": ("upp", "ner"),
    "perf": ("ökat", "minskat"),
    "perf2": ("stigit", "sjunkit"),
    "noun": ("ökning", "minskning"),
    "comp": ("högre", "lägre"),
    "more": ("mer", "mindre"),
    "word": ("överskott", "underskott"),
    "Word": ("Överskottet", "Underskottet"),
}
Books = dict[tuple[str, str, int], Decimal]


@dataclass(frozen=True)
class Planted:
    """A line of text, and the rule that should find its fault (empty: none planted)."""

    text: str
    rule: str
    template: str
    fault: str


@dataclass
class Score:
    """Counts for one rule."""

    found: int = 0
    missed: int = 0
    false: int = 0
    beside: int = 0

    @property
    def recall(self) -> float:
        """Give the share of faults found."""
        return self.found / max(self.found + self.missed, 1)

    @property
    def precision(self) -> float:
        """Give the share of findings that are right."""
        return self.found / max(self.found + self.false, 1)


@dataclass
class Board:
    """The scores of one run, and what was missed or wrongly found."""

    rules: dict[str, Score] = field(default_factory=dict)
    misses: Counter[str] = field(default_factory=Counter)
    alarms: Counter[str] = field(default_factory=Counter)
    besides: Counter[str] = field(default_factory=Counter)
    lines: int = 0

    def rule(self, name: str) -> Score:
        """Get the score of a rule."""
        return self.rules.setdefault(name, Score())


def invent_books(rng: random.Random) -> Books:
    """Invent figures of three years for each unit, in kronor with the ledger's signs."""
    books: Books = {}
    for unit in UNITS:
        costs = Decimal(rng.randrange(20_000_000, 400_000_000))
        income = costs * Decimal(rng.randrange(10, 35)) / 100
        for year in (YEAR - 2, YEAR - 1, YEAR):
            costs *= 1 + Decimal(rng.choice((-1, 1)) * rng.randrange(20, 120)) / 1000
            income *= 1 + Decimal(rng.choice((-1, 1)) * rng.randrange(20, 120)) / 1000
            _enter(
                books, rng, unit, year, costs=costs.quantize(Decimal(1)), income=income.quantize(Decimal(1))
            )
    return books


def _enter(
    books: Books, rng: random.Random, unit: str, year: int, *, costs: Decimal, income: Decimal
) -> None:
    net = costs - income
    share = Decimal(rng.choice((-1, 1)) * rng.randrange(6, 60)) / 1000
    books[unit, "costs", year] = -costs
    books[unit, "personnel", year] = -(costs * Decimal(rng.randrange(400, 700)) / 1000).quantize(Decimal(1))
    books[unit, "income", year] = income
    books[unit, "net_cost", year] = net
    books[unit, "operating_net_cost", year] = -net
    books[unit, "appropriation", year] = (net * (1 + share)).quantize(Decimal(1))
    books[unit, "budget_variance", year] = books[unit, "appropriation", year] - net
    books[unit, "result", year] = books[unit, "budget_variance", year]


def facts_of(books: Books) -> Facts:
    """Give the invented figures to the checker as a service would."""
    figures: dict[FigureRef, Figure] = {}
    for ref in wanted_refs(UNITS, year_period(YEAR)):
        metric = ref.get("line") or ref.metric
        value = books.get((ref.get("unit"), metric, int(ref.get("period"))))
        figures[ref] = Figure(ref=ref, value=value, unit=Unit.KRONOR, snapshot=1)
    return Facts(unit=OWN, period=year_period(YEAR), names=spoken_names(UNITS, own=OWN), figures=figures)


class Writer:
    """Fills a template with true figures, one slot of which may be made wrong."""

    def __init__(self, rng: random.Random, books: Books, unit: str) -> None:
        self.rng = rng
        self.books = books
        self.unit = unit
        self.fault = ""
        self.rule = ""
        self.form = rng.choice(FORMS)
        self.indicator = (Decimal(rng.randrange(200, 900)) / 10, Decimal(rng.randrange(8, 90)) / 10)
        self.up = rng.random() < 0.5

    def write(self, template: str, *, plant: bool) -> str:
        """Write a sentence; with ``plant`` one of its slots is wrong, and ``rule`` tells which rule's."""
        slots = re.findall(r"<([^<>]+)>", template)
        wrong = (
            self.rng.choice([n for n, slot in enumerate(slots) if self._can_be_wrong(slot)]) if plant else -1
        )
        parts = re.split(r"<[^<>]+>", template)
        text = parts[0]
        for n, slot in enumerate(slots):
            text += (self._wrong(slot) if n == wrong else self._right(slot)) + parts[n + 1]
        return text

    @staticmethod
    def _can_be_wrong(slot: str) -> bool:
        """Tell slots that something else contradicts; an indicator's levels stand alone."""
        return ":" in slot and slot not in ("indicator:from", "indicator:to")

    def _right(self, slot: str) -> str:
        if ":" not in slot:
            return {"unit": UNITS[self.unit], "year": str(YEAR), "last": str(YEAR - 1)}[slot]
        measure, what = slot.split(":")
        if what in WORDS:
            return WORDS[what][0 if self._sign(measure) > 0 else 1]
        return self._number(self._value(measure, what), what)

    def _wrong(self, slot: str) -> str:
        measure, what = slot.split(":")
        right = self._right(slot)
        if what in WORDS:
            self.rule, self.fault = "F04", "direction"
            return OPPOSITE[right]
        self.rule = "F03"
        value = self._value(measure, what)
        faults: list[tuple[str, Callable[[], str]]] = [
            ("swapped", lambda: swap_digits(right, self.rng)),
            ("tenfold", lambda: self._number(value * 10, what)),
            ("tenth", lambda: self._number(value / 10, what)),
            ("off", lambda: self._number(value * Decimal("1.13"), what)),
        ]
        if measure in MEASURES and what == "level":
            faults.append(("wrong year", lambda: self._number(self._value(measure, "before"), "level")))
        self.rng.shuffle(faults)
        for name, make in faults:
            text = make()
            if text != right and abs(_first(text) - _first(right)) > 2 * _unit(right):
                self.fault = name
                return text
        self.rule, self.fault = "F04", "unfit"
        return right

    def _sign(self, measure: str) -> Decimal:
        if measure == "variance":
            return self._book("budget_variance")
        if measure == "indicator":
            return Decimal(1 if self.up else -1)
        return self._value(measure, "signed")

    def _value(self, measure: str, what: str) -> Decimal:
        if measure == "indicator":
            start, step = self.indicator
            end = start + step if self.up else start - step
            return {"from": start, "to": end, "points": step, "relative": step / start * 100}[what]
        if measure == "variance":
            variance = abs(self._book("budget_variance"))
            return variance if what == "amount" else variance / self._book("appropriation") * 100
        now, then = abs(self._book(measure)), abs(self._book(measure, YEAR - 1))
        values = {
            "level": now,
            "before": then,
            "change": abs(now - then),
            "signed": now - then,
            "growth": abs(now - then) / then * 100,
        }
        return values[what]

    def _book(self, measure: str, year: int = YEAR) -> Decimal:
        return self.books[self.unit, measure, year]

    def _number(self, value: Decimal, what: str) -> str:
        if what in ("growth", "share", "relative"):
            return f"{format_number(value, decimals=1)} procent"
        if what in ("from", "to", "points"):
            return format_number(value, decimals=1)
        unit, decimals = self.form
        return f"{format_amount(value, unit=SCALE[unit], decimals=decimals)} {unit}"


def swap_digits(text: str, rng: random.Random) -> str:
    """Let two different neighbouring digits change places."""
    places = [m.start() for m in re.finditer(r"\d(?=[\u00a0,]?\d)", text)]
    rng.shuffle(places)
    for place in places:
        after = place + 1 if text[place + 1].isdigit() else place + 2
        if text[place] != text[after]:
            return text[:place] + text[after] + text[place + 1 : after] + text[place] + text[after + 1 :]
    return text


def _first(text: str) -> Decimal:
    match = re.search(r"[\d\u00a0]+(?:,\d+)?", text)
    assert match is not None
    return Decimal(match[0].replace("\u00a0", "").replace(",", "."))


def _unit(text: str) -> Decimal:
    match = re.search(r",(\d+)", text)
    return Decimal(1).scaleb(-len(match[1])) if match else Decimal(1)


def text_of(
    rng: random.Random, books: Books, templates: Mapping[str, str], decoys: tuple[str, ...]
) -> list[Planted]:
    """Make one text: under each unit's heading some sentences (half of them faulty) and decoys."""
    lines = [Planted(f"# Årsrapport {YEAR}", "", "", "")]
    for unit, heading in UNITS.items():
        lines.append(Planted(f"## {heading}", "", "", ""))
        for name in rng.sample(sorted(templates), k=min(6, len(templates))):
            writer = Writer(rng, books, unit)
            plant = rng.random() < 0.5
            text = writer.write(templates[name], plant=plant)
            if writer.fault != "unfit":
                lines.append(Planted(text, writer.rule, name, writer.fault))
        writer = Writer(rng, books, unit)
        decoy = rng.choice(decoys)
        lines.append(
            Planted(
                writer.write(decoy, plant=re.search(r"<\w+:", decoy) is not None), "", f"decoy: {decoy}", ""
            )
        )
    for kind in ("plain", "nested", "varav", "statement", "decimals", "growth"):
        lines += table(rng, kind)
    return lines


def table(rng: random.Random, kind: str) -> list[Planted]:
    """Make one table with its totals; in half of them a total, a row or a growth is wrong."""
    plant = rng.random() < 0.5
    scale, decimals = (Decimal(1_000_000), 1) if kind == "decimals" else (Decimal(1000), 0)
    names = rng.sample(
        ("Vatten", "Luft", "Buller", "Avfall", "Djur", "Skog", "Hamn", "Strand"), k=rng.randint(3, 6)
    )
    exact = [[Decimal(rng.randrange(2_000_000, 90_000_000)) for _ in range(2)] for _ in names]
    signs = -1 if kind == "statement" else 1
    rows = [
        (name, [signs * value for value in values], "") for name, values in zip(names, exact, strict=True)
    ]
    total = [sum((row[1][n] for row in rows), Decimal(0)) for n in range(2)]
    if kind == "varav":
        rows.insert(1, ("varav personal", [rows[0][1][n] / 3 for n in range(2)], ""))
    label = rng.choice(("Summa", "Totalt", "SUMMA KOSTNADER", "S:a", "Nämnden totalt"))
    body = [*rows, (label, total, "total")]
    if kind == "nested":
        extra = [Decimal(rng.randrange(2_000_000, 9_000_000)) for _ in range(2)]
        body = [*rows, ("Delsumma", total, "total"), ("Övrigt", extra, "")]
        body.append(("Totalt", [total[n] + extra[n] for n in range(2)], "total"))
    return _printed(rng, kind, body, scale=scale, decimals=decimals, plant=plant)


def _printed(
    rng: random.Random,
    kind: str,
    body: list[tuple[str, list[Decimal], str]],
    *,
    scale: Decimal,
    decimals: int,
    plant: bool,
) -> list[Planted]:
    """Print the rows of a table; the fault stands in a total's cell, or in the growth of a row."""
    unit = "mnkr" if decimals else "tkr"
    head = f"{unit}\tUtfall {YEAR}\tUtfall {YEAR - 1}" + ("\tUtveckling %" if kind == "growth" else "")
    lines = [Planted("Sammanställning per område", "", "", ""), Planted(head, "", "", "")]
    wrong = rng.choice([n for n, row in enumerate(body) if row[2] or kind == "growth"]) if plant else -1
    for n, (label, values, _) in enumerate(body):
        cells = [format_number(value / scale, decimals=decimals) for value in values]
        growth = format_number((values[0] - values[1]) / values[1] * 100, decimals=1)
        if n == wrong and kind == "growth":
            growth = format_number((values[0] - values[1]) / values[1] * 100 + 7, decimals=1)
        elif n == wrong:
            cells[rng.randrange(2)] = format_number(
                values[0] / scale * rng.choice((10, Decimal("1.09"), -1)), decimals=decimals
            )
        text = "\t".join([label, *cells, *([growth] if kind == "growth" else [])])
        rule = ("F03" if kind == "growth" else "F09") if n == wrong else ""
        lines.append(Planted(text, rule, f"table: {kind}", "total" if rule else ""))
    return lines


def judge(lines: list[Planted], facts: Facts, board: Board) -> None:
    """Run the checker on a text and keep the score."""
    text = "\n".join(_spaced(lines))
    result = check(parse_document(text), facts=facts)
    at = dict(zip(_numbers(lines), lines, strict=True))
    found: dict[int, set[str]] = {}
    for finding in result.findings:
        for place in finding.lines:
            found.setdefault(place, set()).add(finding.rule)
    board.lines += len(lines)
    for number, line in at.items():
        rules = found.get(number, set())
        if line.rule:
            hit = line.rule in rules
            board.rule(line.rule).found += hit
            board.rule(line.rule).missed += not hit
            for other in rules - {line.rule}:
                board.rule(other).beside += 1
                board.besides[f"{other} {line.template} [{line.fault}] {line.text}"] += 1
            if not hit:
                board.misses[f"{line.template} [{line.fault}] {line.text}"] += 1
            continue
        for rule in rules:
            board.rule(rule).false += 1
            board.alarms[f"{rule} {line.template}: {line.text}"] += 1


def _spaced(lines: list[Planted]) -> list[str]:
    """Put a blank line after each line that is not in a table."""
    spaced: list[str] = []
    for line, after in zip(lines, [*lines[1:], None], strict=True):
        spaced.append(line.text)
        if not ("\t" in line.text and after is not None and "\t" in after.text):
            spaced.append("")
    return spaced


def _numbers(lines: list[Planted]) -> list[int]:
    spaced = _spaced(lines)
    return [n for n, text in enumerate(spaced, start=1) if text]


def run(seed: int, texts: int, templates: Mapping[str, str], decoys: tuple[str, ...]) -> Board:
    """Make and judge a number of texts."""
    rng = random.Random(seed)
    board = Board()
    for _ in range(texts):
        books = invent_books(rng)
        judge(text_of(rng, books, templates, decoys), facts_of(books), board)
    return board


def report(title: str, board: Board, *, limit: int) -> None:
    """Print the score of a run."""
    print(f"\n{title}: {board.lines} lines")
    print(f"{'rule':8}{'found':>8}{'missed':>8}{'false':>8}{'beside':>8}{'recall':>9}{'precision':>11}")
    whole = Score()
    for name, score in sorted(board.rules.items()):
        whole.found += score.found
        whole.missed += score.missed
        whole.false += score.false
        whole.beside += score.beside
        _print_score(name, score)
    _print_score("all", whole)
    for heading, counter in (("missed", board.misses), ("false", board.alarms), ("beside", board.besides)):
        for text, count in counter.most_common(limit):
            print(f"  {heading}: {count} x {text}")


def _print_score(name: str, score: Score) -> None:
    print(
        f"{name:8}{score.found:8}{score.missed:8}{score.false:8}{score.beside:8}"
        f"{score.recall:9.3f}{score.precision:11.3f}"
    )


def main() -> None:
    """Run both sets of templates."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--texts", type=int, default=40)
    parser.add_argument("--show", type=int, default=15, help="how many misses and false alarms to list")
    given = parser.parse_args()
    print(
        f"{len(TEMPLATES)} templates, {len(HELD_OUT)} held out, seed {given.seed}, {given.texts} texts each"
    )
    report("written with", run(given.seed, given.texts, TEMPLATES, DECOYS), limit=given.show)
    if HELD_OUT:
        report("held out", run(given.seed, given.texts, HELD_OUT, HELD_OUT_DECOYS), limit=given.show)


if __name__ == "__main__":
    main()
