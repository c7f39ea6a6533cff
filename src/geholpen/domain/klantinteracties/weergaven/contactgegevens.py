"""persoon and organisatie: the two resources of the Contactgegevens interface."""

from __future__ import annotations

from geholpen.domain.klantinteracties.weergave import Weergave, url
from geholpen.domain.klantinteracties.weergaven.groepen import adres

_ADRES = "LEFT JOIN adres ad ON ad.partij_id = r.partij_id"

PERSOON = Weergave(
    naam="persoon",
    tabel="(SELECT * FROM contactgegeven WHERE soort = 'persoon')",
    velden=(
        ("uuid", "r.partij_id"),
        ("url", url("persoon", "r.partij_id")),
        ("geboortedatum", "g.geboortedatum"),
        ("overlijdensdatum", "g.overleden_op"),
        ("geslachtsnaam", "coalesce(n.achternaam, '')"),
        ("geslacht", "coalesce(a.geslacht, '')"),
        ("voorvoegsel", "coalesce(n.voorvoegsel_achternaam, '')"),
        ("voornamen", "coalesce(n.voornaam, '')"),
        ("adres", adres("ad")),
    ),
    id="r.partij_id",
    erbij=f"LEFT JOIN naam n ON n.partij_id = r.partij_id LEFT JOIN geboorte g ON g.partij_id = r.partij_id"
    f" LEFT JOIN aanhef a ON a.partij_id = r.partij_id {_ADRES}",
    volgorde="r.verkregen_op DESC, r.partij_id DESC",
)

ORGANISATIE = Weergave(
    naam="organisatie",
    tabel="(SELECT * FROM contactgegeven WHERE soort = 'organisatie')",
    velden=(
        ("uuid", "r.partij_id"),
        ("url", url("organisatie", "r.partij_id")),
        ("handelsnaam", "coalesce(n.organisatienaam, '')"),
        ("oprichtingsdatum", "b.opgericht_op"),
        ("opheffingsdatum", "b.opgeheven_op"),
        ("adres", adres("ad")),
    ),
    id="r.partij_id",
    erbij=f"LEFT JOIN naam n ON n.partij_id = r.partij_id LEFT JOIN bestaan b ON b.partij_id = r.partij_id {_ADRES}",
    volgorde="r.verkregen_op DESC, r.partij_id DESC",
)
