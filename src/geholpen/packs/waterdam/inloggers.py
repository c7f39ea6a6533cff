"""Who can log in as whom in the demo: the cast, handed to the identity simulator."""

from __future__ import annotations

from geholpen.adapters.koppelingen.identiteit.simulator import Persoon, register_personen
from geholpen.packs.waterdam.laden import pack


def register() -> None:
    """Fill the simulator with the employees, and the living customers that have a BSN."""
    alles = pack()
    namen = {a.code: a.naam for a in alles.organisatie.afdelingen}
    register_personen(
        "medewerkers",
        [Persoon(m.code, m.naam, " · ".join(filter(None, (m.functie, namen[m.afdeling])))) for m in alles.medewerkers],
    )
    register_personen(
        "klanten",
        [
            Persoon(k.sleutel, k.weergavenaam, claims={"bsn": k.bsn})
            for k in alles.klanten
            if k.bsn and not k.overleden_op
        ],
    )
