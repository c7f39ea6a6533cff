"""Help for tests of shielding: a group, a label, a staff list that counts, and a question of a customer."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.utils import timezone

from geholpen.domain.klantcontacten.commands import OudContact, OudeKlantvraag, import_klantvraag
from geholpen.domain.organisatie.queries import medewerker_met_code
from geholpen.domain.partijen import commands
from geholpen.domain.partijen.queries import read_lijst
from geholpen.packs.waterdam.vormen import Klant, Medewerker
from geholpen.platform.context import Aanleiding, Context
from tests import bed, cast
from tests.faces_werkplek.bureau import import_klant

REDEN = "Deze klant wordt bedreigd, zegt de politie."


def groep(*leden: Medewerker, code: str = "veilig", voor_personeel: bool = False) -> None:
    """A group with these employees; its owner reads mail at eigenaar@waterdam.example."""
    ids = [medewerker_met_code(m.code).id for m in leden]
    ctx = bed.medewerker(cast.CARLIJN.code)
    commands.save_groep(ctx, code, "Veilig", "eigenaar@waterdam.example", ids, voor_personeel=voor_personeel)


def label(partij_id: UUID, code: str = "veilig") -> None:
    """The privacy officer shields this file."""
    commands.shield(bed.medewerker(cast.CARLIJN.code).over({partij_id}), partij_id, code, REDEN)


def personeelslijst(*regels: tuple[Medewerker, Klant]) -> UUID:
    """A staff list with these employees and who they are at home, approved by both."""
    tekst = "\n".join(
        ";".join((m.code, k.bsn, k.adres.postcode, str(k.adres.huisnummer), k.adres.toevoeging)) for m, k in regels
    )
    lijst_id = commands.place_personeelslijst(bed.medewerker(cast.ANNEKE.code), read_lijst(tekst))
    commands.approve_personeelslijst(bed.medewerker(cast.SJOERD.code), lijst_id, "or")
    commands.approve_personeelslijst(bed.medewerker(cast.CARLIJN.code), lijst_id, "fg")
    return lijst_id


def met_vraag(klant: Klant, onderwerp: str = "parkeervergunning") -> tuple[UUID, Aanleiding]:
    """A customer of the cast with an open question: (customer, the reason it gives)."""
    partij_id = import_klant(klant)
    contact = OudContact("email", "klant", timezone.now() - timedelta(hours=1), "Een vraag.", "Vraag")
    oud = OudeKlantvraag(onderwerp, "in_behandeling", (contact,))
    import_klantvraag(bed.systeem().over({partij_id}), partij_id, oud)
    return partij_id, Aanleiding("klantvraag", partij_id, oud.id)


def aan(wie: Medewerker, reden: Aanleiding) -> Context:
    """This employee at work on that reason."""
    return bed.medewerker(wie.code).voor(reden)
