"""Register a contact moment through its door, against one bare statement.

(a) one bare statement as superuser that writes the same rows (contact, text, who took part, event) in the same tables,
without lock, reason, context and log; (b) one bare INSERT of only the contact.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from bench import bed
from bench.mensen import backend_pid, werkend_aan
from bench.meten import Variant, interleave, regel

KLANTEN, RONDES = 100_000, 400
TEKST = "Mevrouw belde over haar aanvraag. Ik heb uitgelegd wat er nog ontbreekt en dat zij het kan mailen. " * 3
_EIGEN = "'werkplek', 20, now(), %(eind)s"
_CONTACT = f"""INSERT INTO klantcontact (partij_id, id, klantvraag_id, gesprek_id, kanaal, initiatief,
    plaatsgevonden_op, medewerker_id, taal, vertrouwelijk, herkomst, verkregen_voor, verkregen_op, vervalt_op)
    VALUES (%(p)s, %(id)s, %(v)s, %(id)s, 'email', 'klant', now(), %(m)s, 'nld', false, {_EIGEN})"""
_ALLES = f"""WITH c AS ({_CONTACT}), i AS (
    INSERT INTO klantcontact_inhoud (partij_id, id, klantvraag_id, onderwerp, inhoud, herkomst, verkregen_voor,
        verkregen_op, vervalt_op) VALUES (%(p)s, %(id)s, %(v)s, '', %(t)s, {_EIGEN})
  ), b AS (
    INSERT INTO betrokkene (partij_id, id, klantvraag_id, klantcontact_id, rol, was_partij_id, initiator, herkomst,
        verkregen_voor, verkregen_op, vervalt_op) VALUES (%(p)s, %(b)s, %(v)s, %(id)s, 'klant', %(p)s, true, {_EIGEN})
  ) INSERT INTO gebeurtenis (id, soort, partij_id, gegevens) VALUES (%(b)s, 'Bench', %(p)s, '{{"wat": "contact"}}')"""


def measure(klanten: int = KLANTEN, rondes: int = RONDES) -> list[dict[str, Any]]:
    """Rows of the table: against both floors."""
    bed.use(klanten)
    run = compare(rondes)
    deur = run["deur"].cpu
    return [
        regel("contact vastleggen", deur, "µs", vloer="één kale opdracht", vloerwaarde=run["kaal"].cpu, doel=3.0),
        regel("contact vastleggen", deur, "µs", vloer="één kale INSERT, één rij", vloerwaarde=run["een rij"].cpu),
    ]


def compare(rondes: int) -> dict[str, Variant]:
    """The three variants, interleaved."""
    from geholpen.domain.klantcontacten.commands import NieuwKlantcontact, register_klantcontact  # noqa: PLC0415
    from geholpen.platform.models import uuid7  # noqa: PLC0415

    contexts = werkend_aan(bed.customers(60, zwaar=False))
    kaal, een = bed.superuser(), bed.superuser()
    eind = datetime.now(UTC) + timedelta(days=900)

    def deur(i: int) -> object:
        ctx = contexts[i % len(contexts)]
        a = ctx.aanleiding
        assert a is not None
        return register_klantcontact(ctx, a.partij_id, a.id, NieuwKlantcontact("email", "klant", TEKST))

    def bare(link: Any, statement: str) -> Any:
        cursor = link.cursor(binary=True)

        def call(i: int) -> object:
            a = contexts[(i * 7 + 3) % len(contexts)].aanleiding
            assert a is not None
            values = {"p": a.partij_id, "v": a.id, "id": uuid7(), "b": uuid7(), "m": None, "t": TEKST, "eind": eind}
            return cursor.execute(statement, values)

        return call

    variants = [
        Variant("deur", backend_pid(), deur),
        Variant("kaal", kaal.info.backend_pid, bare(kaal, _ALLES)),
        Variant("een rij", een.info.backend_pid, bare(een, _CONTACT)),
    ]
    return interleave(variants, rondes)
