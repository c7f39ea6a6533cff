"""Messages of five channels together: 200 a second offered for twenty seconds, none lost; and what one costs.

The web processes and the worker run as an installation starts them, with the twins of the providers on the other side.
Offered means: the call comes at its moment, whether the one before was answered or not. Mail is stored as the reader of
a mailbox stores it. The processor time of a message is that of the web processes, the worker and the database, one
channel after the other, minus what they use when nothing comes in; what the twins and this client use is not in it.
"""

from __future__ import annotations

import contextlib
import http.client
import json
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from email.message import EmailMessage
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit
from uuid import uuid4

from bench import bed, dienst
from bench.meten import goal, regel

KLANTEN = 10_000
PER_SECONDE, SECONDEN, APART = 200, 20, 150
#: Who writes: so many numbers and addresses, each of which is a customer or becomes one. Of a hundred messages so many.
MENSEN = 400
MENGSEL = {"email": 30, "chat": 25, "whatsapp": 20, "sms": 15, "telefonie": 10}
BEZOEKEN, ADRES, WACHTWOORD = 250, "https://wijk.example", "waterdam"
_nummer = count(1)


def measure() -> list[dict[str, Any]]:
    """Rows of the table."""
    bed.use(KLANTEN)
    with bed.copy(), tempfile.TemporaryDirectory() as folder, _town(Path(folder)) as stad:
        for soort in MENGSEL:
            stad.send_all([soort] * 10, per_seconde=50)  # warm
        stad.settle()
        rust = stad.cpu_at_rest()
        rows = [_alone(stad, soort, rust) for soort in MENGSEL]
        return [*rows, *_together(stad)]


def _alone(stad: Stad, soort: str, rust: float) -> dict[str, Any]:
    cpu, began = stad.cpu(), time.perf_counter()
    stad.send_all([soort] * APART, per_seconde=25)
    stad.settle()
    used = stad.cpu() - cpu - rust * (time.perf_counter() - began)
    naam = "gebeurtenis" if soort == "telefonie" else "bericht"
    return regel(f"gemengd: {naam} over {soort}, van aankomst tot ingedeeld", used / APART / 1000, "ms CPU")


def _together(stad: Stad) -> list[dict[str, Any]]:
    kort = [soort for soort, aantal in MENGSEL.items() for _ in range(aantal)]
    soorten = [kort[(n * 37) % len(kort)] for n in range(PER_SECONDE * SECONDEN)]
    before, began = stad.arrived(), time.perf_counter()
    tijden = sorted(stad.send_all(soorten, per_seconde=PER_SECONDE))
    aangenomen = time.perf_counter() - began
    stad.settle()
    alles = time.perf_counter() - began
    verloren = len(soorten) - (stad.arrived() - before)
    naam = f"gemengd: {PER_SECONDE} berichten/s aangeboden, {SECONDEN} s"
    return [
        goal(regel(f"{naam}, verloren", verloren, "berichten"), 0, minstens=False),
        # the last of them is answered a moment after the twenty seconds
        goal(regel(f"{naam}, aangenomen", len(soorten) / aangenomen, "/s"), PER_SECONDE * 0.98),
        regel(f"{naam}, antwoord aan de aanbieder, p99", tijden[int(0.99 * (len(tijden) - 1))] * 1000, "ms"),
        regel(f"{naam}, ingedeeld", len(soorten) / alles, "/s"),
    ]


@dataclass
class Stad:
    """The running product and how each channel reaches it."""

    web: dienst.Dienst
    werk: dienst.Dienst
    wegen: Wegen

    def send_all(self, soorten: list[str], per_seconde: float) -> list[float]:
        """Offer these messages at this rate. Returns the seconds each took; raises what a call raised."""
        began = time.perf_counter() + 0.1

        def one(plaats: int, soort: str) -> float:
            nummer = next(_nummer)
            due = began + plaats / per_seconde
            time.sleep(max(0.0, due - time.perf_counter()))
            self.wegen.send(soort, nummer)
            return time.perf_counter() - due

        with ThreadPoolExecutor(32) as pool:
            return list(pool.map(one, range(len(soorten)), soorten))

    def settle(self) -> None:
        """Wait until everything that came in is filed, and the worker has nothing left to do."""
        until, still = time.monotonic() + 240, 0
        while still < 3:
            if time.monotonic() > until:
                raise RuntimeError("het indelen kwam niet klaar")
            time.sleep(0.5)
            still = still + 1 if not self._waiting() else 0

    def _waiting(self) -> int:
        return _ask(
            "SELECT (SELECT count(*) FROM envelop WHERE staat = 'nieuw')"
            " + (SELECT count(*) FROM procrastinate_jobs WHERE status IN ('todo', 'doing')"
            "    AND (scheduled_at IS NULL OR scheduled_at <= now()) AND attempts = 0)"
        )

    def arrived(self) -> int:
        """Messages and calls of this bench that are in the product."""
        return _ask(
            "SELECT (SELECT count(DISTINCT substring(tekst FROM 'bank-[0-9]+')) FROM bericht_inhoud"
            "        WHERE tekst LIKE '%bank-%')"
            " + (SELECT count(*) FROM oproep WHERE sleutel LIKE 'bank-%')"
        )

    def cpu(self) -> float:
        """Processor time so far in µs: web, worker, database, and storing mail."""
        return self.web.cpu() + self.werk.cpu() + dienst.cpu(bed.postmaster()) + self.wegen.opgeslagen * 1e6

    def cpu_at_rest(self, seconden: float = 6.0) -> float:
        """µs per second when nothing comes in."""
        before = self.cpu()
        time.sleep(seconden)
        return (self.cpu() - before) / seconden


def _ask(sql: str) -> int:
    with bed.superuser() as link:
        return int(link.execute(sql).fetchone()[0])  # type: ignore[index]


@contextlib.contextmanager
def _town(folder: Path) -> Iterator[Stad]:
    """Accounts, twins, web and worker."""
    from django.conf import settings  # noqa: PLC0415
    from django.db import connections  # noqa: PLC0415

    from geholpen.packs.waterdam.vullen import fill_kanalen  # noqa: PLC0415
    from geholpen.platform import onthouden  # noqa: PLC0415

    poorten = {naam: dienst.free_port() for naam in ("whatsapp", "sms", "berichtenbox", "telefoon")}
    twins = {t.naam: t for t in fill_kanalen(poorten)}
    tokens = _visits()
    onthouden.forget()
    imap, smtp = dienst.free_port(), dienst.free_port()
    users = folder / "gebruikers"
    users.write_text("\n".join(f"{adres} {WACHTWOORD}" for adres in ["klantcontact@waterdam.example", *_mailers()]))
    mail = ["geholpen.adapters.kanalen.email.twin", "--map", str(folder / "post"), "--gebruikers", str(users)]
    commands = [[*mail, "--imap-poort", str(imap), "--smtp-poort", str(smtp)]]
    for t in twins.values():
        said = folder / f"{t.naam}.json"
        said.write_text(json.dumps(asdict(t)["instellingen"]))
        commands.append([t.module, "--instellingen", str(said), "--poort", str(t.poort)])
    with contextlib.ExitStack() as stack:
        for words in commands:
            stack.enter_context(_running([sys.executable, "-m", *words]))
        web = stack.enter_context(dienst.started("serve", GEHOLPEN_ADRES=settings.ADRES))
        werk = stack.enter_context(dienst.started("work", GEHOLPEN_UITGANG=f"smtp://127.0.0.1:{smtp}"))
        webhooks = {naam: t.instellingen.get("webhook", "") for naam, t in twins.items()}
        stad = Stad(web, werk, Wegen(web.poort, webhooks, tokens))
        yield stad
        stad.wegen.lezer.submit(connections.close_all).result()


@contextlib.contextmanager
def _running(command: list[str]) -> Iterator[None]:
    with subprocess.Popen(command, cwd=bed.ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as proces:
        try:
            yield
        finally:
            proces.terminate()


def _visits() -> list[str]:
    """Tokens of visits to the chat."""
    from geholpen.domain.chat import commands, queries  # noqa: PLC0415
    from geholpen.faces.chat.v1 import ons  # noqa: PLC0415
    from geholpen.packs.waterdam.vullen import fill_chat  # noqa: PLC0415
    from geholpen.platform import onthouden  # noqa: PLC0415

    id = fill_chat(ADRES)
    with bed.superuser() as link:
        link.execute('UPDATE kanaalaccount SET instellingen = instellingen || \'{"starts_per_uur": "999999"}\'')
    onthouden.forget()
    sleutel = queries.chatsleutel(id)
    assert sleutel is not None
    starts = (commands.NieuwBezoek(sleutel, "nl", f"bench-{n}") for n in range(BEZOEKEN))
    return [commands.start_bezoek(ons(), start).token for start in starts]


def _mailers() -> list[str]:
    return [f"schrijver{n}@inwoner.example" for n in range(MENSEN)]


class Wegen:
    """How a message reaches us over each channel, signed as its provider signs."""

    def __init__(self, poort: int, webhooks: dict[str, str], tokens: list[str]) -> None:
        self.poort, self.webhooks, self.tokens = poort, webhooks, tokens
        self.own = threading.local()
        self.lezer = ThreadPoolExecutor(1)  # a mailbox has one reader
        self.opgeslagen = 0.0  # its processor seconds

    def send(self, soort: str, nummer: int) -> None:
        """One message. Raises RuntimeError when we would not have it."""
        getattr(self, soort)(f"bank-{nummer}", nummer)

    def post(self, pad: str, body: bytes, koppen: dict[str, str]) -> None:
        """Call us, on the connection of this thread."""
        link = getattr(self.own, "link", None)
        if link is None:
            link = self.own.link = http.client.HTTPConnection("127.0.0.1", self.poort, timeout=60)
        link.request("POST", pad, body, koppen)
        answer = link.getresponse()
        text = answer.read()
        if answer.status not in {200, 201, 204}:
            raise RuntimeError(f"{pad}: {answer.status} {text[:300]!r}")

    def call(self, naam: str, body: bytes, soort: str = "application/json", **koppen: str) -> None:
        """A call of a provider."""
        self.post(urlsplit(self.webhooks[naam]).path, body, {"Content-Type": soort, **koppen})

    def email(self, merk: str, nummer: int) -> None:
        """Store a mail as the reader of a mailbox does."""
        bericht = EmailMessage()
        bericht["From"] = f"Schrijver <{_mailers()[nummer % MENSEN]}>"
        bericht["To"] = "klantcontact@waterdam.example"
        bericht["Subject"] = ("Parkeervergunning", "Paspoort", "Container")[nummer % 3]
        bericht["Message-ID"] = f"<{merk}.{uuid4().hex}@inwoner.example>"
        bericht["Date"] = "Mon, 30 Nov 2026 10:00:00 +0100"
        bericht.set_content(f"{merk}. " + "Ik heb hier een vraag over. Kunt u mij helpen? " * 8)
        self.lezer.submit(self._store, bericht.as_bytes()).result()

    def _store(self, ruw: bytes) -> None:
        from geholpen.adapters.kanalen.email.ontvangst import receive_file  # noqa: PLC0415

        began = time.thread_time()
        receive_file(ruw)
        self.opgeslagen += time.thread_time() - began

    def whatsapp(self, merk: str, nummer: int) -> None:
        """A text message in a webhook of its own."""
        from geholpen.adapters.kanalen.whatsapp.ontvangst import signature  # noqa: PLC0415
        from geholpen.adapters.kanalen.whatsapp.twin import telefoon  # noqa: PLC0415
        from geholpen.adapters.kanalen.whatsapp.vorm import write  # noqa: PLC0415
        from geholpen.packs.waterdam.vullen.kanalen import ACCOUNT_ID, GEHEIM, NUMMER_ID  # noqa: PLC0415

        wie = telefoon.Telefoon(f"316{nummer % MENSEN:08d}", "Schrijver")
        words = telefoon.message(wie, "text", {"body": f"{merk}. Wanneer komt de container?"})
        value = {
            "messaging_product": "whatsapp",
            "metadata": {"display_phone_number": "31850000100", "phone_number_id": NUMMER_ID},
            "contacts": [telefoon.contact(wie)],
            "messages": [words],
        }
        entry = {"id": ACCOUNT_ID, "changes": [{"field": "messages", "value": value}]}
        body = write({"object": "whatsapp_business_account", "entry": [entry]})
        self.call("whatsapp", body, **{"X-Hub-Signature-256": signature(body, GEHEIM)})

    def sms(self, merk: str, nummer: int) -> None:
        """A text message, as a Twilio-style provider tells it."""
        from geholpen.adapters.kanalen.sms.ondertekening import signature  # noqa: PLC0415
        from geholpen.packs.waterdam.vullen.kanalen import GEHEIM, SID  # noqa: PLC0415

        said = {"MessageSid": f"SM{uuid4().hex}", "From": f"+3161{nummer % MENSEN:07d}", "To": "+31850000100"}
        said |= {"Body": f"{merk}. Is mijn pas klaar?", "NumMedia": "0", "NumSegments": "1", "FromCountry": "NL"}
        said |= {"AccountSid": SID, "ApiVersion": "2010-04-01"}
        kop = {"X-Twilio-Signature": signature(self.webhooks["sms"], list(said.items()), GEHEIM)}
        self.call("sms", urlencode(said).encode(), "application/x-www-form-urlencoded", **kop)

    def chat(self, merk: str, nummer: int) -> None:
        """A line of a visitor."""
        body = json.dumps({"client_message_id": str(uuid4()), "text": f"{merk}. Ik wacht op de container."}).encode()
        token = self.tokens[nummer % BEZOEKEN]
        koppen = {"Content-Type": "application/json", "Authorization": f"Bearer {token}", "Origin": ADRES}
        self.post("/chat/v1/messages", body, koppen)

    def telefonie(self, merk: str, nummer: int) -> None:
        """The telephone rings."""
        body = {"event": "newCall", "callId": merk, "from": f"+3162{nummer % MENSEN:07d}", "to": "+31850000100"}
        body |= {"direction": "in", "timestamp": datetime.now(UTC).isoformat()}
        self.call("telefoon", json.dumps({**body, "sequence": 1}).encode())
