"""The words that the command takes. Importing this imports nothing heavy: ``--help`` is quick.

Each command names the module of ``hjulet.cli`` that answers it by its function ``run``; a module
is imported only when its command is called, after Django is set up.
"""

import argparse
from collections.abc import Callable, Sequence
from typing import NoReturn

Parser = argparse.ArgumentParser

NOT_BUILT = "not_built"


class UsageFault(Exception):
    """The command's words are off."""


class HjuletParser(argparse.ArgumentParser):
    """Raises instead of ending the process, so that wrong usage too is answered in JSON."""

    def error(self, message: str) -> NoReturn:
        """Give the fault to whoever called."""
        raise UsageFault(f"{self.prog}: {message}")


def build_parser() -> Parser:
    """Build the whole command's parser."""
    common = HjuletParser(add_help=False)
    common.add_argument("--json", action="store_true", help="ett JSON-dokument på standard ut")
    common.add_argument("--lang", choices=("sv", "en"), default="sv", help="språk för meddelanden")
    parser = HjuletParser(prog="hjulet", description="Planeringshjulet: en kommuns styrning i ett system.")
    commands = parser.add_subparsers(dest="command", metavar="KOMMANDO", required=True)
    for name, (module, summary, arguments) in COMMANDS.items():
        command = commands.add_parser(name, help=summary, description=summary, parents=[common])
        command.set_defaults(module=module)
        arguments(command)
    return parser


def parse(given: Sequence[str]) -> argparse.Namespace:
    """Read a command line; raises UsageFault. What a command that is not built yet takes is not judged."""
    asked, unknown = build_parser().parse_known_args(given)
    if unknown and asked.module != NOT_BUILT:
        raise UsageFault(f"hjulet {asked.command}: unrecognized arguments: {' '.join(unknown)}")
    return asked


def _nothing(command: Parser) -> None:
    """Take no arguments of its own."""


def _demo(command: Parser) -> None:
    command.add_argument("--reset", action="store_true", help="töm hemmet först")


def _migrate(command: Parser) -> None:
    command.add_argument("--backup", default="", metavar="MAPP", help="säkerhetskopiera hemmet först")


def _backup(command: Parser) -> None:
    command.add_argument("folder", metavar="MAPP", help="en mapp som inte finns än")


def _restore(command: Parser) -> None:
    command.add_argument("folder", metavar="MAPP", help="säkerhetskopian")
    command.add_argument(
        "--replace", action="store_true", help="ställ undan det som finns i hemmet, i stället för att vägra"
    )


def _serve(command: Parser) -> None:
    command.add_argument("--port", type=int, default=8000)
    command.add_argument("--public-port", type=int, default=8001)


def _what(command: Parser, choices: tuple[str, ...]) -> None:
    command.add_argument("what", choices=choices)


def _check(command: Parser) -> None:
    _what(command, ("sie", "ledger"))
    command.add_argument("files", nargs="+", metavar="FIL")
    _list(command)


def _import(command: Parser) -> None:
    _what(command, ("sie", "ledger", "budget"))
    command.add_argument("file", metavar="FIL")
    command.add_argument("--company", default="", metavar="KOD")
    command.add_argument("--replace", action="store_true", help="ersätt satser vars månader filen täcker")
    command.add_argument("--allow-unbalanced", action="store_true", help="släpp in obalanserade verifikat")
    _list(command)


def _list(command: Parser) -> None:
    command.add_argument("--map", default="", metavar="NAMN", help="listans kolumner, som de är bekräftade")
    command.add_argument(
        "--year", type=int, default=0, metavar="ÅR", help="året för saldon som inte säger det"
    )


def _columns(command: Parser) -> None:
    command.add_argument("name", nargs="?", default="", metavar="NAMN")
    command.add_argument("--save", default="", metavar="FIL", help="spara mappningen ur en JSON-fil")
    command.add_argument("--company", default="", metavar="KOD", help="företaget som filerna gäller")


def _withdraw(command: Parser) -> None:
    command.add_argument("batch", metavar="SATS")
    command.add_argument("--reason", required=True, metavar="TEXT")
    command.add_argument("--undo", action="store_true", help="låt satserna som den ersatte gälla igen")


def _figure(command: Parser) -> None:
    command.add_argument("reference", metavar="TAL", help='"net_cost unit=HR period=2017"')
    command.add_argument("--snapshot", type=int)


def _scope(command: Parser, *, required: bool) -> None:
    command.add_argument("--unit", required=required, metavar="KOD")
    command.add_argument("--period", required=required)


def _report(command: Parser) -> None:
    command.add_argument("kind", metavar="SLAG")
    _scope(command, required=True)
    command.add_argument("--snapshot", type=int)
    command.add_argument("--format", default="json", help="html, docx, pdf, xlsx, json; flera med komma")
    command.add_argument("-o", "--output", metavar="PATH")


def _factcheck(command: Parser) -> None:
    command.add_argument("file", metavar="FIL", help="en text, eller numret på en utgåva")
    _scope(command, required=False)


def _seal(command: Parser) -> None:
    command.add_argument("kind", metavar="SLAG")
    _scope(command, required=True)
    command.add_argument("--decision", default="", metavar='"KS 2018-04-06 § 61"')
    command.add_argument("--open-point", action="append", default=[], metavar='"Utfall lämnas senare"')
    command.add_argument("--referral", metavar='"Nämnderna, svar senast 1 november 2013"')


def _verify(command: Parser) -> None:
    command.add_argument("edition", nargs="?", metavar="UTGÅVA", help="utgåvans nummer, eller en mapp")
    command.add_argument("--anchor", metavar="FIL")
    command.add_argument("--rebuild", action="store_true", help="fråga om alla tal ur ögonblicksbilden")


def _weed(command: Parser) -> None:
    command.add_argument(
        "--yes", action="store_true", help="ta bort det; annars visas bara vad som skulle gå"
    )


def _organisation(command: Parser) -> None:
    command.add_argument("files", nargs="+", metavar="FIL", help="en arbetsbok, eller en csv-fil per tabell")
    command.add_argument(
        "--yes", action="store_true", help="läs in den; annars visas bara vad som skulle ändras"
    )


def _compute(command: Parser) -> None:
    command.add_argument("rule", nargs="?", metavar="REGEL")
    command.add_argument("--input", metavar="FIL")
    command.add_argument("--list", action="store_true", dest="listed")


def _person(command: Parser) -> None:
    command.add_argument("username", metavar="ANVÄNDARNAMN")
    command.add_argument("--new", default="", metavar="NAMN", help="en ny person, som heter så")
    command.add_argument("--role", default="", metavar="ROLL", help="ge en roll från i dag")
    command.add_argument("--unit", default="", metavar="KOD", help="enheten som rollen gäller")


COMMANDS: dict[str, tuple[str, str, Callable[[Parser], None]]] = {
    "demo": ("homes", "exempelkommunen, i ett tomt hem", _demo),
    "serve": ("serve", "båda webbplatserna", _serve),
    "migrate": ("homes", "för ett äldre hem till den här versionen", _migrate),
    "check": ("ledger", "läs och bedöm en fil; ändrar ingenting", _check),
    "import": ("ledger", "läs in en fil som en sats", _import),
    "columns": ("columns", "visa eller spara hur en lists kolumner ska läsas", _columns),
    "batches": ("ledger", "lista satserna", _nothing),
    "withdraw": ("ledger", "återkalla en sats", _withdraw),
    "figure": ("figures", "ett tal med sin härkomst", _figure),
    "report": ("reports", "en rapport", _report),
    "factcheck": ("factcheck", "granska en text mot talen", _factcheck),
    "seal": ("editions", "försegla en rapport som en utgåva", _seal),
    "verify": ("editions", "kontrollera utgåvor", _verify),
    "publish": (NOT_BUILT, "publicera en utgåva", _nothing),
    "unpublish": (NOT_BUILT, "avpublicera en utgåva", _nothing),
    "draft": (NOT_BUILT, "skriv ett utkast", _nothing),
    "remind": ("reminders", "skicka dagens påminnelser; för en timer, en gång om dagen", _nothing),
    "organisation": (
        "organisation",
        "kommunens organisation ur en fil: vad den ändrar, eller läs in",
        _organisation,
    ),
    "person": ("person", "lägg till en person eller sätt ett lösenord, läst från standard in", _person),
    "weed": ("weeding", "gallra det som har sparats länge nog; för en timer, med --yes", _weed),
    "compute": ("rules", "räkna en regel", _compute),
    "backup": ("backups", "säkerhetskopiera hemmet medan det används", _backup),
    "restore": ("backups", "återställ en säkerhetskopia i ett tomt hem", _restore),
    "doctor": ("homes", "konfiguration, versioner och lagring", _nothing),
}
"""Command -> module, summary, arguments."""
