"""internetaken: what was promised after a contact, and to whom it was given."""

from __future__ import annotations

from geholpen.domain.klantinteracties.weergave import Filter, Weergave, gekapt, tijd, url, verwijzing

_AAN = "FROM taak_actor a WHERE a.partij_id = r.partij_id AND a.taak_id = r.id"
_EERSTE = f"(SELECT a.actor_id {_AAN} ORDER BY a.volgorde, a.id LIMIT 1)"
_ALLEN = (
    f"(SELECT coalesce(json_agg(json_build_object('uuid', a.actor_id, 'url', {url('actoren', 'a.actor_id')})"
    f" ORDER BY a.volgorde, a.id), '[]') {_AAN})"
)
_CONTACT = "EXISTS (SELECT 1 FROM klantcontact k WHERE k.partij_id = r.partij_id AND k.id = r.klantcontact_id AND {})"
_ACTOR = "EXISTS (SELECT 1 FROM taak_actor a WHERE a.partij_id = r.partij_id AND a.taak_id = r.id AND {})"

INTERNETAKEN = Weergave(
    naam="internetaken",
    tabel="interne_taak",
    erbij="LEFT JOIN interne_taak_inhoud i ON i.partij_id = r.partij_id AND i.id = r.id",
    velden=(
        ("uuid", "r.id"),
        ("url", url("internetaken", "r.id")),
        ("nummer", "nullif(r.nummer, '')"),
        ("referentienummer", "nullif(r.referentienummer, '')"),
        ("gevraagdeHandeling", gekapt("coalesce(i.gevraagde_handeling, '')", 200)),
        ("aanleidinggevendKlantcontact", verwijzing("klantcontacten", "r.klantcontact_id")),
        ("toegewezenAanActor", verwijzing("actoren", _EERSTE)),
        ("toegewezenAanActoren", _ALLEN),
        ("toelichting", gekapt("coalesce(i.toelichting, '')", 1000)),
        ("status", "r.status"),
        ("toegewezenOp", tijd("r.toegewezen_op")),
        ("afgehandeldOp", tijd("r.afgehandeld_op")),
    ),
    filters={
        "aanleidinggevendKlantcontact__uuid": Filter("r.klantcontact_id = %::uuid"),
        "actoren__naam": Filter("a.actor_id IN (SELECT x.id FROM actor x WHERE x.naam = %)", groep="naam"),
        "klantcontact__nummer": Filter("k.nummer = %", groep="contact"),
        "klantcontact__referentienummer": Filter("k.referentienummer = %", groep="contact"),
        "klantcontact__uuid": Filter("r.klantcontact_id = %::uuid"),
        "nummer": Filter("r.nummer = %"),
        "referentienummer": Filter("r.referentienummer = %"),
        "status": Filter("r.status = %"),
        "toegewezenAanActor__uuid": Filter("a.actor_id = %::uuid", groep="actor"),
        "toegewezenOp": Filter("r.toegewezen_op = %::timestamptz"),
    },
    groepen={"naam": _ACTOR, "contact": _CONTACT, "actor": _ACTOR},
    vaak=(("klantcontact__uuid",), ("aanleidinggevendKlantcontact__uuid",)),
)
