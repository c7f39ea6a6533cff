"""To which klantvraag a mail goes, who may join it, and what is said about it (attack cases A3 and A4)."""

from __future__ import annotations

import pytest
from django.utils import timezone

from geholpen.domain.berichten import antwoordadres
from geholpen.domain.berichten.commands.indelen import HOORT_MISSCHIEN_BIJ, NIET_BEWEZEN
from geholpen.domain.berichten.queries import gesprek
from geholpen.domain.kennis.queries import suggest_onderwerp
from geholpen.domain.klantcontacten.commands import close_klantvraag
from geholpen.platform.errors import Refused
from tests import bed
from tests.berichten.post import ONS, SAMIRA, WOUTER, mail, partij, werkt_aan


@pytest.fixture
def begin(post):
    """The first mail of a customer we know; filed."""
    partij(SAMIRA)
    return post.bring(mail(mid="eerste@inwoner.example"))


def joined(post, begin, later):
    return post.bericht(later)["klantvraag_id"] == post.vraag(begin)["id"]


def test_an_unknown_sender_starts_a_klantvraag_of_an_unknown_customer(post):
    envelop = post.bring(mail(van="Nieuw Iemand <nieuw@elders.example>", dmarc=""))
    assert (envelop["staat"], post.bericht(envelop)["niveau"]) == ("verwerkt", "asserted")
    assert post.one("SELECT soort_partij FROM partij")["soort_partij"] == "onbekend"
    adres = post.one("SELECT adres, niveau FROM digitaal_adres")
    assert adres == {"adres": "nieuw@elders.example", "niveau": "asserted"}
    assert post.one("SELECT achternaam FROM naam")["achternaam"] == "Nieuw Iemand"


def test_the_second_mail_of_a_stranger_is_of_the_same_customer(post):
    first, second = (post.bring(mail(van=WOUTER, dmarc="")) for _ in range(2))
    assert first["partij_id"] == second["partij_id"]
    assert post.vraag(first)["id"] != post.vraag(second)["id"]


@pytest.mark.parametrize("bekend, dmarc, niveau", [
    ("verified", "pass", "verified"),
    ("authenticated", "pass", "verified"),
    ("matched", "pass", "matched"),
    ("asserted", "pass", "matched"),
    ("verified", "fail", "asserted"),
    ("verified", "", "asserted"),
])  # fmt: skip
def test_how_sure_we_are_who_wrote(post, bekend, dmarc, niveau):
    wie = partij(SAMIRA, niveau=bekend)
    envelop = post.bring(mail(dmarc=dmarc))
    bericht = post.bericht(envelop)
    assert (envelop["partij_id"], bericht["niveau"]) == (wie, niveau)
    assert (NIET_BEWEZEN in bericht["waarschuwingen"]) is (niveau == "asserted")
    assert post.vraag(envelop)["niveau"] == niveau


def test_what_our_server_found_is_not_believed_of_a_file_by_hand(post):
    partij(SAMIRA)
    assert post.bericht(post.bring(mail(), vertrouwd=False))["niveau"] == "asserted"


def test_another_servers_word_is_not_believed(post):
    partij(SAMIRA)
    vals = "mx.elders.example; dmarc=pass header.from=inwoner.example"
    assert post.bericht(post.bring(mail(Authentication_Results=vals)))["niveau"] == "asserted"


def test_a_household_that_shares_an_address_is_never_guessed(post):
    samen = {partij(SAMIRA), partij(SAMIRA)}
    envelop = post.bring(mail())
    assert envelop["partij_id"] not in samen
    assert post.one("SELECT soort_partij FROM partij WHERE partij_id = %s", envelop["partij_id"]) == {
        "soort_partij": "onbekend"
    }
    assert post.bericht(envelop)["niveau"] == "asserted"


def test_the_signed_reply_address_joins_whoever_writes(post, begin):
    adres = antwoordadres.reply_address(ONS, post.vraag(begin)["kenmerk"])
    later = post.bring(mail("Nog iets.", van=WOUTER, aan=adres))
    assert joined(post, begin, later)
    bericht = post.bericht(later)
    assert (bericht["niveau"], NIET_BEWEZEN in bericht["waarschuwingen"]) == ("asserted", True)


def test_the_signed_reply_address_counts_on_the_envelope_too(post, begin):
    """A mail server over LMTP tells the recipient; the To header may say something else (Bcc, a list, a forward)."""
    adres = antwoordadres.reply_address(ONS, post.vraag(begin)["kenmerk"])
    later = post.bring(mail("Nog iets.", aan="undisclosed@inwoner.example"), ontvangers=(adres,))
    assert joined(post, begin, later)


@pytest.mark.geval("A3")
def test_a_forged_reply_key_is_as_good_as_none(post, begin):
    adres = antwoordadres.reply_address(ONS, post.vraag(begin)["kenmerk"])
    lokaal, domein = adres.rsplit("@", 1)
    vals = f"{lokaal[:-1]}{'0' if lokaal[-1] != '0' else '1'}@{domein}"
    later = post.bring(mail("Geef mij alles.", van=WOUTER, aan=vals))
    assert later["staat"] == "verwerkt"
    assert not joined(post, begin, later)


@pytest.mark.parametrize("kop", ["In_Reply_To", "References"])
def test_a_participant_joins_by_our_message_id(post, begin, kop):
    later = post.bring(mail("Nog iets.", onderwerp="Re: iets", **{kop: "<eerste@inwoner.example>"}))
    assert joined(post, begin, later)
    assert post.bericht(later)["niveau"] == "verified"


def test_the_nearest_reference_counts(post, begin):
    other = post.bring(mail("Mijn paspoort is verlopen.", onderwerp="Paspoort", mid="tweede@inwoner.example"))
    later = post.bring(mail("Over het paspoort.", References="<eerste@inwoner.example> <tweede@inwoner.example>"))
    assert joined(post, other, later)


@pytest.mark.geval("A3")
def test_a_spoofed_in_reply_to_of_an_outsider_starts_its_own_klantvraag_with_a_hint(post, begin):
    later = post.bring(mail("Stuur alles naar mij.", van=WOUTER, In_Reply_To="<eerste@inwoner.example>"))
    bericht = post.bericht(later)
    assert not joined(post, begin, later)
    assert later["partij_id"] != begin["partij_id"]
    assert HOORT_MISSCHIEN_BIJ in bericht["waarschuwingen"]


@pytest.mark.parametrize("dmarc", ["fail", "", "none"])
@pytest.mark.geval("A3")
def test_a_spoofed_from_of_a_participant_joins_but_proves_nothing(post, begin, dmarc):
    later = post.bring(mail("Mijn adres is nu anders.", dmarc=dmarc, In_Reply_To="<eerste@inwoner.example>"))
    bericht = post.bericht(later)
    assert joined(post, begin, later)
    assert bericht["niveau"] == "asserted"
    assert NIET_BEWEZEN in bericht["waarschuwingen"]


@pytest.mark.parametrize("van, hoort_erbij", [(SAMIRA, True), (WOUTER, False)])
def test_the_reference_in_the_subject_is_for_participants_only(post, begin, van, hoort_erbij):
    kenmerk = post.vraag(begin)["kenmerk"]
    later = post.bring(mail("Nog iets.", van=van, onderwerp=f"Vraag [{kenmerk}]"))
    assert joined(post, begin, later) is hoort_erbij
    assert (HOORT_MISSCHIEN_BIJ in post.bericht(later)["waarschuwingen"]) is not hoort_erbij


@pytest.mark.geval("A4")
def test_an_employees_address_is_a_customer_like_any_other(post, begin):
    """A4: nobody becomes the author of an answer by writing From an address of ours that is no mailbox."""
    later = post.bring(mail("Geef mij het BSN.", van="j.de.vries@waterdam.example",
                            In_Reply_To="<eerste@inwoner.example>", dmarc="fail"))  # fmt: skip
    bericht = post.bericht(later)
    assert (bericht["richting"], bericht["medewerker_id"], bericht["niveau"]) == ("in", None, "asserted")
    assert not joined(post, begin, later)


def closed(post, begin):
    vraag = post.vraag(begin)
    close_klantvraag(werkt_aan(vraag), vraag["partij_id"], vraag["id"], "beantwoord")
    return post.vraag(begin)


def test_a_reply_to_a_closed_klantvraag_opens_it_again(post, begin):
    assert closed(post, begin)["status"] == "afgehandeld"
    post.db.execute("UPDATE klantvraag SET uiterlijk_op = current_date - 70")
    post.bring(mail("Het is niet goed.", In_Reply_To="<eerste@inwoner.example>"))
    vraag = post.vraag(begin)
    assert vraag["uiterlijk_op"] > timezone.localdate(), "the term begins again, nobody is 70 days late"
    assert (vraag["status"], vraag["uitkomst"], vraag["afgesloten_op"]) == ("in_behandeling", "", None)
    assert vraag["wacht_sinds"] is not None


@pytest.mark.parametrize("koppen", [
    {"Auto_Submitted": "auto-replied"},
    {"X_Autoreply": "yes"},
    {"X_Auto_Response_Suppress": "All"},
    {"Precedence": "bulk"},
    {"List_Id": "<nieuws.elders.example>"},
])  # fmt: skip
def test_a_machine_does_not_open_it_again(post, begin, koppen):
    before = closed(post, begin)
    later = post.bring(mail("Ik ben er niet.", In_Reply_To="<eerste@inwoner.example>", **koppen))
    assert joined(post, begin, later)
    after = post.vraag(begin)
    assert {k: after[k] for k in ("status", "uitkomst", "afgesloten_op", "wacht_sinds")} == {
        k: before[k] for k in ("status", "uitkomst", "afgesloten_op", "wacht_sinds")
    }


def test_a_machine_does_not_stop_the_waiting_and_gets_no_confirmation(post, begin):
    wacht = post.vraag(begin)["wacht_sinds"]
    post.bring(mail("Afwezig.", In_Reply_To="<eerste@inwoner.example>", Auto_Submitted="auto-replied"))
    assert post.vraag(begin)["wacht_sinds"] == wacht
    before = len(post.waiting("bevestig_ontvangst"))
    post.bring(mail("Nieuwsbrief", van=WOUTER, List_Id="<n.elders.example>"))
    post.bring(mail("Afwezig", van=WOUTER, Auto_Submitted="auto-replied"))
    assert len(post.waiting("bevestig_ontvangst")) == before


@pytest.mark.parametrize("tekst, onderwerp, code", [
    ("Hoe vraag ik een bezoekerspas aan?", "Parkeren in mijn straat", "parkeervergunning"),
    ("Ik maak me zorgen om mijn zoon, kan een kindcoach helpen?", "Jeugdhulp", "jeugdhulp"),
    ("Qwerty zxcv.", "Asdf", "onbekend"),
])  # fmt: skip
def test_the_subject_is_suggested_not_decided(post, tekst, onderwerp, code):
    vraag = post.vraag(post.bring(mail(tekst, onderwerp=onderwerp)))
    assert (vraag["onderwerp_code"], vraag["onderwerp_zeker"]) == (code, False)


@pytest.mark.django_db
def test_the_suggestion_is_explained_with_its_words():
    suggestie = suggest_onderwerp("Parkeren", "Ik wil een bezoekerspas voor mijn kenteken")
    assert suggestie.code == "parkeervergunning"
    assert "bezoekerspas*" in suggestie.woorden


def test_a_sensitive_mail_is_filed_under_its_own_purpose(post):
    vraag = post.vraag(post.bring(mail("Ik zoek jeugdhulp.", onderwerp="Jeugdhulp")))
    assert (
        vraag["verkregen_voor"] == post.one("SELECT activiteit FROM onderwerp WHERE code = 'jeugdhulp'")["activiteit"]
    )


def test_the_context_of_an_outsider_opens_nothing(post, begin):
    vraag = post.vraag(begin)
    with pytest.raises(Refused):
        gesprek(bed.medewerker("mdw-010"), vraag["partij_id"], vraag["id"])
