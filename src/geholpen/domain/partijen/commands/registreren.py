"""Somebody new writes to us; an address turns out not to work."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

from django.db.models import Model

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.partijen import sleutels
from geholpen.domain.partijen.models import DigitaalAdres, Naam, Niveau, Partij, PartijOpzoek, SoortPartij
from geholpen.domain.partijen.policy import may_intake, may_register
from geholpen.platform import prepared
from geholpen.platform.context import Context
from geholpen.platform.doors import command
from geholpen.platform.errors import Invalid


@command(may=may_intake, gegevens={G.NAAM, G.CONTACTADRESSEN}, naam="U bent als nieuwe klant opgeschreven")
def register_onbekende(ctx: Context, partij_id: UUID, soort: str, adres: str, naam: str) -> None:
    """A stranger becomes a customer of kind onbekend, with the address and name they gave (level: asserted)."""
    _store_asserted(ctx, partij_id, soort, adres, naam)


def _store_asserted(ctx: Context, partij_id: UUID, soort: str, adres: str, naam: str) -> None:
    eigen = ctx.herkomst() | {"partij_id": partij_id}
    rijen: list[Model] = [Partij(soort_partij=SoortPartij.ONBEKEND, **eigen)]
    if naam:
        rijen.append(Naam(achternaam=naam[:200], **eigen))
    if adres:
        key = sleutels.email(adres) if soort == "email" else sleutels.telefoon(adres)
        rijen.append(DigitaalAdres(soort_digitaal_adres=soort, adres=adres[:320], niveau=Niveau.ASSERTED, **eigen))
        rijen.append(PartijOpzoek(sleutel=key, partij_id=partij_id))
    prepared.insert(*rijen)


@command(may=may_intake, gegevens={G.CONTACTADRESSEN}, naam="Uw mailadres bleek niet te werken")
def mark_onbestelbaar(ctx: Context, partij_id: UUID, adres: str) -> bool:
    """A bounce said for good that this mail address does not work. Returns whether we had it."""
    return bool(
        DigitaalAdres.objects.filter(
            partij_id=partij_id, soort_digitaal_adres="email", adres=adres.lower(), onbestelbaar_sinds=None
        ).update(onbestelbaar_sinds=datetime.now(UTC))
    )


@command(
    may=may_register,
    voor="contactgegevens",
    gegevens={G.NAAM, G.CONTACTADRESSEN},
    naam="U bent als nieuwe klant opgeschreven",
)
def register_beller(ctx: Context, partij_id: UUID, naam: str, telefoonnummer: str) -> None:
    """Somebody on the line or at the counter whom we do not know: name and number as they gave them (asserted).

    Raises Invalid without a name, or with something that is no telephone number.
    """
    if not naam.strip():
        raise Invalid("naam", "Schrijf op hoe de klant heet.")
    nummer = sleutels.normalise_telefoon(telefoonnummer) if telefoonnummer.strip() else ""
    if telefoonnummer.strip() and not nummer:
        raise Invalid("telefoon", "Dit is geen telefoonnummer. Controleer de cijfers.")
    _store_asserted(ctx, partij_id, "telefoonnummer", nummer, naam.strip())
