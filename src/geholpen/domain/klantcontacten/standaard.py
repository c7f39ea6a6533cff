"""What the doors for other software share: finding a contact by its id, and who keeps what belongs to nobody yet."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import connection

from geholpen.domain.kennis.queries import ONBEKEND, onderwerp
from geholpen.domain.klantcontacten.models import Klantcontact
from geholpen.domain.organisatie.queries import missing_actoren
from geholpen.platform.context import Context
from geholpen.platform.errors import Invalid

IDENTIFICATOR = ("code_objecttype", "code_register", "code_soort_object_id", "object_id")


def contact(veld: str, id: UUID) -> Klantcontact:
    """The contact with this id under the open purpose. Raises Invalid on `<veld>.uuid`."""
    found = Klantcontact.objects.filter(id=id).first()
    if found is None:
        raise Invalid(f"{veld}.uuid", "Klantcontact object bestaat niet.")
    return found


def check_actor(veld: str, id: UUID) -> None:
    """Raises Invalid on `<veld>.uuid` when there is no such actor."""
    if missing_actoren([id]):
        raise Invalid(f"{veld}.uuid", "Actor object bestaat niet.")


def of_contact(ctx: Context, k: Klantcontact) -> dict[str, Any]:
    """Columns of a row that belongs to this contact: its customer, its question, its purpose."""
    return {"partij_id": k.partij_id, "klantvraag_id": k.klantvraag_id, **ctx.herkomst(k.verkregen_voor)}


def of_nobody(ctx: Context) -> dict[str, Any]:
    """Provenance of a row that belongs to no contact: kept for the purpose of a question nobody knows yet."""
    return ctx.herkomst(onderwerp(ONBEKEND).activiteit)


def identificator(given: Mapping[str, str] | None) -> dict[str, str]:
    """The four columns of a reference to another register: replaced as a whole, what is not given is empty."""
    return {naam: (given or {}).get(naam, "") for naam in IDENTIFICATOR}


def check_nummer(tabel: str, wat: str, id: UUID | None, gegevens: Mapping[str, Any]) -> None:
    """Raises Invalid when another row of any customer has the same `nummer` or `referentienummer`.

    Two who give the same number at the same moment take turns: the lock is on the number and ends with the transaction.
    The function behind the hot door takes the same one (`klantinteracties/schrijven.py`).
    """
    for kolom in ("nummer", "referentienummer"):
        waarde = gegevens.get(kolom)
        if not waarde:
            continue
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"{tabel}.{kolom}:{waarde}"])
            cursor.execute(
                f"SELECT 1 FROM {tabel} WHERE {kolom} = %s AND id IS DISTINCT FROM %s LIMIT 1",  # noqa: S608  our own names
                [waarde, id],
            )
            if cursor.fetchone():
                raise Invalid(kolom, f"Er bestaat al een {wat} met eenzelfde {kolom}.", "unique")


def changed(found: Any, values: Mapping[str, Any], lengtes: Mapping[str, int]) -> dict[str, Any]:
    """Those of `values` that say something else than is shown of `found`.

    A text longer than the standard allows is shown cut: who sends that back, without the white space at its ends as
    checked input is, changes nothing of the whole text.
    """
    return {n: v for n, v in values.items() if n not in lengtes or v != shown(getattr(found, n), lengtes[n]).strip()}


def shown(tekst: str, lengte: int) -> str:
    """A text of ours as the standard shows it (`gekapt`)."""
    return tekst if len(tekst) <= lengte else f"{tekst[: lengte - 1]}…"
