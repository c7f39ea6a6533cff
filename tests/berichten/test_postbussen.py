"""Shared mailboxes: the right sender, department and signature; and how sure a sender is, in words."""

from __future__ import annotations

from email import message_from_bytes
from email.utils import parseaddr

import pytest

from geholpen.domain.berichten import antwoordadres
from geholpen.domain.berichten.commands import NieuwAntwoord, save_kanaalaccount, send_antwoord
from geholpen.domain.berichten.queries import voorzet
from geholpen.domain.organisatie.queries import medewerker
from geholpen.faces.werkplek.vraag.beurten import in_words_of_mail
from tests import bed
from tests.berichten.post import SAMIRA, mail, partij, werkt_aan

BUSSEN = {"parkeren": "parkeren@waterdam.example", "burgerzaken": "burgerzaken@waterdam.example"}


@pytest.fixture
def postbussen(post, posthuis, settings):
    """A mailbox of two departments, each with its own sender and signature."""
    settings.VERZENDPAUZE = 0
    for afdeling, adres in BUSSEN.items():
        waarden = {
            "naam": f"Bus {afdeling}",
            "adres": adres,
            "afdeling_code": afdeling,
            "afzender": f"Loket {afdeling}",
        }
        waarden |= {"handtekening": f"{{medewerker}}, loket {afdeling}", "postbus": "imap://x:y@127.0.0.1:1"}
        waarden |= {"uitgang": settings.UITGANG}
        save_kanaalaccount(bed.medewerker("mdw-007", "beheer"), "email", waarden)
    partij(SAMIRA)


def test_each_mailbox_has_its_own_department_sender_and_signature(post, posthuis, postbussen):
    for nummer, (afdeling, adres) in enumerate(BUSSEN.items()):
        vaag = mail("Dag, ik heb een vraag.", onderwerp="Vraag", aan=adres, mid=f"{nummer}@inwoner.example")
        vraag = post.vraag(post.bring(vaag, account=adres))
        assert (vraag["onderwerp_code"], vraag["afdeling_code"]) == ("onbekend", afdeling)
    ctx = None
    for nummer, (afdeling, adres) in enumerate(BUSSEN.items()):
        begin = post.bring(mail(mid=f"p{nummer}@inwoner.example"))
        vraag = post.vraag(begin)
        post.db.execute("UPDATE klantvraag SET afdeling_code = %s WHERE id = %s", [afdeling, vraag["id"]])
        ctx = werkt_aan(vraag)
        send_antwoord(ctx, vraag["partij_id"], vraag["id"], NieuwAntwoord(f"Antwoord van {afdeling}.", 1))
        post.run("bezorg")
        kop = next(m for m in map(message_from_bytes, posthuis.berichten(SAMIRA)) if afdeling in m["From"])
        assert parseaddr(kop["From"]) == (f"Loket {afdeling}", adres)
        assert kop["Reply-To"] == antwoordadres.reply_address(adres, vraag["kenmerk"])
        wie = medewerker(ctx.actor.id)
        assert wie is not None
        tekst = voorzet(ctx, vraag["partij_id"], wie)
    assert ctx is not None and tekst.rstrip().endswith(", loket parkeren")  # of the department of who writes


def test_how_sure_the_sender_is_stands_there_in_words(post):
    partij(SAMIRA)
    gezien = {}
    for dmarc in ("pass", "fail", "none"):
        found = post.bericht(post.bring(mail("Dag.", mid=f"{dmarc}@inwoner.example", dmarc=dmarc)))
        gezien[dmarc] = in_words_of_mail(found["echtheid"])
    assert [soort for _zin, soort in gezien.values()] == ["ok", "fout", "let-op"]
    assert (
        "klopt" in gezien["pass"][0] and "vervalst" in gezien["fail"][0] and "niet te controleren" in gezien["none"][0]
    )
    assert in_words_of_mail("none pass none")[1] == "let-op"
