"""The town as an installation runs it: database, mail server, worker, live stream and pages, each a real process."""

from __future__ import annotations

import imaplib
import json
import os
import re
import smtplib
import subprocess
import sys
import time
from collections.abc import Callable
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import formatdate
from pathlib import Path
from typing import Any

import psycopg

from geholpen.adapters.kanalen.email.twin import break_forwarding
from geholpen.config import opzet
from geholpen.packs.waterdam.vormen import Klant
from geholpen.packs.waterdam.vullen import brief, chat
from geholpen.platform.kindproces import Proces, http_ready, tcp_ready
from geholpen.platform.opzicht import Opzichter
from tests import cast
from tests.storingen.proces import ROOT, free_port, wait_until

ONS = cast.ORGANISATIE.mailadres
WACHTWOORD = "waterdam"
TWIN = "geholpen.adapters.kanalen.email.twin"
#: Fill the town in a process of its own: this one keeps its own database and its own settings.
_FILL = (
    "import django; django.setup(); from geholpen.packs.waterdam import vullen; vullen.fill(report=lambda _: None); "
    "vullen.fill_kwarantaine(); import json, sys, pathlib; from dataclasses import asdict; "
    "twins = [asdict(t) for t in vullen.fill_kanalen(json.loads(sys.argv[2]))]; "
    "pathlib.Path(sys.argv[3]).write_text(json.dumps(twins)); "
    "print(vullen.fill_brief(sys.argv[4])); print(vullen.fill_chat(sys.argv[1]))"
)
#: The worker, which looks for scans and letters to print every second: nobody waits for the clock in a story.
_WORK = "from geholpen.config.werk import Ritme, main; raise SystemExit(main(Ritme(post=1.0)))"


class Stad:
    """Waterdam, running. `with Stad(...)` starts every process and ends them again, whatever happens."""

    def __init__(self, admin_url: str, database: str, folder: Path) -> None:
        self.folder = folder
        self.admin_url = admin_url
        self.poort, self.stroom, self.imap, self.smtp, wijk, drukker = (free_port() for _ in range(6))
        self.drukker = f"http://127.0.0.1:{drukker}"
        self.scans = folder / "scans"
        self.wijk = f"http://127.0.0.1:{wijk}"  # the neighbours' own site, with our chat on it
        self.chatsleutel = ""
        self.aanbieders = {naam: free_port() for naam in ("whatsapp", "sms", "berichtenbox", "telefoon")}
        self.url = f"http://127.0.0.1:{self.poort}"
        self.processen: dict[str, Proces] = {}
        self._toezicht = Opzichter(lambda _line: None)
        geheim = os.environ["GEHOLPEN_GEHEIM"]
        app, owner = (opzet.role_url(admin_url, rol, geheim, database) for rol in (opzet.APP, opzet.EIGENAAR))
        self.env = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "geholpen.config.settings",
            "PYTHONPATH": str(ROOT / "src"),
            "PYTHONUNBUFFERED": "1",
            "GEHOLPEN_DATA": str(folder),
            "GEHOLPEN_DEMO": "ja",
            "DATABASE_URL": app,
            "DATABASE_OWNER_URL": owner,
            "PORT": str(self.poort),
            "GEHOLPEN_STROOM_POORT": str(self.stroom),
            "GEHOLPEN_POSTBUS": f"imap://{ONS.replace('@', '%40')}:{WACHTWOORD}@127.0.0.1:{self.imap}/INBOX",
            "GEHOLPEN_UITGANG": f"smtp://127.0.0.1:{self.smtp}",
            "GEHOLPEN_SCANMAP": str(folder / "scans"),
            "GEHOLPEN_HERSTEL_NA": "1",
        }

    def __enter__(self) -> Stad:
        try:
            self._start()
        except BaseException:
            self._toezicht.stop()
            raise
        return self

    def __exit__(self, *exc: object) -> None:
        self._toezicht.stop()

    def _start(self) -> None:
        users = self.folder / "gebruikers"
        adressen = dict.fromkeys([ONS, *(k.mail for k in cast.PACK.klanten if k.mail)])
        users.write_text("".join(f"{adres} {WACHTWOORD}\n" for adres in adressen))
        mail = ["-m", TWIN, "--map", str(self.folder / "post"), "--gebruikers", str(users)]
        mail += ["--imap-poort", str(self.imap), "--smtp-poort", str(self.smtp)]
        self._run("mail", mail)
        for name, word in (("stroom", "stream"), ("web", "serve")):
            self._run(name, ["-m", "geholpen.config.cli", word])
        done = subprocess.run(
            [
                sys.executable,
                "-c",
                _FILL,
                self.wijk,
                json.dumps(self.aanbieders),
                str(self.folder / "twins.json"),
                self.drukker,
            ],
            env=self.env,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr[-3000:]
        account, self.chatsleutel = done.stdout.split()[-2:]
        self.scans.mkdir()
        drukken = ["-m", "geholpen.adapters.kanalen.brief.twin", "--poort", self.drukker.rpartition(":")[2]]
        drukken += ["--sleutel", brief.SLEUTEL, "--geheim", brief.GEHEIM]
        self._run("drukker", [*drukken, "--terugmelden", f"{self.url}/kanaal/brief/{account}/status"])
        wijk = [
            "-m",
            "geholpen.packs.waterdam.wijksite",
            "--poort",
            self.wijk.rpartition(":")[2],
            "--geholpen",
            self.url,
        ]
        wijk += ["--stroom", f"http://127.0.0.1:{self.stroom}", "--sleutel", self.chatsleutel]
        self._run("wijk", [*wijk, *chat.bewoner()])
        self._start_twins()
        self._toezicht.wait(self.processen["mail"], tcp_ready(self.imap))
        self._run("werk", ["-c", _WORK])
        self._toezicht.wait(self.processen["stroom"], tcp_ready(self.stroom))
        self._toezicht.wait(self.processen["web"], http_ready(self.url + "/inloggen/"))

    def _start_twins(self) -> None:
        """The providers of the channels."""
        for twin in json.loads((self.folder / "twins.json").read_text()):
            settings = self.folder / f"{twin['naam']}.json"
            settings.write_text(json.dumps(twin["instellingen"]))
            self._run(
                twin["naam"], ["-m", twin["module"], "--instellingen", str(settings), "--poort", str(twin["poort"])]
            )

    def _run(self, name: str, words: list[str]) -> None:
        env = {**self.env, "GEHOLPEN_PROCES": f"geholpen-{name}"}
        proces = Proces(name, [sys.executable, *words], self.folder / f"{name}.log", env=env)
        self.processen[name] = proces
        self._toezicht.start(proces)

    def logs(self) -> str:
        """What every process said, for finding out why a story stopped."""
        return "\n".join(f"== {p.naam}\n{Path(p.waar()).read_text()[-3000:]}" for p in self.processen.values())

    # ---- mail, as a customer's own mail program would

    def mail(self, van: Klant, bericht: EmailMessage, aan: str = ONS) -> str:
        """Send a mail by SMTP, logged in as this customer. Returns its Message-ID."""
        bericht["From"] = f"{van.weergavenaam} <{van.mail}>"
        bericht["To"] = aan
        bericht["Date"] = formatdate(localtime=True)
        bericht["Message-ID"] = f"<{time.time_ns()}@inwoner.example>"
        with smtplib.SMTP("127.0.0.1", self.smtp, timeout=20) as server:
            server.login(str(van.mail), WACHTWOORD)
            server.send_message(bericht, str(van.mail), [aan])
        return str(bericht["Message-ID"])

    def ask(self, van: Klant, onderwerp: str, tekst: str) -> str:
        """Ask a new question by mail and wait for its confirmation. Returns its reference."""
        self.begin_day()
        mid = self.mail(van, mail(onderwerp, tekst))
        bevestiging = self.wait_mail(van, lambda m: m["In-Reply-To"] == mid, f"the confirmation of {onderwerp}")
        return kenmerk(str(bevestiging["Subject"]))

    def begin_day(self) -> None:
        """One address gets one receipt a day, and the same people live in several stories: nobody had one yet."""
        with psycopg.connect(self.admin_url, autocommit=True) as db:
            db.execute("DELETE FROM automatisch_antwoord")

    def break_forwarding(self, van: Klant, *, stuk: bool = True) -> None:
        """The provider of this customer's mail takes what comes and gives up on it; or does its work again."""
        break_forwarding(self.folder / "post", str(van.mail), stuk=stuk)

    def mails(self, van: Klant) -> list[EmailMessage]:
        """What is in a customer's mailbox now, oldest first, read by IMAP."""
        client = imaplib.IMAP4("127.0.0.1", self.imap)
        try:
            client.login(str(van.mail), WACHTWOORD)
            client.select("INBOX", readonly=True)
            numbers = client.search(None, "ALL")[1][0].split()
            parts = [part for n in numbers for part in client.fetch(n, "(RFC822)")[1]]
            raws = [part[1] for part in parts if isinstance(part, tuple)]  # the server may add news of its own
        finally:
            client.logout()
        return [message_from_bytes(raw, policy=policy.default) for raw in raws]  # type: ignore[misc]

    def wait_mail(self, van: Klant, wanted: Callable[[EmailMessage], Any], what: str, seconds: float = 60) -> Any:
        """The first mail of this customer for which `wanted` is true."""
        found: list[EmailMessage] = []

        def look() -> bool:
            found[:] = [m for m in self.mails(van) if wanted(m)]
            return bool(found)

        wait_until(look, seconds, what)
        return found[0]


def mail(onderwerp: str, tekst: str, antwoord_op: EmailMessage | None = None) -> EmailMessage:
    """A plain mail, or an answer to one as mail programs write it: with its headers and the text quoted below."""
    bericht = EmailMessage()
    bericht["Subject"] = onderwerp
    if antwoord_op is not None:
        mid = str(antwoord_op["Message-ID"])
        bericht["In-Reply-To"] = mid
        bericht["References"] = f"{antwoord_op.get('References', '')} {mid}".strip()
        oud = "\n".join(f"> {line}" for line in body(antwoord_op).splitlines())
        tekst = f"{tekst}\n\nOp 23 november 2026 om 10:00 schreef {antwoord_op['From']}:\n{oud}"
    bericht.set_content(tekst)
    return bericht


def body(bericht: EmailMessage) -> str:
    """The plain text of a mail."""
    part = bericht.get_body(preferencelist=("plain",))
    return part.get_content() if part else ""


def kenmerk(tekst: str) -> str:
    """The reference in a text."""
    found = re.search(r"WD-[2-9A-Z]{4}-[2-9A-Z]{4}", tekst)
    assert found, tekst[:500]
    return found[0]
