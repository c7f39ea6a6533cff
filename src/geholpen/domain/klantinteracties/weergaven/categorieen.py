"""categorieen and categorie-relaties: groups, and which customers are in them."""

from __future__ import annotations

from geholpen.domain.klantinteracties.weergave import Filter, Weergave, url, verwijzing_partij

_CATEGORIE = f"""(SELECT json_build_object('uuid', c.id, 'url', {url("categorieen", "c.id")}, 'naam', c.naam)
    FROM categorie c WHERE c.id = r.categorie_id)"""

CATEGORIEEN = Weergave(
    naam="categorieen",
    tabel="categorie",
    velden=(("uuid", "r.id"), ("url", url("categorieen", "r.id")), ("naam", "r.naam")),
    partij="NULL::uuid",
    volgorde="r.aangemaakt_op DESC, r.id DESC",
)

CATEGORIE_RELATIES = Weergave(
    naam="categorie-relaties",
    tabel="categorie_relatie",
    velden=(
        ("uuid", "r.id"),
        ("url", url("categorie-relaties", "r.id")),
        ("partij", verwijzing_partij()),
        ("categorie", _CATEGORIE),
        ("beginDatum", "r.begin_datum"),
        ("eindDatum", "r.eind_datum"),
    ),
    filters={
        "beginDatum": Filter("r.begin_datum = %::date"),
        "categorie__naam": Filter("r.categorie_id IN (SELECT c.id FROM categorie c WHERE c.naam = %)"),
        "categorie__uuid": Filter("r.categorie_id = %::uuid"),
        "eindDatum": Filter("r.eind_datum = %::date"),
        "partij__nummer": Filter(
            "NOT r.los AND r.partij_id IN (SELECT p.partij_id FROM partij p WHERE p.nummer = % AND p.nummer <> '')"
        ),
        "partij__uuid": Filter("NOT r.los AND r.partij_id = %::uuid"),
    },
    vaak=(("partij__uuid",),),
)
