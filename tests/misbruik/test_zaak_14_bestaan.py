"""Case 14: whether a file is shielded or not there at all cannot be told apart: text, status, and work done for it."""

from __future__ import annotations

from contextlib import contextmanager
from uuid import UUID, uuid4

import pytest
from django.db import connection

from geholpen.domain.doelbinding.models import Audit
from geholpen.domain.klantbeeld.queries import klantbeeld
from geholpen.domain.klantcontacten.queries import vragen_van
from geholpen.platform.context import Aanleiding
from geholpen.platform.errors import Refused
from tests import bed, cast
from tests.api.inzien import alles
from tests.api.oproep import Beller
from tests.faces_werkplek.bureau import Bureau, begin, plain
from tests.partijen.schilden import groep, label, met_vraag, personeelslijst

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("register")]


@contextmanager
def statements():
    """The statements that run, with numbers and ids left out: the work that is done."""
    seen: list[str] = []

    def look(execute, sql, params, many, context):
        seen.append(str(sql).split("(")[0])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(look):
        yield seen


def _said(html: str, *ids: UUID) -> str:
    """The page without what differs per request: ids in addresses, the reference, the token of the form."""
    tekst = plain(html)
    for id in ids:
        tekst = tekst.replace(str(id), "ID")
    words = tekst.split()
    return " ".join(w for w in words if not (len(w.rstrip(".")) == 9 and w[4:5] == "-"))


def _ask(door, wie, partij_id: UUID, reden: Aanleiding) -> tuple[str, str, list[str]]:
    with statements() as seen, pytest.raises(Refused) as caught:
        door(bed.medewerker(wie.code).voor(reden), partij_id)
    return caught.value.code, caught.value.reason, seen


@pytest.mark.parametrize("door", [klantbeeld, vragen_van])
def test_at_a_door_the_answer_and_the_work_are_the_same(door):
    partij_id, reden = met_vraag(cast.SAMIRA)
    groep(cast.HENK_JAN)
    label(partij_id)
    nergens = uuid4()
    shielded = _ask(door, cast.JOLANDA, partij_id, reden)
    unknown = _ask(door, cast.JOLANDA, nergens, Aanleiding("klantvraag", nergens, uuid4()))
    assert shielded == unknown
    assert [a.resultaat for a in alles(Audit) if not a.besluit] == ["AFGESCHERMD", "GEEN_AANLEIDING"]


def test_own_household_and_colleague_files_answer_as_one_that_is_not_there():
    eigen, eigen_reden = met_vraag(cast.DYLAN_THUIS)
    personeelslijst((cast.DYLAN, cast.DYLAN_THUIS))
    nergens = uuid4()
    unknown = _ask(klantbeeld, cast.DYLAN, nergens, Aanleiding("klantvraag", nergens, uuid4()))
    assert _ask(klantbeeld, cast.DYLAN, eigen, eigen_reden) == unknown
    assert _ask(klantbeeld, cast.JOLANDA, eigen, eigen_reden) == unknown


def test_a_page_that_is_guessed_says_the_same():
    partij_id, reden = met_vraag(cast.SAMIRA)
    groep(cast.HENK_JAN)
    label(partij_id)
    jolanda, nergens, vraag = Bureau(cast.JOLANDA.code), uuid4(), uuid4()
    een = _said(jolanda.get("vraag", partij_id, reden.id, status=403), partij_id, reden.id)
    twee = _said(jolanda.get("vraag", nergens, vraag, status=403), nergens, vraag)
    assert een == twee


def test_in_a_conversation_too():
    partij_id, _ = met_vraag(cast.SAMIRA)
    groep(cast.HENK_JAN)
    label(partij_id)
    jolanda, nergens = Bureau(cast.JOLANDA.code), uuid4()
    gesprek = begin(jolanda)
    een = _said(jolanda.get("gesprek_klant", gesprek, partij_id, status=403), partij_id, gesprek)
    twee = _said(jolanda.get("gesprek_klant", gesprek, nergens, status=403), nergens, gesprek)
    assert een == twee


def test_other_software_does_not_find_it_either():
    from geholpen.packs.waterdam.vullen.catalogi import TOKEN  # noqa: PLC0415

    partij_id, _ = met_vraag(cast.SAMIRA)
    ander, _ = met_vraag(cast.WOUTER)
    beller = Beller(TOKEN)
    assert beller.get(f"partijen/{partij_id}").status == 200
    groep(cast.HENK_JAN)
    label(partij_id)
    shielded, unknown = beller.get(f"partijen/{partij_id}"), beller.get(f"partijen/{uuid4()}")
    assert (shielded.status, unknown.status) == (404, 404)
    assert {k: v for k, v in shielded.json.items() if k != "instance"} == {
        k: v for k, v in unknown.json.items() if k != "instance"
    }
    lijst = beller.get("partijen")
    assert str(ander) in lijst.uuids
    assert str(partij_id) not in lijst.uuids
    assert lijst.json["count"] == len(lijst.uuids)
    contacten = beller.get("klantcontacten")
    assert contacten.json["count"] == len(contacten.uuids) == 1
