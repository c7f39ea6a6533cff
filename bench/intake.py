"""Mail intake: the whole path of one mail, raw bytes → stored → parsed → filed at customer and question, each durable.

One and two worker processes, each with its own mails. Floor: parsing alone, which any system must do. `python -m
bench.intake werker AANTAL` is one such worker.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import time
from email.message import EmailMessage
from typing import Any
from uuid import UUID

from bench import bed
from bench.mensen import backend_pid
from bench.meten import backend_cpu, regel

KLANTEN, AANTAL = 100_000, 150


def measure(klanten: int = KLANTEN, aantal: int = AANTAL) -> list[dict[str, Any]]:
    """Rows of the table: CPU per message and messages per second."""
    bed.use(klanten)
    een, twee = run(1, aantal), run(2, aantal)
    rows = [
        regel("mail innemen", een["cpu"], "µs", vloer="alleen ontleden", vloerwaarde=een["ontleden"]),
        regel("mail innemen, 1 proces", een["per_seconde"], "mails/s"),
    ]
    per_seconde = regel("mail innemen, 2 processen", twee["per_seconde"], "mails/s")
    per_seconde["vloer"] = f"1 proces ({een['per_seconde']:.0f} mails/s)"
    per_seconde["verhouding"] = twee["per_seconde"] / een["per_seconde"]
    return [*rows, per_seconde]


def run(processen: int, aantal: int) -> dict[str, float]:
    """Start the workers, let them begin together, add up."""
    command = [sys.executable, "-m", "bench.intake", "werker", str(bed.current()), str(aantal)]
    workers = [
        subprocess.Popen(command, cwd=bed.ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for _ in range(processen)
    ]
    for w in workers:
        assert w.stdout is not None
        if w.stdout.readline().strip() != "klaar":
            raise RuntimeError("een werker begon niet")
    began = time.perf_counter()
    answers = [w.communicate("begin\n")[0] for w in workers]
    seconds = time.perf_counter() - began
    found = [json.loads(answer.splitlines()[-1]) for answer in answers]
    return {
        "cpu": sum(f["cpu"] for f in found) / processen,
        "ontleden": sum(f["ontleden"] for f in found) / processen,
        "per_seconde": processen * aantal / max(f["seconden"] for f in found) if found else aantal / seconds,
    }


def werker(aantal: int) -> None:
    """Take `aantal` mails in, when told to begin; print what it cost."""
    from geholpen.adapters.kanalen.email.ontvangst import receive_file  # noqa: PLC0415
    from geholpen.domain.berichten.commands import process_envelop  # noqa: PLC0415
    from geholpen.domain.berichten.ports import kanaal  # noqa: PLC0415
    from geholpen.platform.context import system  # noqa: PLC0415

    mails = [_mail(nummer) for nummer in range(aantal + 5)]
    parse = kanaal("email").parse
    began = time.process_time()
    for ruw in mails:
        parse(ruw, eigen_adressen=frozenset({"klantcontact@waterdam.example"}))
    ontleden = (time.process_time() - began) / len(mails)

    def take(ruw: bytes) -> None:
        envelop_id, _ = receive_file(ruw)
        if process_envelop(system("email", "bench"), UUID(envelop_id)) is None:
            raise RuntimeError("een mail werd niet ingedeeld")

    for ruw in mails[aantal:]:
        take(ruw)
    pid = backend_pid()
    print("klaar", flush=True)
    sys.stdin.readline()
    wall, cpu, backend = time.perf_counter(), time.process_time(), backend_cpu(pid)
    for ruw in mails[:aantal]:
        take(ruw)
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    time.sleep(0.05)
    per_mail = (cpu * 1e6 + backend_cpu(pid) - backend) / aantal
    print(json.dumps({"cpu": per_mail, "ontleden": ontleden * 1e6, "seconden": wall}))


def _mail(nummer: int) -> bytes:
    """A mail of a known customer, or of a stranger one time in four."""
    who = random.randrange(1, 10_000)
    bericht = EmailMessage()
    bericht["From"] = f"Klant <{'klant' if nummer % 4 else 'vreemd'}{who}@voorbeeld.example>"
    bericht["To"] = "klantcontact@waterdam.example"
    bericht["Subject"] = random.choice(("Parkeervergunning", "Vraag over mijn paspoort", "Container niet geleegd"))
    bericht["Message-ID"] = f"<{time.time_ns()}.{random.getrandbits(40)}@voorbeeld.example>"
    bericht["Date"] = "Mon, 23 Nov 2026 10:00:00 +0100"
    tekst = "Goedemiddag,\n\n" + "Ik heb hier een vraag over. Kunt u mij helpen? " * 12 + "\n\nGroet,\nKlant\n"
    bericht.set_content(tekst)
    bericht.add_alternative(f"<html><body><p>{tekst}</p></body></html>", subtype="html")
    return bericht.as_bytes()


if __name__ == "__main__" and sys.argv[1:2] == ["werker"]:
    bed.use(int(sys.argv[2]))
    werker(int(sys.argv[3]))
