"""A letter comes in over the scanner, is filed at the desk, is answered by letter; its answer finds its own way."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from geholpen.domain.berichten.antwoordadres import paper_kenmerk, read_reply_key, reply_address
from geholpen.domain.berichten.brieven.models import Printopdracht
from geholpen.domain.berichten.commands import Keuze, NieuwAntwoord, index_scan, record_uitkomst, send_antwoord
from geholpen.domain.berichten.ports import Geweigerd
from geholpen.domain.berichten.queries_post import scan, scanblad, te_indelen
from geholpen.domain.berichten.tasks import post_round
from geholpen.platform.context import system
from tests import bed, cast
from tests.berichten.post import ONS, werkt_aan
from tests.faces_werkplek.bureau import Bureau, import_klant, mail, plain
from tests.kanalen.brief.brieven import TEKST, as_paper, needs_ocr, typed


def naar_de_post(post) -> None:
    """The post closes now."""
    post.db.execute("UPDATE printopdracht SET sluit_op = now() - interval '1 second'")
    post_round()


@needs_ocr
@pytest.mark.slow
def test_a_letter_without_a_reference_waits_for_a_person_who_files_it(brieven):
    naima = import_klant(cast.NAIMA)
    (envelop,) = brieven.read(as_paper(typed(f"Naima Belhadi\nTurfkade 12\n9999 BK Waterdam\n\n{TEKST}")))
    assert envelop["staat"] == "wacht"
    jolanda = bed.medewerker("mdw-001")
    (regel,) = te_indelen(jolanda)
    proposed_and_not_looked_up(brieven, regel.envelop_id)
    gelezen = scan(jolanda, regel.envelop_id)
    assert "parkeervergunning voor de thuiszorg" in " ".join(gelezen.tekst.split())
    assert scanblad(jolanda, regel.envelop_id, 1).startswith(b"\xff\xd8")
    assert scanblad(jolanda, regel.envelop_id, 2) is None
    filed = index_scan(jolanda, regel.envelop_id, Keuze(partij_id=naima, onderwerp_code="parkeervergunning"))
    assert (filed.partij_id, filed.staat) == (naima, "verwerkt")
    bericht = brieven.post.bericht(brieven.post.envelop(regel.envelop_id))
    assert (bericht["kanaal"], bericht["richting"], bericht["niveau"]) == ("brief", "in", "asserted")
    namen = [
        b["naam"] for b in brieven.post.all("SELECT naam FROM bijlage WHERE bericht_id = %s ORDER BY id", bericht["id"])
    ]
    assert [n.rsplit("-", 1)[-1] for n in namen] == ["kopie.pdf", "origineel.pdf"]
    leeg = brieven.post.one("SELECT * FROM scan")
    assert (leeg["staat"], leeg["tekst"], leeg["bestanden"], leeg["beelden"]) == ("ingedeeld", "", [], [])
    assert te_indelen(jolanda) == []


def proposed_and_not_looked_up(brieven, envelop_id) -> None:
    """The page fills in what was read and says where; who that is comes after a press, with what points at them."""
    bureau = Bureau("mdw-001")
    tekst = plain(bureau.get("brief", envelop_id))
    assert "Dit lazen wij op de brief" in tekst and "Turfkade 12" in tekst
    assert "Zerrouki" not in tekst
    gezocht = {"actie": "zoek", "postcode": "9999 BK", "huisnummer": "12"}
    tekst = plain(bureau.post("brief", envelop_id, **gezocht))
    assert "Zerrouki-Belhadi" in tekst and "Postcode en huisnummer staan op de brief." in tekst
    assert "Op de brief staat: Naïma, Belhadi." in tekst
    assert brieven.post.count("klantvraag") == 0


@needs_ocr
@pytest.mark.slow
def test_a_letter_of_ours_goes_with_the_post_and_its_answer_lands_in_the_same_question(brieven, drukker, account):
    naima = import_klant(cast.NAIMA)
    post = brieven.post
    (envelop,) = brieven.read(as_paper(typed()))
    filed = index_scan(
        bed.medewerker("mdw-001"), envelop["id"], Keuze(partij_id=naima, onderwerp_code="parkeervergunning")
    )
    vraag = post.one("SELECT * FROM klantvraag WHERE id = %s", filed.klantvraag_id)
    antwoord = NieuwAntwoord(f"Geachte mevrouw,\n\n{TEKST}", 1, kanaal="brief")
    bezorging_id = send_antwoord(werkt_aan(vraag), naima, vraag["id"], antwoord)
    post.run("bezorg")
    wacht = post.one("SELECT * FROM printopdracht")
    assert wacht["sluit_op"] > timezone.now() - timedelta(seconds=5)
    assert post.one("SELECT staat FROM bezorging WHERE id = %s", bezorging_id)["staat"] == "wachtrij"
    naar_de_post(post)
    assert drukker.geteld == [str(bezorging_id)]
    gedrukt = drukker.brieven[str(bezorging_id)]
    assert gedrukt.address_lines[0] == cast.NAIMA.naam.volledig
    assert post.one("SELECT staat FROM bezorging WHERE id = %s", bezorging_id)["staat"] == "verstuurd"
    assert Printopdracht.objects.count() == 0

    (terug,) = brieven.read(as_paper(gedrukt.pdf))
    assert (terug["staat"], terug["partij_id"]) == ("verwerkt", naima)
    assert post.bericht(terug)["klantvraag_id"] == vraag["id"]
    assert post.bericht(terug)["niveau"] == "asserted"
    assert vraag["kenmerk"] in post.bericht(terug)["tekst"]


@needs_ocr
@pytest.mark.slow
def test_a_reference_with_check_letters_is_enough_and_one_without_is_a_hint(brieven):
    naima = import_klant(cast.NAIMA)
    post = brieven.post
    (eerste,) = brieven.read(as_paper(typed()))
    filed = index_scan(
        bed.medewerker("mdw-001"), eerste["id"], Keuze(partij_id=naima, onderwerp_code="parkeervergunning")
    )
    kenmerk = post.one("SELECT kenmerk FROM klantvraag WHERE id = %s", filed.klantvraag_id)["kenmerk"]
    (met,) = brieven.read(as_paper(typed("Hier is mijn antwoord op uw brief.", kenmerk=paper_kenmerk(kenmerk))))
    assert (met["staat"], met["partij_id"]) == ("verwerkt", naima)
    (zonder,) = brieven.read(as_paper(typed(f"Het gaat over {kenmerk}, dank u wel.")))
    assert zonder["staat"] == "wacht"
    assert scan(bed.medewerker("mdw-001"), zonder["id"]).kenmerken == (kenmerk,)
    vervalst = paper_kenmerk(kenmerk)[:-1] + ("A" if paper_kenmerk(kenmerk)[-1] != "A" else "B")
    (fout,) = brieven.read(as_paper(typed("Nog een brief.", kenmerk=vervalst)))
    assert fout["staat"] == "wacht"


@pytest.mark.geval("A3")
def test_the_code_on_a_letter_is_signed():
    sleutel = reply_address(ONS, "WD-2K7Q-9F3M").partition("+q.")[2].partition("@")[0]
    assert read_reply_key(sleutel) == "wd2k7q9f3m"


def test_f7_a_mail_that_failed_waits_as_a_letter_and_is_settled_when_it_arrived_after_all(brieven, account, settings):
    """No channel is left but paper: the letter waits with the post of the day, and late success takes it out."""
    settings.HERSTEL_NA = 0
    maria = import_klant(cast.MARIA)
    mail("Is mijn pas klaar?", "Mijn pas", f"Maria <{cast.MARIA.mail}>")
    vraag = brieven.post.one("SELECT * FROM klantvraag WHERE partij_id = %s", maria)
    eerste = send_antwoord(werkt_aan(vraag, "mdw-001"), maria, vraag["id"], NieuwAntwoord("Uw pas ligt klaar.", 99))
    ctx = system("bezorging").over({maria})
    record_uitkomst(ctx, maria, eerste, Geweigerd("5.1.1", "Onbekend adres.", blijvend=True, adres_onbruikbaar=True))
    brieven.post.run("herstel_contact", wait=False)
    brieven.post.run("bezorg", wait=False)
    wegen = brieven.post.all("SELECT kanaal, staat FROM bezorging WHERE partij_id = %s ORDER BY volgorde", maria)
    assert [(w["kanaal"], w["staat"]) for w in wegen] == [("email", "niet_bezorgd"), ("brief", "wachtrij")]
    assert Printopdracht.objects.count() == 1
