"""The page with checks that did not work: the team lead settles them, the privacy officer reads the alarms."""

from __future__ import annotations

from django.urls import reverse

from geholpen.domain.klantcontacten.commands import Controle, try_controle
from geholpen.domain.partijen.queries import Antwoorden
from geholpen.platform.context import Aanleiding
from tests import bed, cast
from tests.faces_werkplek.bureau import Bureau, begin, import_klant, plain


def _closed(klant):
    """Jolanda's caller guesses three times."""
    id = import_klant(klant)
    gesprek_id = begin(Bureau(cast.JOLANDA.code))
    ctx = bed.medewerker(cast.JOLANDA.code).voor(Aanleiding("gesprek", id, gesprek_id))
    for cijfers in ("0000", "1111", "2222"):
        try_controle(ctx, id, gesprek_id, Controle(Antwoorden(bsn=cijfers)))
    return id, gesprek_id


def _page(wie, status=200):
    return wie.see(wie.client.get(reverse("beheer:controles")), status)


def test_the_team_lead_reads_it_asks_and_ticks_it_off(db, register):
    register.forget()
    robbert = Bureau(cast.ROBBERT.code)
    assert "Er zijn geen meldingen" in _page(robbert)
    id, _gesprek = _closed(cast.ROOS)
    html = _page(robbert)
    assert "Jolanda Terpsma" in plain(html)
    assert "Verdonk" not in html
    assert str(id) not in html
    post = html.split('<form method="post" action="/beheer/controles/')[1].split('"')[0]
    after = plain(robbert.see(robbert.client.post(f"/beheer/controles/{post}", follow=True), 200))
    assert "U heeft de melding afgevinkt." in after
    assert f"Gezien door {cast.ROBBERT.naam}" in after


def test_the_privacy_officer_reads_only_whoever_must_not_be_found(db, register):
    register.forget()
    _closed(cast.ROOS)
    carlijn = Bureau(cast.CARLIJN.code)
    assert "Er zijn geen meldingen" in _page(carlijn)
    _closed(cast.NADINE)
    assert "Jolanda Terpsma" in plain(_page(carlijn))
    assert "Kortekaas" not in _page(carlijn)
    assert "gevonden" not in plain(_page(Bureau(cast.ROBBERT.code)))
    _page(Bureau(cast.JOLANDA.code), 403)


def test_who_is_stopped_on_the_telephone_can_still_be_written_down(db, register):
    register.forget()
    id, gesprek_id = _closed(cast.ROOS)
    jolanda = Bureau(cast.JOLANDA.code)
    html = jolanda.get("gesprek_klant", gesprek_id, id)
    assert "De controle is gestopt" in html
    assert 'name="c_' not in html
    velden = {"aantal": "1", "v0_waarover": "nieuw:afval", "v0_inhoud": "Bak is stuk.", "actie": "afronden"}
    assert "Het gesprek is vastgelegd: 1 vraag." in plain(jolanda.post("gesprek_klant", gesprek_id, id, **velden))
