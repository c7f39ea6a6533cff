"""`geholpen importeer openklant`: what a service manager types, sees, and gets back."""

from __future__ import annotations

import argparse
import getpass
import os
import signal
import sys
import time
from datetime import datetime
from pathlib import Path
from typing import Any

from geholpen.config.cli import data_dir, django_setup, hook

KOPPELING = "geholpen.adapters.koppelingen.openklant"
VARIABELE = "GEHOLPEN_OPENKLANT_TOKEN"
#: Exit codes: all is here, something is missing, it could not run, it was stopped.
GOED, MIST_IETS, KAN_NIET, GESTOPT = 0, 1, 2, 130


def options(parser: argparse.ArgumentParser) -> None:
    """The words after `geholpen importeer`."""
    sub = parser.add_subparsers(dest="bron", required=True, metavar="BRON")
    text = "neem een bestaand Open Klant over / take over an existing Open Klant"
    one = sub.add_parser("openklant", help=text, description=text)
    one.add_argument("--url", required=True, help="adres van de bron, zonder /klantinteracties / address of the source")
    one.add_argument("--token", default="", help=f"token van de bron; liever --token-bestand of {VARIABELE}")
    one.add_argument(
        "--token-bestand", type=Path, metavar="PAD", help="bestand met alleen het token / file with the token"
    )
    one.add_argument("--proef", action="store_true", help="lees en tel alleen, schrijf niets / dry run")
    one.add_argument(
        "--bevestig",
        action="store_true",
        help="alles is er: wis wat ontvangen is / confirm and remove what was received",
    )
    one.add_argument(
        "--verslag", type=Path, metavar="PAD", help="waar het verslag komt (.md en .json) / where the report goes"
    )
    one.add_argument(
        "--per-bladzijde", type=int, default=500, metavar="N", help="records per bladzijde (standaard 500)"
    )
    one.add_argument(
        "--per-seconde",
        type=float,
        default=20.0,
        metavar="N",
        help="verzoeken per seconde, 0 is zonder grens (standaard 20)",
    )
    one.add_argument("--wacht", type=float, default=60.0, metavar="S", help="seconden per antwoord (standaard 60)")


def main(args: argparse.Namespace) -> int:
    """Do it. Returns the exit code."""
    django_setup()
    BronFout = hook(f"{KOPPELING}.bron.BronFout")
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        return _main(args)
    except BronFout as fout:
        _say(str(fout))
        return KAN_NIET
    except KeyboardInterrupt:
        _say("\nGestopt. Alles tot hier is bewaard. Geef dezelfde opdracht nog een keer om verder te gaan.")
        return GESTOPT
    except hook("django.db.OperationalError") as fout:
        _say(
            f"De database antwoordt niet ({type(fout.__cause__).__name__})."
            " Geef later dezelfde opdracht om verder te gaan."
        )
        return KAN_NIET


def _main(args: argparse.Namespace) -> int:
    if not 1 <= args.per_bladzijde <= 500:
        _say("--per-bladzijde is 1 tot en met 500.")
        return KAN_NIET
    overname = f"{KOPPELING}.overname"
    if args.bevestig:
        found = hook(f"{overname}.confirm")(hook(f"{KOPPELING}.bron.normalised")(args.url), _say)
        _say(
            "Bevestigd. Wat ontvangen was is gewist."
            if found
            else "Er is van deze bron niets dat op bevestiging wacht."
        )
        return GOED if found else KAN_NIET
    bron = hook(f"{KOPPELING}.bron.Bron")(args.url, _token(args), per_seconde=args.per_seconde, wacht=args.wacht)
    try:
        began = time.monotonic()
        verslag = hook(f"{overname}.{'trial' if args.proef else 'run'}")(bron, args.per_bladzijde, Voortgang())
    finally:
        bron.close()
    return _ended(args, verslag, time.monotonic() - began)


def _ended(args: argparse.Namespace, verslag: Any, seconds: float) -> int:
    stempel = datetime.now().strftime("%Y%m%d-%H%M%S")
    pad = args.verslag or data_dir() / "overname" / f"{'proef' if args.proef else 'overname'}-{stempel}"
    markdown, _ = hook(f"{KOPPELING}.verslag.write")(verslag, pad)
    _say("\n" + hook(f"{KOPPELING}.verslag.table")(verslag))
    _say(f"\nKlaar in {seconds:.0f} seconden. Het verslag staat in {markdown} (en .json).")
    if args.proef:
        _say("Dit was een proef: er is niets geschreven.")
    elif verslag.klopt:
        _say("Alles is er. Bevestig met --bevestig: dan wordt gewist wat ontvangen is.")
    else:
        _say("Er ontbreekt iets; het verslag zegt wat en waarom. Dezelfde opdracht biedt het opnieuw aan.")
    return GOED if verslag.klopt else MIST_IETS


def _token(args: argparse.Namespace) -> str:
    """From the option, a file or the environment; else it is asked. It is never shown or logged."""
    given = args.token or (_from_file(args.token_bestand) if args.token_bestand else os.environ.get(VARIABELE, ""))
    if not given and sys.stdin.isatty():
        given = getpass.getpass("Token van de bron: ")
    if not given.strip():
        fout = f"Geef een token: met --token-bestand, of in de omgeving als {VARIABELE}."
        raise hook(f"{KOPPELING}.bron.BronFout")(fout)
    return str(given.strip())


def _from_file(path: Path) -> str:
    try:
        return path.read_text().strip()
    except OSError as fout:
        raise hook(f"{KOPPELING}.bron.BronFout")(
            f"Het bestand met het token is niet te lezen: {fout.strerror}."
        ) from fout


class Voortgang:
    """Says how far it is: on a screen in one line, in a log a line now and then."""

    def __init__(self) -> None:
        self._screen = sys.stderr.isatty()
        self._last = 0.0

    def __call__(self, text: str) -> None:
        """Show where it is now."""
        now = time.monotonic()
        if self._screen:
            sys.stderr.write(f"\r\033[K{text}")
            sys.stderr.flush()
        elif now - self._last > 5:
            self._last = now
            sys.stderr.write(f"{text}\n")


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()
