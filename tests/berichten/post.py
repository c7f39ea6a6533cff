"""Help for tests of the whole mail path: build a mail, bring it in, look past every policy at what was stored."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import psycopg
from psycopg.rows import dict_row

from geholpen.domain.berichten.commands import RuwBericht, process_envelop, store_envelop
from geholpen.domain.doelbinding.queries import activiteit_nummer
from geholpen.domain.partijen.commands import NieuwePartij, import_partij
from geholpen.platform import tasks
from geholpen.platform.context import Aanleiding, Context
from tests import bed

ONS = "klantcontact@waterdam.example"
SAMIRA, WOUTER = "samira@inwoner.example", "wouter@elders.example"
Row = dict[str, Any]
_number = itertools.count(1)


def mail(
    tekst: str = "Ik wil graag een parkeervergunning.",
    *,
    van: str = SAMIRA,
    onderwerp: str = "Parkeervergunning aanvragen",
    aan: str = ONS,
    mid: str = "",
    dmarc: str = "pass",
    html: bool = False,
    **koppen: str,
) -> bytes:
    """One mail as our own server hands it over. `dmarc` is what that server found; other headers by keyword."""
    domein = van.rpartition("@")[2].rstrip(">")
    regels = {
        "From": van,
        "To": aan,
        "Subject": onderwerp,
        "Message-ID": f"<{mid or f'{next(_number)}.proef@{domein}'}>",
        "Date": "Tue, 3 Nov 2026 10:12:00 +0100",
        "Content-Type": f"text/{'html' if html else 'plain'}; charset=utf-8",
    }
    if dmarc:
        regels["Authentication-Results"] = f"mail.waterdam.example; dmarc={dmarc} header.from={domein}"
    regels |= {naam.replace("_", "-"): waarde for naam, waarde in koppen.items()}
    kop = "".join(f"{naam}: {waarde}\r\n" for naam, waarde in regels.items() if waarde)
    return (kop + "\r\n" + tekst + "\r\n").encode()


@dataclass
class Post:
    """`db` is a superuser connection: what really was committed."""

    db: psycopg.Connection[Any]

    def store(self, raw: bytes, account: str = ONS, **how: Any) -> UUID:
        """Only the first half: store raw."""
        how = {"vertrouwd": True} | how
        return store_envelop(bed.systeem(), RuwBericht("email", account, raw, **how))[0]

    def bring(self, raw: bytes, **how: Any) -> Row:
        """Store and process. Returns the envelope."""
        envelop_id = self.store(raw, **how)
        process_envelop(bed.systeem(), envelop_id)
        return self.envelop(envelop_id)

    def envelop(self, envelop_id: UUID) -> Row:
        return self.one("SELECT * FROM envelop WHERE id = %s", envelop_id)

    def bericht(self, envelop: Row) -> Row:
        """The filed message with its content."""
        return self.one(
            "SELECT b.*, i.* FROM bericht b JOIN bericht_inhoud i USING (partij_id, id) WHERE b.id = %s",
            envelop["bericht_id"],
        )

    def vraag(self, envelop: Row) -> Row:
        """The klantvraag in which it was filed."""
        return self.one("SELECT * FROM klantvraag WHERE id = %s", self.bericht(envelop)["klantvraag_id"])

    def all(self, sql: str, *args: Any) -> list[Row]:
        with self.db.cursor(row_factory=dict_row) as cursor:
            return cursor.execute(sql, args).fetchall()

    def one(self, sql: str, *args: Any) -> Row:
        (row,) = self.all(sql, *args)
        return row

    def count(self, table: str, where: str = "true", *args: Any) -> int:
        return self.one(f"SELECT count(*) AS n FROM {table} WHERE {where}", *args)["n"]

    def waiting(self, name: str) -> list[Row]:
        """The jobs of this name that wait."""
        return self.all("SELECT * FROM procrastinate_jobs WHERE task_name = %s AND status = 'todo' ORDER BY id", name)

    def due(self, name: str) -> list[Row]:
        """Those of them whose moment has come."""
        return [
            job for job in self.waiting(name) if not job["scheduled_at"] or job["scheduled_at"] <= datetime.now(UTC)
        ]

    def run(self, *names: str, wait: bool = True) -> int:
        """Run the jobs of these names as the worker does, until there are none. Returns how many.

        `wait` False: only those whose moment has come.
        """
        done, which = 0, self.waiting if wait else self.due
        while jobs := [job for name in names for job in which(name)]:
            for job in jobs:
                self.db.execute("DELETE FROM procrastinate_jobs WHERE id = %s", [job["id"]])
                args = dict(job["args"])
                tasks.run_now(job["task_name"], Context.from_json(args.pop("context")), **args)
                done += 1
        return done


def partij(*adressen: str, niveau: str = "verified", taal: str = "") -> UUID:
    """A customer we know, with these mail addresses and the language they need."""
    partij_id = uuid4()
    nieuw = NieuwePartij(
        partij_id,
        "persoon",
        activiteit_nummer("contactgegevens"),
        naam={"voornaam": "Samira", "achternaam": "Belhadi"},
        digitaal=tuple(("email", adres, niveau) for adres in adressen),
        taal=taal,
    )
    import_partij(bed.systeem("import").over({partij_id}), nieuw)
    return partij_id


def werkt_aan(vraag: Row, code: str = "mdw-003") -> Context:
    """An employee who has this klantvraag as the reason (mdw-003: parking)."""
    return bed.medewerker(code).voor(Aanleiding("klantvraag", vraag["partij_id"], vraag["id"]))
