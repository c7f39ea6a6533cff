"""klantcontacten."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.validators import ProhibitNullCharactersValidator
from rest_framework import serializers as drf

from geholpen.domain.klantcontacten.commands import change_klantcontact, register_los_contact, remove_klantcontact
from geholpen.domain.klantinteracties import queries
from geholpen.faces.api.bron import Bron
from geholpen.faces.api.filters import Soort, Vorm
from geholpen.faces.api.klantinteracties.groepen import tekst, tiencijferig
from geholpen.faces.api.velden import Groep
from geholpen.platform.context import Context

_NUMMER = ("codeObjecttype", "codeRegister", "codeSoortObjectId", "objectId")


class Klantcontact(Groep):
    """What may be said of a contact."""

    nummer = tiencijferig()
    referentienummer = tiencijferig()
    kanaal = drf.CharField(max_length=50)
    onderwerp = drf.CharField(max_length=200)
    inhoud = tekst(1000)
    reactie = tekst(4000)
    indicatie_contact_gelukt = drf.BooleanField(required=False, allow_null=True)
    hoofd_onderwerp_type = drf.URLField(required=False, allow_blank=True, max_length=200)
    verdere_actie_ondernomen = drf.BooleanField(required=False)
    taal = drf.CharField(max_length=3)
    vertrouwelijk = drf.BooleanField()
    plaatsgevonden_op = drf.DateTimeField(required=False)
    metadata = drf.DictField(child=drf.CharField(max_length=255, allow_blank=True), required=False)

    def validate_metadata(self, given: dict[str, str]) -> dict[str, str]:
        """The names are the caller's; a null character is none of them."""
        for naam in given:
            ProhibitNullCharactersValidator()(naam)
        return given


def _maak(ctx: Context, gegevens: dict[str, Any], basis: str) -> tuple[UUID, bytes]:
    gedaan = register_los_contact(ctx, gegevens, basis)
    return gedaan.id, gedaan.document


def _wijzig(ctx: Context, id: UUID, gegevens: dict[str, Any], partial: bool) -> None:
    change_klantcontact(ctx, id, gegevens)


def _verwijder(ctx: Context, id: UUID) -> None:
    remove_klantcontact(ctx, id)


def _object(prefix: str) -> dict[str, Vorm]:
    """The filters on an object of another register."""
    delen = ("CodeObjecttype", "CodeRegister", "CodeSoortObjectId", "ObjectId")
    return {
        f"{prefix}__url": Vorm(Soort.URL, naar=f"{prefix}__uuid"),
        f"{prefix}__uuid": Vorm(Soort.UUID),
        **{f"{prefix}__onderwerpobjectidentificator{deel}": Vorm() for deel in delen},
    }


BRON = Bron(
    "klantcontacten",
    lees=queries.klantcontacten,
    invoer=Klantcontact,
    maak_getoond=_maak,
    wijzig=_wijzig,
    verwijder=_verwijder,
    filters={
        "hadBetrokkene__digitaaladres__adres__icontains": Vorm(),
        "hadBetrokkene__url": Vorm(Soort.URL, naar="hadBetrokkene__uuid"),
        "hadBetrokkene__uuid": Vorm(Soort.UUID),
        "hadBetrokkene__wasPartij": Vorm(Soort.JA_NEE),
        **{f"hadBetrokkene__wasPartij__partijIdentificator__{deel}": Vorm() for deel in _NUMMER},
        "hadBetrokkene__wasPartij__url": Vorm(Soort.URL, naar="hadBetrokkene__wasPartij__uuid"),
        "hadBetrokkene__wasPartij__uuid": Vorm(Soort.UUID),
        "indicatieContactGelukt": Vorm(Soort.JA_NEE),
        "inhoud": Vorm(),
        "kanaal": Vorm(),
        "leiddeTotInterneTaken": Vorm(Soort.JA_NEE),
        "nummer": Vorm(),
        "onderwerp": Vorm(),
        **_object("onderwerpobject"),
        "plaatsgevondenOp": Vorm(Soort.MOMENT),
        "reactie": Vorm(),
        "referentienummer": Vorm(),
        "vertrouwelijk": Vorm(Soort.JA_NEE),
        **_object("wasOnderwerpobject"),
    },
    uitklap=(
        "hadBetrokkenen",
        "hadBetrokkenen.wasPartij",
        "hadBetrokkenen.digitaleAdressen",
        "leiddeTotInterneTaken",
        "gingOverOnderwerpobjecten",
        "omvatteBijlagen",
    ),
)
