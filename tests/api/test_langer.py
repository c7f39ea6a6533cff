"""Texts longer than the standard allows: shown cut, and never lost by who sends back what was shown."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from django.utils import timezone

from geholpen.domain.klantcontacten.commands import (
    Belofte,
    NieuweKlantvraag,
    NieuwKlantcontact,
    promise,
    start_klantvraag,
)
from geholpen.domain.organisatie.queries import werkdag_na
from geholpen.platform.context import Aanleiding
from tests import bed, cast
from tests.api.klanten import persoon
from tests.api.oproep import Beller

LANG = "\n  " + "Mag mijn kliko later aan de weg? " * 160  # begins with white space, as a mail can
KORT = {"onderwerp": "Een ander onderwerp"}


def asked() -> tuple[UUID, NieuweKlantvraag, str]:
    """A customer's long question: whose, which, and the uuid of its contact."""
    wie = UUID(persoon())
    vraag = NieuweKlantvraag("afval", True, "verified", NieuwKlantcontact("email", "klant", LANG, "b " * 150))
    return wie, vraag, str(start_klantvraag(bed.systeem().over({wie}), wie, vraag).klantcontact_id)


def whole(beheer_rijen: Any, tabel: str, kolom: str) -> str:
    return beheer_rijen(f"SELECT {kolom} FROM {tabel}")[0][0]  # type: ignore[no-any-return]


@pytest.mark.parametrize("methode", ["PUT", "PATCH"])
def test_a_contact_sent_back_as_it_was_shown_keeps_its_text(
    client_echt: Beller, beheer_rijen: Any, methode: str
) -> None:
    _wie, _vraag, id = asked()
    before = whole(beheer_rijen, "klantcontact_inhoud", "inhoud")
    read = client_echt.get(f"klantcontacten/{id}").json
    assert (len(read["inhoud"]), read["inhoud"][-1]) == (1000, "…")
    found = client_echt.call(methode, f"klantcontacten/{id}", json=read)
    assert (found.status, found.json) == (200, read)
    assert whole(beheer_rijen, "klantcontact_inhoud", "inhoud") == before
    assert len(before) > 5000
    assert client_echt.patch(f"klantcontacten/{id}", KORT).json["onderwerp"] == KORT["onderwerp"]
    assert whole(beheer_rijen, "klantcontact_inhoud", "inhoud") == before
    assert client_echt.patch(f"klantcontacten/{id}", {"inhoud": "Anders"}).json["inhoud"] == "Anders"
    assert whole(beheer_rijen, "klantcontact_inhoud", "inhoud") == "Anders"


@pytest.mark.parametrize("methode", ["PUT", "PATCH"])
def test_a_promise_sent_back_as_it_was_shown_keeps_its_text(
    client_echt: Beller, beheer_rijen: Any, methode: str
) -> None:
    wie, vraag, _id = asked()
    ctx = bed.medewerker(cast.HENK_JAN.code).voor(Aanleiding("klantvraag", wie, vraag.id))
    taak = promise(
        ctx, wie, vraag.id, Belofte("antwoord", LANG.strip(), "parkeren", werkdag_na(timezone.localdate(), 3))
    )
    read = client_echt.get(f"internetaken/{taak}").json
    body = {k: v for k, v in read.items() if k != "toegewezenAanActor"}
    found = client_echt.call(methode, f"internetaken/{taak}", json=body)
    assert (found.status, found.json) == (200, read)
    assert whole(beheer_rijen, "interne_taak_inhoud", "gevraagde_handeling") == LANG.strip()
    changed = client_echt.patch(f"internetaken/{taak}", {"gevraagdeHandeling": "Bellen"})
    assert changed.json["gevraagdeHandeling"] == "Bellen"
