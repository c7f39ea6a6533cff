"""`geholpen stel-doelen-voor`: what is new in the purposes of the pack becomes concepts in the register, for people."""

from __future__ import annotations

import django


def main() -> int:
    """Propose, and say per purpose what became of it. Exit code 0 also when there is nothing new."""
    django.setup()
    from geholpen.domain.doelbinding.commands import propose_activiteiten  # noqa: PLC0415  (needs a set-up Django)
    from geholpen.packs.waterdam.laden import pack  # noqa: PLC0415
    from geholpen.packs.waterdam.vullen.catalogi import versie_uit  # noqa: PLC0415
    from geholpen.platform.context import system  # noqa: PLC0415

    bron = pack()
    ctx = system("opdracht", oorsprong="geholpen stel-doelen-voor")
    found = propose_activiteiten(ctx, [versie_uit(bron, activiteit) for activiteit in bron.activiteiten])
    for v in found:
        print(f"- {v.naam}: {v.reden or f'versie {v.versie} staat als concept in het register'}")
    new = sum(1 for v in found if v.versie)
    print(f"{new} doelen voorgesteld. Mensen besluiten erover bij Beheer, Register van doelen." if new else _NIETS)
    return 0


_NIETS = "Er is niets voor te stellen: het pakket zegt niets nieuws."
