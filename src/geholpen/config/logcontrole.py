"""`geholpen controleer-log`: check here and now whether the logs are whole. Exit code 0 when they are, 1 when not."""

from __future__ import annotations

import sys
from pathlib import Path

import django


def main(paths: list[Path]) -> int:
    """Check against the places that are set up and against these files. What was found stays with the other checks."""
    django.setup()
    from geholpen.domain.doelbinding.commands import start_logcontrole  # noqa: PLC0415  (needs a set-up Django)
    from geholpen.domain.doelbinding.tasks import run_check  # noqa: PLC0415
    from geholpen.platform.context import system  # noqa: PLC0415

    try:
        bestanden = [path.read_text(encoding="utf-8").splitlines() for path in paths]
    except OSError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    controle = start_logcontrole(system("opdracht", oorsprong="geholpen controleer-log"), zelf=True)
    uitslag = run_check(controle, bestanden, _tell)
    sys.stderr.write("\n")
    buiten = f"{uitslag.controlepunten} controlepunten van buiten de database"
    print(f"{uitslag.regels} regels gecontroleerd, waarvan {uitslag.gewist} volgens de regels gewist; {buiten}.")
    for b in uitslag.bevindingen:
        print(f"- {b.naam}: {b.uitleg}")
    if not uitslag.bevindingen:
        print("Het logboek is heel." if uitslag.controlepunten else _ZONDER)
    return 1 if uitslag.bevindingen else 0


_ZONDER = (
    "Het logboek klopt met zichzelf. Er is geen controlepunt van buiten de database: of het einde is afgekapt of alles"
    " is herschreven, is zo niet te zien."
)


def _tell(regels: int, totaal: int) -> None:
    sys.stderr.write(f"\r{regels} van {totaal} regels")
    sys.stderr.flush()


def recount() -> int:
    """`geholpen tel-doelen`: count again how much each purpose was used, over the days that the page shows."""
    django.setup()
    from geholpen.domain.doelbinding.toezicht import doeldag  # noqa: PLC0415  (needs a set-up Django)

    print(f"{doeldag.recount()} dagen opnieuw geteld.")
    return 0
