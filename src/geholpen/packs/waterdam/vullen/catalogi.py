"""Organisation, employees, purposes and subjects: the data every installation starts from."""

from __future__ import annotations

import tomllib
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

from django.conf import settings
from django.db import transaction

from geholpen.domain.balie.commands import load_agenda
from geholpen.domain.berichten.commands import load_antwoordsjabloon
from geholpen.domain.bewaren.commands import load_bewaartermijn, load_selectieregel
from geholpen.domain.doelbinding.commands import ActiviteitVersie, Gegeven, load_activiteit
from geholpen.domain.kennis.commands import load_onderwerp
from geholpen.domain.oproepen.commands import load_toestel
from geholpen.domain.organisatie.commands import load_applicatie, load_organisatie
from geholpen.packs.waterdam.laden import DATA, Pack, pack
from geholpen.packs.waterdam.vormen import Verwerkingsactiviteit

#: What the demo's token may do with the log and with decisions; nothing confidential.
SCOPES = (
    *(f"{doe}:normal" for doe in ("create", "read", "update", "delete")),
    *("ldv:lezen", "ldv:schrijven", "adl:lezen", "authzen"),
)
#: Names of the pack become keys that are the same in every demo.
NAAMRUIMTE = UUID("8d6a6f0c-5f0e-4b57-9d5d-3f1f2c8b7a10")

#: Lets everybody in at the interfaces of the demo, and nowhere else.
TOKEN = "waterdam-demo"  # noqa: S105


def key(soort: str, code: str) -> UUID:
    """The fixed key of something in the pack."""
    return uuid5(NAAMRUIMTE, f"{soort}:{code}")


@transaction.atomic
def fill_catalogues() -> None:
    """Load everything that is no customer. Existing rows stay as they are."""
    bron = pack()
    _organisatie(bron)
    for m in bron.medewerkers:
        if m.toestel:
            load_toestel(m.toestel, key("medewerker", m.code))
    balie = tomllib.loads((DATA / "balie.toml").read_text(encoding="utf-8"))
    load_agenda(balie["locaties"], balie["soorten"])
    if settings.DEMO:
        load_applicatie("Proefapplicatie", ["koppelingen", "verantwoording"], TOKEN, SCOPES)
    for activiteit in bron.activiteiten:
        load_activiteit(versie_uit(bron, activiteit))
    for termijn in bron.bewaartermijnen:
        load_bewaartermijn(termijn.tabel, termijn.dagen, termijn.waarom)
    for selectielijst in sorted({a.selectielijst for a in bron.activiteiten}):
        load_selectieregel(selectielijst, "vernietigen")
    nummers = {a.code: a.nummer for a in bron.activiteiten}
    for o in bron.onderwerpen:
        load_onderwerp(
            code=o.code,
            naam=o.naam,
            domein=o.domein,
            gevoelig=o.gevoelig,
            activiteit=nummers[o.activiteit],
            afdeling_code=o.afdeling,
            eerstelijns=o.eerstelijns,
            termijn_werkdagen=o.termijn_werkdagen,
            toon=o.toon,
            trefwoorden={t.woord: t.gewicht for t in o.trefwoorden},
        )
    fill_sjablonen()


def fill_sjablonen() -> None:
    """The templates of the town, in use at once."""
    for s in tomllib.loads((DATA / "sjablonen.toml").read_text(encoding="utf-8"))["sjablonen"]:
        teksten = [(v["taal"], v["toon"], v["tekst"]) for v in s["versies"]]
        load_antwoordsjabloon(key("sjabloon", s["code"]), s["naam"], s["kanalen"], s["onderwerpen"], teksten)


def _organisatie(bron: Pack) -> None:
    o = bron.organisatie
    load_organisatie(
        {
            "code": o.code,
            "naam": o.naam,
            "mailadres": o.mailadres,
            "telefoon": o.telefoon,
            "instellingen": _instellingen(bron),
        },
        afdelingen=[(a.code, a.naam) for a in o.afdelingen],
        medewerkers=[
            {
                "id": key("medewerker", m.code),
                "code": m.code,
                "naam": m.naam,
                "groetnaam": m.ondertekening,
                "functie": m.functie,
                "afdeling_code": m.afdeling,
                "rollen": list(m.rollen),
            }
            for m in bron.medewerkers
        ],
    )


def _instellingen(bron: Pack) -> dict[str, Any]:
    o, toon = bron.organisatie, bron.organisatie.mailtoon
    return {
        "klantcontactcentrum": "kcc",
        "adres": {
            "straat": o.adres.straat,
            "huisnummer": str(o.adres.huisnummer),
            "postcode": o.adres.postcode,
            "plaats": o.adres.plaats,
        },
        "website": o.website,
        "snel_weg": o.snel_weg,
        "oin": o.oin,
        "video": f"{settings.ADRES}/demo/video",
        "register_mail": {"fg": _mail(bron, "fg"), "beheer": _mail(bron, "functioneel_beheerder")},
        "controle_mail": {"teamleider": _mail(bron, "teamleider"), "fg": _mail(bron, "fg")},
        "toezicht_mail": {"fg": _mail(bron, "fg"), **_teamleiders(bron)},
        "afdeling_mail": {a.code: a.mailadres for a in o.afdelingen},
        "sluitingsdagen": [dag.isoformat() for dag in o.sluitingsdagen],
        "openingstijden": [
            {"soort": t.soort, "dag": t.dag, "van": t.van.isoformat(), "tot": t.tot.isoformat()}
            for t in o.openingstijden
        ],
        "mailtoon": {
            "aanhef": toon.aanhef,
            "aanhef_onbekend": toon.aanhef_onbekend,
            "afsluiting": toon.afsluiting,
            "ondertekening": toon.ondertekening,
        },
    }


def _mail(bron: Pack, rol: str) -> list[str]:
    """Where colleagues with this role are reached."""
    return [m.mailadres for m in bron.medewerkers if rol in m.rollen]


def _teamleiders(bron: Pack) -> dict[str, list[str]]:
    """Per department where whoever leads it is reached."""
    codes = {m.afdeling for m in bron.medewerkers if "teamleider" in m.rollen}
    return {
        code: [m.mailadres for m in bron.medewerkers if m.afdeling == code and "teamleider" in m.rollen]
        for code in sorted(codes)
    }


def versie_uit(bron: Pack, a: Verwerkingsactiviteit) -> ActiviteitVersie:
    """One purpose as the register takes it."""
    mensen = {rol: key("register", rol) for rol in ("opgesteld", "advies", "goedgekeurd", "geactiveerd")}
    return ActiviteitVersie(
        nummer=a.nummer,
        uuid=a.uuid,
        code=a.code,
        velden={
            "naam": a.naam,
            "doel": a.doel,
            "grondslag": a.grondslag,
            "taak_titel": a.taak.titel,
            "taak_artikel": a.taak.artikel,
            "taak_bijdrage": a.taak.bijdrage,
            "meetpunt": a.taak.meetpunt,
            "evaluatiedatum": max(a.taak.evaluatiedatum, datetime.now(UTC).date() + timedelta(days=100)),
            "rollen": list(a.rollen),
            "afdelingen": list(a.afdelingen),
            "vereist_aanleiding": list(a.vereist_aanleiding),
            "ontvangers": list(a.ontvangers),
            "bewaardagen": a.bewaardagen,
            "selectielijst": a.selectielijst,
            "mag_bsn_tonen": a.mag_bsn_tonen,
            "mag_geheim_adres": a.mag_geheim_adres,
            "bijzondere_gegevens": a.bijzondere_gegevens,
            "verdeelt": bool(a.verdeelt_naar),
            "gevoelig": a.gevoelig,
            "leeftijd_zelf": a.leeftijd_zelf,
            "vertegenwoordiging": list(a.vertegenwoordiging),
            "alternatief": a.alternatief,
            **{f"{rol}_door": id for rol, id in mensen.items()},
        },
        gegevens=tuple(
            Gegeven(c.soort, c.waarom, c.handelingen, c.masker, c.niveau, bron.nummers(c.bronnen))
            for c in a.categorieen
        ),
    )
