"""vertegenwoordigingen: who acts for whom. Each is kept twice; shown is the side of the one who acts."""

from __future__ import annotations

from geholpen.domain.klantinteracties.weergave import Filter, Weergave, url, verwijzing

VERTEGENWOORDIGINGEN = Weergave(
    naam="vertegenwoordigingen",
    tabel="(SELECT * FROM vertegenwoordiging WHERE kant = 'vertegenwoordigt')",
    velden=(
        ("uuid", "r.id"),
        ("url", url("vertegenwoordigingen", "r.id")),
        ("vertegenwoordigendePartij", verwijzing("partijen", "r.partij_id")),
        ("vertegenwoordigdePartij", verwijzing("partijen", "r.andere_partij_id")),
    ),
    filters={
        "vertegenwoordigdePartij__uuid": Filter("r.andere_partij_id = %::uuid"),
        "vertegenwoordigendePartij__uuid": Filter("r.partij_id = %::uuid"),
    },
    vaak=(("vertegenwoordigdePartij__uuid",), ("vertegenwoordigendePartij__uuid",)),
)
