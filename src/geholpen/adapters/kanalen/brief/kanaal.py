"""The letter behind the port of berichten: scans and news of the provider in, rounds of letters out."""

from __future__ import annotations

import hmac
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from geholpen.adapters.kanalen.brief import drukker, lezer, ocr, opmaak, via_notify
from geholpen.adapters.koppelingen import notify
from geholpen.domain.berichten.ports import (
    Drukpartij,
    Gelezen,
    Geweigerd,
    Gezondheid,
    Instelveld,
    Kanaalaccount,
    Mogelijkheden,
    OnleesbaarBericht,
    OntvangenBericht,
    UitgaandBericht,
    Verzenduitkomst,
    Webontvangst,
    Webverzoek,
    bestandscontrole,
)
from geholpen.domain.organisatie.queries import organisatie, werkdag_na
from geholpen.platform.errors import Invalid
from geholpen.platform.outbound import Accepted, Denied
from geholpen.platform.telefoonnummer import leesbaar

SLUIT = "17:30"
_SCAN = b"GEHOLPEN-SCAN 1\n"


class BriefKanaal:
    """Letters on paper. One account is one print provider, or Notify."""

    code = "brief"
    naam = "Brief"
    identiteitsoort = "postadres"
    velden = (
        Instelveld("aanbieder", "Afdrukken via", verplicht=False, standaard="drukker",
                   keuzes=(("drukker", "Een drukker"), ("notify", "NotifyNL"))),
        Instelveld("url", "Webadres van de drukker", verplicht=False, uitleg="Begint met https://. Niet voor Notify."),
        Instelveld("sleutel", "Sleutel van de drukker", geheim=True, verplicht=False),
        Instelveld("geheim", "Geheim waarmee de drukker zijn berichten ondertekent", geheim=True, verplicht=False),
        Instelveld("sluit", "Tot hoe laat gaat een brief nog mee?", standaard=SLUIT, uitleg="Bijvoorbeeld 17:30"),
        *via_notify.VELDEN,
    )  # fmt: skip

    def parse(
        self,
        raw: bytes,
        *,
        eigen_adressen: frozenset[str] = frozenset(),
        vertrouwd: bool = False,
        ontvangers: tuple[str, ...] = (),
    ) -> Gelezen:
        """A scan, or what the provider says of a letter. Raises OnleesbaarBericht."""
        if raw.startswith(via_notify.MERK):
            return via_notify.callback(raw)
        return _read_scan(raw) if raw.startswith(_SCAN) else drukker.news(raw)

    def split(self, raw: bytes) -> list[bytes]:
        """The lines of a status file are messages of their own."""
        return [raw] if raw.startswith((_SCAN, via_notify.MERK)) else drukker.updates(raw)

    def receive(self, verzoek: Webverzoek, account: Kanaalaccount) -> Webontvangst:
        """News of the provider: HMAC-SHA256 over the raw body, with the secret of this very account."""
        if via_notify.by_notify(account):
            return via_notify.receive(verzoek, account)
        geheim = account.geheimen.get("geheim", "")
        verwacht = "sha256=" + hmac.digest(geheim.encode(), verzoek.lichaam, "sha256").hex()
        gegeven = verzoek.koppen.get("x-signature", "")
        if not geheim or not hmac.compare_digest(verwacht.encode(), gegeven.encode("utf-8", "replace")):
            return Webontvangst(status=401)
        if verzoek.methode != "POST":
            return Webontvangst(status=405)
        return Webontvangst(status=200, ruw=(verzoek.lichaam,))

    def send(self, bericht: UitgaandBericht) -> Verzenduitkomst:
        """A letter never goes alone."""
        del bericht
        return Geweigerd("partij", "Een brief gaat mee met de post van de dag.", blijvend=False)

    def make_letter(self, bericht: UitgaandBericht, dag: datetime) -> bytes:
        """The letter as PDF. Raises Invalid when there is no address or it does not fit."""
        return opmaak.make_up(bericht, _sender(), timezone.localtime(dag).date()).pdf

    def closes(self, account: Kanaalaccount, nu: datetime) -> datetime:
        """The closing time of today, or of the next working day when that is over."""
        lokaal = timezone.localtime(nu)
        sluit = read_time(account.instellingen.get("sluit", "") or SLUIT)
        vandaag = werkdag_na(lokaal.date() - timedelta(days=1), 1)
        moment = timezone.make_aware(datetime.combine(vandaag, sluit))
        return moment if moment > nu else timezone.make_aware(datetime.combine(werkdag_na(lokaal.date(), 1), sluit))

    def send_partij(self, partij: Drukpartij, account: Kanaalaccount) -> Mapping[UUID, Verzenduitkomst]:
        """Bring one round to the provider."""
        return via_notify.bring(partij, account) if via_notify.by_notify(account) else drukker.bring(partij, account)

    def ask_partij(
        self, partij_id: UUID, brieven: Sequence[UUID], account: Kanaalaccount
    ) -> Mapping[UUID, Verzenduitkomst] | None:
        """What became of a round whose outcome was unknown."""
        if via_notify.by_notify(account):
            return via_notify.ask(brieven, account)
        return drukker.ask(partij_id, brieven, account)

    def probe(self, account: Kanaalaccount) -> Gezondheid:
        """Whether the provider answers and knows our key, now."""
        try:
            read_time(account.instellingen.get("sluit", "") or SLUIT)
        except Invalid as wrong:
            return Gezondheid("storing", wrong.reason)
        if via_notify.by_notify(account):
            return notify.probeer(account)
        match drukker.reachable(account):
            case Accepted():
                return Gezondheid("goed", "De drukker antwoordt en kent onze sleutel.")
            case Denied(status=401 | 403):
                return Gezondheid("storing", "De drukker kent onze sleutel niet. Vraag de drukker om een nieuwe.")
            case _:
                return Gezondheid("storing", "De drukker is niet te bereiken. Controleer het webadres.")

    def capabilities(self) -> Mogelijkheden:
        """What fits on paper."""
        return Mogelijkheden(max_tekens=20_000, bijlagen=False, onderwerpregel=True)

    def health(self) -> Gezondheid:
        """Whether scans can come in and be read on this machine."""
        if not settings.SCANMAP:
            return Gezondheid("let_op", "Er is geen map met scans ingesteld. Er komen geen brieven binnen.")
        if not ocr.available():
            return Gezondheid("let_op", "De tekst van brieven wordt niet gelezen: ocrmypdf met Nederlands ontbreekt.")
        return Gezondheid("goed", "Ingesteld.")


def _read_scan(raw: bytes) -> OntvangenBericht:
    """Nothing opens a scan before it was looked at for viruses, where something looks. Raises OnleesbaarBericht."""
    uitkomst = bestandscontrole.check(raw)
    if isinstance(uitkomst, bestandscontrole.Besmet):
        raise OnleesbaarBericht("In deze scan zit een virus. De scan is niet geopend.")
    if isinstance(uitkomst, bestandscontrole.NietGecontroleerd):
        raise OnleesbaarBericht("De viruscontrole antwoordt niet. Bied deze brief straks opnieuw aan.")
    gelezen = lezer.read_apart(raw)
    if uitkomst is None:
        gelezen = replace(gelezen, waarschuwingen=(*gelezen.waarschuwingen, bestandscontrole.GEEN_CONTROLE))
    return gelezen


def read_time(tekst: str) -> time:
    """17:30 as typed. Raises Invalid."""
    try:
        return time.fromisoformat(tekst.strip())
    except ValueError:
        raise Invalid("sluit", "Schrijf een tijd als 17:30.") from None


def _sender() -> opmaak.Afzender:
    wij = organisatie()
    adres = wij.instellingen.get("adres")
    regel = ""
    if isinstance(adres, dict) and {"straat", "huisnummer", "postcode", "plaats"} <= set(adres):
        regel = f"Retouradres: {adres['straat']} {adres['huisnummer']}, {adres['postcode']} {adres['plaats']}"
    return opmaak.Afzender(wij.naam, regel, leesbaar(wij.telefoon), settings.ADRES)
