"""Case 20: a bewindvoerder asks about care, or after the term has passed or was ended."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from geholpen.domain.berichten.commands import EigenVraag, stel_vraag
from geholpen.domain.doelbinding.queries import inzage, weigeringen
from geholpen.domain.klantbeeld.queries import klantbeeld
from geholpen.domain.klantcontacten.commands import (
    BesprokenVraag,
    Controle,
    NieuweKlantvraag,
    NieuwKlantcontact,
    Verslag,
    begin_namens,
    record_gesprek,
    start_gesprek,
    start_klantvraag,
    try_controle,
)
from geholpen.domain.klantcontacten.opschrijven import Vertegenwoordiger
from geholpen.domain.klantcontacten.queries import vragen_van
from geholpen.domain.partijen.commands import (
    NieuweVertegenwoordiging,
    end_vertegenwoordiging,
    record_vertegenwoordiging,
)
from geholpen.domain.partijen.queries import Antwoorden
from geholpen.platform.context import Aanleiding
from geholpen.platform.errors import Invalid, Refused
from tests import bed, cast
from tests.faces_werkplek.bureau import import_klant


def _fill(register):
    """Şükran asks about taxes (money) and about help at home (care); Hilde is her bewindvoerder.

    Returns (Şükran, Hilde, the bewind).
    """
    from geholpen.packs.waterdam.vullen.catalogi import key  # noqa: PLC0415  (after django.setup)

    register.forget()
    hilde, sukran = import_klant(cast.HILDE), import_klant(cast.SUKRAN)
    for onderwerp, tekst in (("gemeentebelasting", "Kan ik kwijtschelding krijgen?"), ("wmo", "Ik heb hulp nodig.")):
        stel_vraag(bed.klant(sukran), sukran, EigenVraag(onderwerp, tekst))
    return sukran, hilde, key("vertegenwoordiging", "bewind:hilde:sukran")


@pytest.fixture
def drie(db, register):
    """(Şükran, Hilde, the bewind)"""
    return _fill(register)


def _belt(hilde):
    """Hilde is on the line and made clear who she is: (conversation, context)."""
    jolanda = bed.medewerker(cast.JOLANDA.code)
    gesprek_id = start_gesprek(jolanda, "telefoon")
    ctx = jolanda.voor(Aanleiding("gesprek", hilde, gesprek_id))
    goed = Antwoorden(cast.HILDE.geboortedatum, cast.HILDE.adres.postcode, str(cast.HILDE.adres.huisnummer))
    assert try_controle(ctx, hilde, gesprek_id, Controle(goed)).voldoende
    return gesprek_id, ctx


def _namens(sukran, hilde, bewind):
    """(conversation, context in which Hilde speaks for Şükran)"""
    gesprek_id, ctx = _belt(hilde)
    namens_id = begin_namens(ctx.over({hilde, sukran}), hilde, gesprek_id, sukran, bewind)
    return gesprek_id, bed.medewerker(cast.JOLANDA.code).voor(Aanleiding("namens", sukran, namens_id))


def _verslag(onderwerp):
    return Verslag((BesprokenVraag("Vraagt hoe het staat.", onderwerp_code=onderwerp),), "matched")


def test_of_money_and_not_of_care(drie):
    _gesprek, ctx = _namens(*drie)
    assert {v.onderwerp_code for v in vragen_van(ctx, drie[0])} == {"gemeentebelasting"}
    assert {r.onderwerp_code for r in klantbeeld(ctx, drie[0]).tijdlijn} == {"gemeentebelasting"}


def test_nothing_is_written_down_about_care_and_the_database_agrees(drie):
    sukran, hilde, bewind = drie
    gesprek_id, ctx = _namens(*drie)
    with pytest.raises(Invalid) as wrong:
        record_gesprek(ctx, sukran, gesprek_id, _verslag("wmo"))
    assert wrong.value.field == "vraag_0.onderwerp_code"
    contact = NieuwKlantcontact("telefoon", "klant", "Toch.", door=Vertegenwoordiger(hilde, bewind))
    with pytest.raises(DatabaseError, match="geen geldige vertegenwoordiging"), transaction.atomic():
        start_klantvraag(ctx, sukran, NieuweKlantvraag("wmo", True, "verified", contact))


def test_both_people_stand_in_the_contact_and_in_the_log(echte_commits, register, beheer):
    sukran, hilde, bewind = _fill(register)
    gesprek_id, ctx = _namens(sukran, hilde, bewind)
    (vraag_id,) = record_gesprek(ctx, sukran, gesprek_id, _verslag("gemeentebelasting"))
    rows = beheer.execute(
        "SELECT rol, was_partij_id, initiator, vertegenwoordiging_id FROM betrokkene WHERE klantvraag_id = %s",
        [vraag_id],
    ).fetchall()
    assert set(rows) == {("klant", sukran, False, None), ("vertegenwoordiger", hilde, True, bewind)}
    beheer.execute("UPDATE vertegenwoordiging SET beeindigd_op = now() WHERE id = %s", [bewind])
    beheer.execute("UPDATE betrokkene SET initiator = initiator, was_partij_id = was_partij_id")  # it held then
    assert beheer.execute("SELECT count(*) FROM betrokkene WHERE vertegenwoordiging_id IS NOT NULL").fetchone() == (1,)
    beheer.execute("UPDATE betrokkene SET was_partij_id = NULL WHERE rol = 'vertegenwoordiger'")  # forgotten
    assert beheer.execute("SELECT count(*) FROM betrokkene WHERE vertegenwoordiging_id IS NOT NULL").fetchone() == (0,)
    for wie in (sukran, hilde):
        zinnen = [zin for regel in inzage(bed.klant(wie), wie).regels for zin in regel.wat]
        assert "Ons gesprek met u opgeschreven" in zinnen
        assert "In een gesprek met ons sprak iemand voor een ander" in zinnen


def test_after_it_was_ended_the_next_read_says_no(drie):
    sukran, hilde, bewind = drie
    gesprek_id, ctx = _namens(*drie)
    assert vragen_van(ctx, sukran)
    reden = bed.medewerker(cast.JOLANDA.code).voor(Aanleiding("gesprek", hilde, gesprek_id)).over({hilde, sukran})
    end_vertegenwoordiging(reden, bewind, "De rechter hief het bewind op.")
    for read in (vragen_van, klantbeeld):
        with pytest.raises(Refused) as refused:
            read(ctx, sukran)
        assert refused.value.code == "GEEN_MACHTIGING"
    with pytest.raises(Refused):
        begin_namens(reden, hilde, gesprek_id, sukran, bewind)
    with pytest.raises(Refused):  # and in Mijn, where she is logged in herself
        vragen_van(bed.klant(hilde).voor(Aanleiding("machtiging", sukran, bewind)), sukran)
    geweigerd = [w for w in weigeringen(bed.medewerker(cast.CARLIJN.code)) if w.code == "GEEN_MACHTIGING"]
    assert {w.handeling.rpartition(".")[2] for w in geweigerd} >= {
        "vragen_van",
        "klantbeeld",
    }  # who it was takes two people


def test_after_or_before_its_term_it_is_no_ground(drie):
    sukran, hilde, bewind = drie
    gesprek_id, ctx = _belt(hilde)
    ctx, vandaag = ctx.over({hilde, sukran}), timezone.localdate()
    end_vertegenwoordiging(ctx, bewind, "Er komt een nieuwe uitspraak.")
    for van, tot in ((-400, -1), (1, 300)):
        termijn = (vandaag + timedelta(van), vandaag + timedelta(tot))
        nieuw = NieuweVertegenwoordiging("bewind", hilde, sukran, (), *termijn, "Uitspraak 2026/12", "uitspraak")
        id = record_vertegenwoordiging(ctx, nieuw)
        with pytest.raises(Refused) as refused:
            begin_namens(ctx, hilde, gesprek_id, sukran, id)
        assert refused.value.code == "GEEN_MACHTIGING"


def test_in_mijn_money_and_both_read_of_it(drie):
    sukran, hilde, bewind = drie
    ctx = bed.klant(hilde).voor(Aanleiding("machtiging", sukran, bewind))
    assert {v.onderwerp_code for v in vragen_van(ctx, sukran)} == {"gemeentebelasting"}
    for wie in (sukran, hilde):
        assert [i for i in inzage(bed.klant(wie), wie).regels if i.door == "machtiging" and i.aanleiding_id == bewind]


def test_whoever_did_not_say_who_they_are_speaks_for_nobody(drie):
    sukran, hilde, bewind = drie
    jolanda = bed.medewerker(cast.JOLANDA.code)
    gesprek_id = start_gesprek(jolanda, "telefoon")
    ctx = jolanda.voor(Aanleiding("gesprek", hilde, gesprek_id)).over({hilde, sukran})
    with pytest.raises(Refused) as refused:
        begin_namens(ctx, hilde, gesprek_id, sukran, bewind)
    assert refused.value.code == "NIVEAU"


def test_nobody_else_uses_it(drie):
    sukran, hilde, bewind = drie
    gesprek_id, _ctx = _namens(*drie)
    wouter = import_klant(cast.WOUTER)
    dylan = bed.medewerker(cast.DYLAN.code)
    for ctx in (
        bed.klant(wouter).voor(Aanleiding("machtiging", sukran, bewind)),
        dylan.voor(Aanleiding("namens", sukran, bewind)),  # a representation is no conversation
        dylan.voor(Aanleiding("namens", hilde, bewind)),
    ):
        with pytest.raises(Refused):
            vragen_van(ctx, next(iter(ctx.partijen)))
