"""A whole conversation over the servers a town really runs: a customer's mail through Postfix and Dovecot to the filed
klantvraag, our answer back out through Postfix to the customer's Dovecot mailbox, and the reply to that.

Installs nothing; skips when the servers are not there (see tests/adapters/mailtransport/test_debian_mail.py).
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from urllib.parse import quote

import pytest

from geholpen.adapters.kanalen.email.imap import Postbus, connect
from geholpen.adapters.kanalen.email.smtp import Uitgang, verzend
from geholpen.domain.berichten import antwoordadres
from geholpen.domain.berichten.commands import NieuwAntwoord, send_antwoord
from geholpen.domain.berichten.ports import Geaccepteerd
from tests.adapters.mailtransport.debian import Debianpost, missing
from tests.berichten.post import ONS, SAMIRA, partij, werkt_aan
from tests.storingen.proces import Werker, wait_until

pytestmark = [pytest.mark.debian_mail, pytest.mark.slow]
WOORD = "geheim1"


@pytest.fixture(scope="module")
def debian() -> Iterator[Debianpost]:
    if reden := missing():
        if os.environ.get("CI") == "true" or os.environ.get("GEHOLPEN_DEBIAN_MAIL") == "1":
            pytest.fail(f"Dovecot and Postfix are asked for but cannot run: {reden}")
        pytest.skip(reden)
    with Debianpost({ONS: WOORD, SAMIRA: WOORD}, "lmtp@waterdam.example") as servers:
        yield servers


@pytest.fixture
def werker(debian, tmp_path) -> Iterator[Werker]:
    """The worker as an installation runs it: reads our mailbox on Dovecot, sends over Postfix, logged in, over TLS."""
    wie, ca = quote(ONS, safe=""), quote(str(debian.cert), safe="")
    worker = Werker(
        tmp_path / "werker.log",
        GEHOLPEN_POSTBUS=f"imaps://{wie}:{WOORD}@localhost:{debian.poort['imaps']}/INBOX?ca={ca}",
        GEHOLPEN_UITGANG=f"smtp://{wie}:{WOORD}@localhost:{debian.poort['smtp']}?tls=starttls&ca={ca}",
    )
    with worker:
        yield worker


class Klant:
    """Samira with her own mail program."""

    def __init__(self, debian: Debianpost) -> None:
        self.uitgang = Uitgang("localhost", debian.poort["smtp"], SAMIRA, WOORD, "starttls", str(debian.cert))
        self.postbus = Postbus("localhost", debian.poort["imaps"], SAMIRA, WOORD, "tls", str(debian.cert))

    def send(self, tekst: str, message_id: str, aan: str = ONS, **koppen: str) -> None:
        mail = EmailMessage()
        mail["From"], mail["To"], mail["Subject"] = f"Samira Belhadi <{SAMIRA}>", aan, "Parkeervergunning aanvragen"
        mail["Message-ID"], mail["Date"] = f"<{message_id}>", "Tue, 3 Nov 2026 10:12:00 +0100"
        for naam, waarde in koppen.items():
            mail[naam.replace("_", "-")] = waarde
        mail.set_content(tekst)
        raw = mail.as_bytes(policy=policy.SMTP)
        uitkomst = verzend(self.uitgang, raw, van=SAMIRA, aan=aan, message_id=message_id)
        assert isinstance(uitkomst, Geaccepteerd), uitkomst

    def inbox(self) -> list[EmailMessage]:
        with connect(self.postbus) as client:
            client.select_folder("INBOX", readonly=True)
            fetched = client.fetch(client.search(), ["BODY.PEEK[]"])
        return [message_from_bytes(m[b"BODY[]"], policy=policy.default) for _, m in sorted(fetched.items())]  # type: ignore[misc]


def filed(post, message_id):
    """The envelope in which the mail with this id was filed, once it is."""
    rows = post.all(
        "SELECT e.* FROM envelop e JOIN bericht_inhoud i ON i.id = e.bericht_id"
        " WHERE i.message_id = %s AND e.staat = 'verwerkt'",
        message_id,
    )
    return rows[0] if rows else None


def test_a_conversation_goes_there_and_back_and_there_again(post, debian, werker):
    wie, klant = partij(SAMIRA), Klant(debian)
    klant.send("Ik wil graag een parkeervergunning.", "eerste@inwoner.example")
    wait_until(lambda: filed(post, "eerste@inwoner.example"), 40, "filing")
    envelop = filed(post, "eerste@inwoner.example")
    vraag = post.vraag(envelop)
    assert (envelop["partij_id"], vraag["onderwerp_code"], vraag["status"]) == (wie, "parkeervergunning", "nieuw")
    wait_until(lambda: len(klant.inbox()) == 1, 40, "the confirmation")
    assert klant.inbox()[0]["Auto-Submitted"].startswith("auto-")

    send_antwoord(werkt_aan(vraag), wie, vraag["id"], NieuwAntwoord("Uw vergunning is klaar.", 2))
    wait_until(lambda: len(klant.inbox()) == 2, 40, "the answer")
    antwoord = klant.inbox()[1]
    assert "Uw vergunning is klaar." in antwoord.get_content()
    assert antwoord["In-Reply-To"] == "<eerste@inwoner.example>"
    assert antwoord["References"].split() == ["<eerste@inwoner.example>"]
    assert antwoordadres.is_ours(antwoord["Message-ID"].strip("<>"))
    assert antwoordadres.reply_address(ONS, vraag["kenmerk"]) in antwoord["Reply-To"]
    wait_until(lambda: post.count("bezorging", "staat = 'verstuurd'") == 2, 20, "the booking")

    verder = {"In_Reply_To": antwoord["Message-ID"], "References": f"{antwoord['References']} {antwoord['Message-ID']}"}
    klant.send("Dank u wel!", "tweede@inwoner.example", antwoord["Reply-To"], **verder)
    wait_until(lambda: filed(post, "tweede@inwoner.example"), 40, "filing the reply")
    again = post.vraag(filed(post, "tweede@inwoner.example"))
    assert (again["id"], again["status"], again["laatste_volgnummer"]) == (vraag["id"], "in_behandeling", 4)
    assert post.count("klantvraag") == 1
    with connect(Postbus("localhost", debian.poort["imaps"], ONS, WOORD, "tls", str(debian.cert))) as client:
        assert client.folder_status("INBOX", ["MESSAGES"])[b"MESSAGES"] == 0
        assert client.folder_status("Verwerkt", ["MESSAGES"])[b"MESSAGES"] == 2
