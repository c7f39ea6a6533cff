"""The customers and contacts that the interfaces are measured on, spread as in the research this is compared with.

N made-up customers (nine of ten a person, the rest an organisation), two addresses each, five contacts per customer on
average over three years, each with one betrokkene. The customer of a contact is number N · u²: the first one has far
more than a thousand, some have none. The same every time; through the doors for taking over, in batches.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import groupby, islice
from typing import Any

from geholpen.platform.context import system

PER_KLANT, JAREN, BATCH = 5, 3, 2_000
_TEKSTINDEX = "klantcontact_inhoud_tekst"
_WAT = ("Vraag over", "Klacht over", "Melding van", "Afspraak voor", "Uitleg over", "Bezwaar tegen", "Status van")
_WAAROVER = (
    *("parkeervergunning", "paspoort", "rijbewijs", "verhuizing", "afvalbak", "grofvuil", "straatverlichting"),
    *("losse stoeptegel", "hondenbelasting", "bijstand", "kwijtschelding", "omgevingsvergunning", "geboorteaangifte"),
    *("trouwdatum", "uittreksel", "marktplaats", "evenement", "boomkap", "riolering", "zwembad", "bibliotheek"),
    *("schoolvervoer", "huishoudelijke hulp", "rolstoel", "laadpaal", "fietsenrek", "speeltuin", "gladheid"),
)
_SLOT = (
    *("bij de balie", "per brief", "na het weekend", "voor een ander", "met spoed", "uit de wijk", "van vorig jaar"),
    *(
        "zonder kosten",
        "in de zomer",
        "op zaterdag",
        "voor de buren",
        "met korting",
        "via de website",
        "in het centrum",
    ),
    *("na afloop", "op afspraak", "voor ouderen", "met bijlage", "onder voorbehoud", "in twee delen"),
)


def fill(aantal: int) -> None:
    """Fill an empty town. The index on texts is made when all is there: that is several times faster."""
    from bench import bed  # noqa: PLC0415
    from geholpen.packs.waterdam.vullen import fill_catalogues  # noqa: PLC0415

    fill_catalogues()
    with bed.superuser() as link:
        (index,) = link.execute("SELECT pg_get_indexdef(%s::regclass)", [_TEKSTINDEX]).fetchone()  # type: ignore[misc]
        link.execute(f"DROP INDEX {_TEKSTINDEX}")
        _klanten(aantal)
        _contacten(aantal)
        link.execute("SET maintenance_work_mem = '512MB'")
        link.execute(index)


def onderwerpen() -> list[str]:
    """Subjects as somebody types them to search: some hundreds of contacts each, when there are half a million."""
    return [f"{waarover} {slot}" for waarover in _WAAROVER for slot in _SLOT]


def _batches(rows: Iterator[Any], aantal: int) -> Iterator[list[Any]]:
    while batch := list(islice(rows, aantal)):
        yield batch


def _klanten(aantal: int) -> None:
    from geholpen.domain.doelbinding.queries import activiteit_nummer  # noqa: PLC0415
    from geholpen.domain.partijen.commands import import_partijen  # noqa: PLC0415
    from geholpen.packs.waterdam.volume import klanten  # noqa: PLC0415

    voor, ctx = activiteit_nummer("contactgegevens"), system("overnemen", "bench")
    for batch in _batches(klanten(aantal), BATCH):
        import_partijen(ctx, [_partij(k, voor) for k in batch])
    print(f"   {aantal} klanten", flush=True)


def _partij(k: Any, voor: int) -> Any:
    from geholpen.domain.partijen.commands import NieuwePartij  # noqa: PLC0415
    from geholpen.packs.waterdam.vullen.volume import volume_partij_id  # noqa: PLC0415

    digitaal = (("email", k.mail, "verified"), ("telefoonnummer", k.telefoon, "matched"))
    wie: dict[str, Any] = {"soort": "organisatie", "naam": {"organisatienaam": f"{k.achternaam} {k.nummer} bv"}}
    if k.nummer % 10:
        namen = {"voorletters": k.voorletters, "voornaam": k.voornaam, "achternaam": k.achternaam}
        wie = {"soort": "persoon", "naam": namen, "bsn": k.bsn, "geboortedatum": k.geboortedatum}
    return NieuwePartij(partij_id=volume_partij_id(k.nummer), voor=voor, digitaal=digitaal, **wie)


def _contacten(aantal: int) -> None:
    from geholpen.domain.klantcontacten.commands import import_klantvragen  # noqa: PLC0415
    from geholpen.packs.waterdam.vullen.volume import volume_partij_id  # noqa: PLC0415

    rng = random.Random(2)
    wie = sorted(int(aantal * rng.random() ** 2) + 1 for _ in range(aantal * PER_KLANT))
    vragen = (
        (volume_partij_id(nummer), vraag)
        for nummer, groep in groupby(wie)
        for vraag in _vragen(rng, sum(1 for _ in groep))
    )
    ctx = system("overnemen", "bench")
    for done, batch in enumerate(_batches(vragen, BATCH)):
        import_klantvragen(ctx, batch)
        if done % 25 == 0:
            print(f"   {(done + 1) * BATCH} vragen", flush=True)


def _vragen(rng: random.Random, over: int) -> Iterator[Any]:
    """Questions of one to three contacts, settled long ago."""
    from geholpen.domain.klantcontacten.commands import OudContact, OudeKlantvraag  # noqa: PLC0415
    from geholpen.packs.waterdam.vullen.volumetekst import ANTWOORDEN, KANALEN, ONDERWERPEN, VRAGEN  # noqa: PLC0415

    eind = datetime.fromisoformat("2026-10-31T12:00:00+00:00")
    while over > 0:
        keer = min(over, rng.choice((1, 2, 2, 3)))
        over -= keer
        code, kanaal = rng.choice(ONDERWERPEN), rng.choice(KANALEN)
        moment = eind - timedelta(minutes=rng.randrange(JAREN * 365 * 1440))
        onderwerp = f"{rng.choice(_WAT)} {rng.choice(_WAAROVER)} {rng.choice(_SLOT)}"
        contacten = tuple(
            OudContact(
                kanaal,
                "organisatie" if i % 2 else "klant",
                moment + timedelta(minutes=20 * i),
                rng.choice(ANTWOORDEN if i % 2 else VRAGEN[code]),
                onderwerp,
                gelukt=True,
            )
            for i in range(keer)
        )
        yield OudeKlantvraag(code, "afgehandeld", contacten, uitkomst="beantwoord")
