"""Writes SIE 4E files as a municipality's ledger exports them, of any size; the same seed, the same file.

    python -m benchmarks.municipal_sie PATH [--rows N] [--seed S]

800 responsibilities with few accounts, activities and projects each, of 300 accounts in all; about four
rows a voucher, Swedish texts in CP437, balances and results that add up. All of it is made up.
"""

import argparse
import datetime
import random
import shutil
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

YEAR = 2025
_PIECE = 20_000  # vouchers written at a time

SERIES = {"L": 0.55, "K": 0.2, "B": 0.15, "LÖN": 0.1}
"""Suppliers' invoices, customers' invoices, manual bookings, pay: share of the vouchers."""

_OWN_ACCOUNTS = 35  # that a responsibility books on, some much more than others

_SUPPLIERS = (
    "Byggmästaren i Östertälje AB",
    "Måltidsleverantören Nord AB",
    "Elkraft Mälardalen",
    "Skolmaterial Sverige AB",
    "Städ & Fönster HB",
    "Åkeri Jonsson",
    "Vårdbemanning Öst",
    "IT-driften AB",
)
_TEXTS = (
    "Faktura",
    "Hyra lokal",
    "Löner",
    "Arbetsgivaravgifter",
    "Förbrukningsmaterial",
    "Måltider förskola",
    "Skolskjuts",
    "Omföring enligt beslut",
    "Internhyra kvartal",
    "Avgift äldreomsorg",
    "Statsbidrag",
    "Livsmedel, kök",
    "Tele & data",
    "Semesterlöneskuld",
)


@dataclass(frozen=True)
class Plan:
    """The code plan that the vouchers are booked on."""

    responsibilities: tuple[str, ...]
    costs: tuple[str, ...]
    income: tuple[str, ...]
    balance: tuple[str, ...]
    activity_codes: tuple[str, ...]
    activities: tuple[str, ...]
    projects: tuple[str, ...]
    counterparties: tuple[str, ...]

    @property
    def accounts(self) -> tuple[str, ...]:
        """List all accounts in order."""
        return tuple(sorted((*self.balance, *self.income, *self.costs)))


def make_plan(dice: random.Random) -> Plan:
    """Make a code plan: 800 responsibilities, 300 accounts."""
    return Plan(
        responsibilities=tuple(f"{10000 + 13 * place:05d}" for place in range(800)),
        costs=tuple(str(40000 + 190 * place) for place in range(210)),
        income=tuple(str(30000 + 190 * place) for place in range(50)),
        balance=("14400", "19100", "24400", "27100", *(str(11000 + 150 * place) for place in range(36))),
        activity_codes=tuple(f"{100 + 7 * place}" for place in range(120)),
        activities=tuple(f"{place:03d}" for place in range(60)),
        projects=tuple(f"{dice.randrange(1000, 9999)}" for _ in range(900)),
        counterparties=tuple(f"{place:03d}" for place in range(1, 80)),
    )


def write_municipal(path: Path, *, rows: int, seed: int = 2025) -> int:
    """Write a file of at least so many rows, and give the exact number."""
    dice = random.Random(seed)
    plan = make_plan(dice)
    sums: dict[str, int] = defaultdict(int)
    body = path.with_suffix(".body")
    written = 0
    with body.open("w", encoding="cp437", newline="") as sink:
        for piece in _vouchers(plan, dice, rows=rows, sums=sums):
            written += piece.count("#TRANS")
            sink.write(piece)
    with path.open("wb") as whole:
        whole.write(_head(plan, sums).encode("cp437"))
        with body.open("rb") as source:
            shutil.copyfileobj(source, whole)
    body.unlink()
    return written


def _vouchers(plan: Plan, dice: random.Random, *, rows: int, sums: dict[str, int]) -> Iterator[str]:
    """Write the vouchers series by series, each by date, in pieces."""
    for series, share in SERIES.items():
        total = round(rows * share / 4)
        for start in range(0, total, _PIECE):
            count = min(_PIECE, total - start)
            numbers = range(start + 1, start + 1 + count)
            yield "".join(
                _voucher(plan, dice, (series, number, _day(number, total)), sums) for number in numbers
            )


def _voucher(plan: Plan, dice: random.Random, title: tuple[str, int, str], sums: dict[str, int]) -> str:
    """Write one voucher, titled by series, number and day; its last row balances it."""
    series, number, day = title
    home = dice.randrange(len(plan.responsibilities))
    text = f"{dice.choice(_TEXTS)} {_MONTHS[int(day[4:6]) - 1]}"
    lines = [f'#VER {series} {number} {day} "{text}" {day} "EK{home % 40}"\n{{\n']
    left = 0
    for _ in range(dice.choice((1, 2, 3, 3, 4, 5))):
        accounts = plan.income if series == "K" else plan.costs
        account = accounts[(home * 11 + int(dice.random() ** 2 * _OWN_ACCOUNTS)) % len(accounts)]
        amount = int(dice.lognormvariate(12, 1.6)) * (-1 if series == "K" or dice.random() < 0.03 else 1)
        left -= amount
        sums[account] += amount
        lines.append(
            f"#TRANS {account} {{{_objects(plan, dice, home)}}} {_kronor(amount)}{_tail(dice, day)}\n"
        )
    against = {"L": "24400", "K": "14400", "LÖN": "27100", "B": "19100"}[series]
    sums[against] += left
    lines.append(f"#TRANS {against} {{}} {_kronor(left)}\n}}\n")
    return "".join(lines)


def _objects(plan: Plan, dice: random.Random, home: int) -> str:
    """Write an object list: each responsibility has few activities and projects of its own."""
    chance = dice.random()
    written = f'1 "{plan.responsibilities[home]}" 20 "{plan.activity_codes[(home + int(chance * 4)) % 120]}"'
    if chance < 0.3:
        written += f' 6 "{plan.projects[(home * 3 + int(chance * 20)) % 900]}"'
    if chance > 0.6:
        written += f' 21 "{plan.activities[(home + int(chance * 10)) % 60]}"'
    if chance > 0.8:
        written += f' 22 "{plan.counterparties[int(chance * 977) % 79]}"'
    return written


def _tail(dice: random.Random, day: str) -> str:
    """Write what stands after the amount: mostly a text, sometimes a date or a quantity."""
    chance = dice.random()
    if chance < 0.35:
        return ""
    text = f'"{dice.choice(_SUPPLIERS)} {int(chance * 1e6)}"'
    if chance > 0.95:
        return f" {day} {text} {int(chance * 400) / 4}"
    return f' "" {text}' if chance > 0.6 else f" {day} {text}"


def _head(plan: Plan, sums: dict[str, int]) -> str:
    """Write the records before the vouchers, with balances that add up."""
    equity = -1_000_000_00 * len(plan.balance[4:])
    opening = dict.fromkeys(plan.balance[4:], 100000000) | {"20100": equity}
    lines = [
        *("#FLAGGA 0", '#PROGRAM "Ekonomisystemet" 7.2', "#FORMAT PC8", f"#GEN {YEAR + 1}0115", "#SIETYP 4"),
        *("#ORGNR 212000-0001", '#FNAMN "Exempelköpings kommun"'),
        *(f"#RAR 0 {YEAR}0101 {YEAR}1231", f"#RAR -1 {YEAR - 1}0101 {YEAR - 1}1231"),
        *(f'#KONTO {account} "Konto {account} för åtgärder"' for account in (*plan.accounts, "20100")),
        *(f'#DIM {number} "{name}"' for number, name in _DIMENSIONS.items()),
        *(f'#OBJEKT 1 "{code}" "Enhet {code}"' for code in plan.responsibilities),
        *(f'#OBJEKT 20 "{code}" "Verksamhet {code}"' for code in plan.activity_codes),
        *(f'#OBJEKT 21 "{code}" "Aktivitet {code}"' for code in plan.activities),
        *(f'#OBJEKT 6 "{code}" "Projekt {code}"' for code in dict.fromkeys(plan.projects)),
        *(f'#OBJEKT 22 "{code}" "Motpart {code}"' for code in plan.counterparties),
        *(f"#IB 0 {account} {_kronor(amount)}" for account, amount in opening.items()),
        *(
            f"#UB 0 {account} {_kronor(opening.get(account, 0) + sums[account])}"
            for account in (*plan.balance, "20100")
        ),
        *(f"#RES 0 {account} {_kronor(sums[account])}" for account in (*plan.income, *plan.costs)),
    ]
    return "".join(f"{line}\n" for line in lines)


_DIMENSIONS = {1: "Ansvar", 6: "Projekt", 20: "Verksamhet", 21: "Aktivitet", 22: "Motpart"}
_MONTHS = "januari februari mars april maj juni juli augusti september oktober november december".split()


def _day(number: int, total: int) -> str:
    """Spread the numbers of a series over the year."""
    return f"{datetime.date(YEAR, 1, 1) + datetime.timedelta(days=(number - 1) * 365 // total):%Y%m%d}"


def _kronor(ore: int) -> str:
    sign, whole = "-" if ore < 0 else "", abs(ore)
    return f"{sign}{whole // 100}.{whole % 100:02d}"


def main() -> None:
    """Write a file as told."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("path", type=Path)
    parser.add_argument("--rows", type=int, default=300_000)
    parser.add_argument("--seed", type=int, default=2025)
    asked = parser.parse_args()
    print(f"{write_municipal(asked.path, rows=asked.rows, seed=asked.seed)} rows in {asked.path}")


if __name__ == "__main__":
    main()
