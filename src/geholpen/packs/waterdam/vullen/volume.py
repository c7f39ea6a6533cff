"""Volume on demand: many made-up customers with contacts, written in batches through the doors for taking over."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from itertools import islice
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from geholpen.domain.doelbinding.queries import activiteit_nummer
from geholpen.domain.klantcontacten.commands import OudContact, OudeKlantvraag, import_klantvragen
from geholpen.domain.partijen.commands import NieuwePartij, import_partijen
from geholpen.packs.waterdam.volume import VolumeKlant, klanten
from geholpen.packs.waterdam.vullen.volumetekst import ANTWOORDEN, KANALEN, ONDERWERPEN, VRAGEN
from geholpen.platform.context import system
from geholpen.platform.models import Gebeurtenis

#: Customers per transaction: about two seconds of work, far below the life of a token.
#: A door stands open for thirty seconds: a batch must fit in that on a busy laptop too.
PER_KEER = 500
#: One in so many of the first people has an open question: some three hundred, however many customers there are.
OPEN_ELKE, OPEN_TOT = 33, 10_000
_MERK = "demo_volume"
_BEGIN = 1_600_000_000_000  # ms; fixed, so that the keys of made-up people are the same in every demo


def is_filled(wat: str) -> bool:
    """True when this part was loaded before."""
    return Gebeurtenis.objects.filter(soort=f"demo_{wat}").exists()


def mark_filled(wat: str) -> None:
    """Remember that this part was loaded."""
    Gebeurtenis.objects.create(soort=f"demo_{wat}")


def volume_partij_id(nummer: int) -> UUID:
    """The fixed key of made-up person `nummer`: a UUIDv7 in the order of the numbers."""
    chance = random.Random(nummer).getrandbits(74)  # noqa: S311  made-up people, no secrets
    return UUID(int=(_BEGIN + nummer) << 80 | 7 << 76 | (chance >> 62) << 64 | 2 << 62 | chance & (1 << 62) - 1)


def fill_volume(aantal: int, report: Callable[[str], object] = print) -> None:
    """Add made-up customers until there are `aantal`. Stopped halfway, it goes on where it was."""
    done, began = _filled(), time.monotonic()
    contacten = 0
    for batch in _batches(done, aantal):
        contacten += _fill(batch)
        if batch[-1].nummer % 20_000 == 0 or batch[-1].nummer == aantal:
            seconds = time.monotonic() - began
            report(f"{batch[-1].nummer} klanten en {contacten} nieuwe contacten geladen in {seconds:.0f} s")


def _filled() -> int:
    marks = Gebeurtenis.objects.filter(soort=_MERK).values_list("gegevens", flat=True)
    return max((mark["tot"] for mark in marks), default=0)


def _batches(done: int, aantal: int) -> Iterator[Sequence[VolumeKlant]]:
    people = islice(klanten(aantal), done, None)
    while batch := list(islice(people, PER_KEER - done % PER_KEER)):
        yield batch
        done = batch[-1].nummer


@transaction.atomic
def _fill(batch: Sequence[VolumeKlant]) -> int:
    """One batch and the mark that it is done, in one transaction. Returns the number of contacts."""
    ctx = system("overnemen", "demo")
    voor = activiteit_nummer("contactgegevens")
    nu = timezone.now()
    import_partijen(ctx, [_partij(k, voor) for k in batch])
    oude = [(volume_partij_id(k.nummer), vraag) for k in batch for vraag in _vragen(k, nu)]
    import_klantvragen(ctx, oude)
    Gebeurtenis.objects.create(soort=_MERK, gegevens={"tot": batch[-1].nummer})
    return sum(len(vraag.contacten) for _, vraag in oude)


def _partij(k: VolumeKlant, voor: int) -> NieuwePartij:
    digitaal = [("email", k.mail, "verified")] + ([("telefoonnummer", k.telefoon, "matched")] if k.telefoon else [])
    return NieuwePartij(
        partij_id=volume_partij_id(k.nummer),
        soort="persoon",
        voor=voor,
        naam={
            "voorletters": k.voorletters,
            "voornaam": k.voornaam,
            "voorvoegsel_achternaam": k.voorvoegsel,
            "achternaam": k.achternaam,
        },
        geboortedatum=k.geboortedatum,
        bsn=k.bsn,
        adressen=({"straatnaam": k.straat, "huisnummer": k.huisnummer, "postcode": k.postcode, "stad": k.plaats},),
        digitaal=tuple(digitaal),
    )


def _vragen(k: VolumeKlant, nu: datetime) -> Iterator[OudeKlantvraag]:
    """The klantvragen of one person: one to three contacts each, over two years."""
    rng = random.Random(k.nummer)  # noqa: S311  made-up people, no secrets
    over, first = k.aantal_contacten, True
    while over:
        aantal = min(over, rng.choice((1, 2, 2, 3)))
        over -= aantal
        open_ = first and k.nummer % OPEN_ELKE == 0 and k.nummer <= OPEN_TOT
        begin = nu - (timedelta(minutes=rng.randrange(60, 5_000) if open_ else rng.randrange(9_000, 1_000_000)))
        yield _vraag(rng, begin, aantal, open_)
        first = False


def _vraag(rng: random.Random, begin: datetime, aantal: int, open_: bool) -> OudeKlantvraag:
    onderwerp = rng.choice(ONDERWERPEN)
    kanaal = rng.choice(KANALEN)
    contacten = []
    for i in range(aantal):
        van_klant = i % 2 == 0
        tekst = rng.choice(VRAGEN[onderwerp] if van_klant else ANTWOORDEN)
        moment = begin + timedelta(minutes=rng.randrange(10, 45)) * i
        contacten.append(OudContact(kanaal, "klant" if van_klant else "organisatie", moment, tekst, gelukt=True))
    return OudeKlantvraag(
        onderwerp_code=onderwerp,
        status="nieuw" if open_ else "afgehandeld",
        uitkomst="" if open_ else "beantwoord",
        contacten=tuple(contacten),
    )
