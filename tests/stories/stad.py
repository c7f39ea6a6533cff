"""The town as an installation runs it: database, mail server, worker, live stream and pages, each a real process."""

from __future__ import annotations

import imaplib
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

from geholpen.config import opzet
from geholpen.packs.waterdam.vormen import Klant
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
    "vullen.fill_kwarantaine()"
)


class Stad:
    """Waterdam, running. `with Stad(...)` starts every process and ends them again, whatever happens."""

    def __init__(self, admin_url: str, database: str, folder: Path) -> None:
        self.folder = folder
        self.admin_url = admin_url
        self.poort, self.stroom, self.imap, self.smtp = (free_port() for _ in range(4))
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
        done = subprocess.run([sys.executable, "-c", _FILL], env=self.env, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr[-3000:]
        self._toezicht.wait(self.processen["mail"], tcp_ready(self.imap))
        self._run("werk", ["-m", "geholpen.config.cli", "work"])
        self._toezicht.wait(self.processen["stroom"], tcp_ready(self.stroom))
        self._toezicht.wait(self.processen["web"], http_ready(self.url + "/inloggen/"))

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

    def wait_mail(self, van: Klant, wanted: Callable[[EmailMessage], Any], what: str, seconds: float = 30) -> Any:
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
