"""Raw mail in, OntvangenBericht out. Pure: no network, no clock, no database, the same answer every time."""

from __future__ import annotations

import hashlib

from geholpen.adapters.kanalen.email import kopwaarde
from geholpen.adapters.kanalen.email.aard import bepaal_aard
from geholpen.adapters.kanalen.email.adressen import lees_adressen, normaliseer
from geholpen.adapters.kanalen.email.bounce import lees_bounce
from geholpen.adapters.kanalen.email.citaat import nieuwe_tekst
from geholpen.adapters.kanalen.email.deel import MAX_BYTES, Deel, lees_boom
from geholpen.adapters.kanalen.email.echtheid import lees_echtheid
from geholpen.adapters.kanalen.email.inhoud import lees_inhoud
from geholpen.domain.berichten.ports import Echtheid, OntvangenBericht, Postadres

_BEZORGD = ("delivered-to", "x-original-to", "envelope-to", "x-envelope-to", "x-delivered-to")


def parse(
    raw: bytes,
    *,
    eigen_adressen: frozenset[str] = frozenset(),
    mijn_authserv_id: str = "",
    ontvangst_vertrouwd: bool = False,
    ontvangers: tuple[str, ...] = (),
    max_bytes: int = MAX_BYTES,
) -> OntvangenBericht:
    """Read one mail.

    In: the bytes as received; our own addresses; the authserv-id of our own mail server, and whether it strips forged
    results that carry it; the recipients on the envelope. Out: everything decoded and safe to store.
    Raises only OnleesbaarBericht: too large, too deep, too many parts or no mail at all.
    """
    boom = lees_boom(raw, max_bytes=max_bytes)
    geheel, inhoud = lees_inhoud(boom)
    adressen = _Adressen(boom, ontvangers)
    message_id = kopwaarde.lees_message_id(boom.kop("message-id"))
    onderwerpregel = kopwaarde.decodeer_kop(boom.kop("subject"))
    datum = kopwaarde.lees_datum(boom.kop("date"))
    aard = bepaal_aard(
        boom.koppen,
        soort=boom.soort,
        van=adressen.van.adres if adressen.van else "",
        onderwerpregel=onderwerpregel,
        eigen_adressen=eigen_adressen,
        is_bounce=(bounce := lees_bounce(_alle_delen(boom), geheel.tekst)) is not None,
    )
    return OntvangenBericht(
        message_id=message_id or f"{hashlib.sha256(raw).hexdigest()}@local.invalid",
        van=adressen.van,
        aan=adressen.aan,
        cc=adressen.cc,
        antwoord_aan=adressen.antwoord_aan,
        bezorgd_aan=adressen.bezorgd_aan,
        in_reply_to=kopwaarde.lees_ids(boom.kop("in-reply-to")),
        references=kopwaarde.lees_ids(boom.kop("references")),
        onderwerpregel=onderwerpregel,
        datum=datum,
        aard=aard,
        bounce=bounce,
        echtheid=_echtheid(boom, adressen, mijn_authserv_id, ontvangst_vertrouwd),
        tekst=geheel.tekst,
        nieuwe_tekst=nieuwe_tekst(geheel.tekst),
        html_veilig=geheel.html,
        externe_beelden=geheel.externe_beelden,
        bijlagen=tuple(inhoud.bijlagen),
        antwoordsleutels=kopwaarde.zoek_antwoordsleutels(adressen.alle_ontvangers()),
        onderwerpsleutels=kopwaarde.zoek_onderwerpsleutels(onderwerpregel),
        taal=kopwaarde.lees_taal(boom.kop("content-language")),
        ondertekend=inhoud.ondertekend,
        versleuteld=inhoud.versleuteld,
        synthetisch_id=not message_id,
        waarschuwingen=(*_waarschuwingen(boom, adressen, message_id, datum is None), *inhoud.waarschuwingen),
    )


class _Adressen:
    """All addresses in the headers of one message."""

    def __init__(self, boom: Deel, ontvangers: tuple[str, ...]) -> None:
        afzenders = [adres for waarde in boom.koppen.get("from", []) for adres in lees_adressen(waarde)]
        self.van: Postadres | None = afzenders[0] if afzenders else None
        self.aantal_afzenders = len({adres.adres for adres in afzenders})
        self.aan = self._lees(boom, "to")
        self.cc = self._lees(boom, "cc")
        self.antwoord_aan = self._lees(boom, "reply-to")
        koppen = (waarde for naam in _BEZORGD for waarde in boom.koppen.get(naam, []))
        bezorgd = (normaliseer(waarde) for waarde in (*koppen, *ontvangers))
        self.bezorgd_aan = tuple(dict.fromkeys(adres for adres in bezorgd if adres))

    def _lees(self, boom: Deel, naam: str) -> tuple[Postadres, ...]:
        return tuple(dict.fromkeys(adres for waarde in boom.koppen.get(naam, []) for adres in lees_adressen(waarde)))

    def alle_ontvangers(self) -> tuple[str, ...]:
        return (*self.bezorgd_aan, *(adres.adres for adres in (*self.aan, *self.cc)))


def _alle_delen(boom: Deel) -> list[Deel]:
    """The part itself and everything under it, in reading order."""
    return [boom, *(deel for kind in boom.kinderen() for deel in _alle_delen(kind))]


def _echtheid(boom: Deel, adressen: _Adressen, mijn_authserv_id: str, ontvangst_vertrouwd: bool) -> Echtheid:
    # With two senders nobody knows which one the mail server looked at, so nothing is proven about the one we show.
    van = adressen.van.adres if adressen.van and adressen.aantal_afzenders == 1 else ""
    return lees_echtheid(
        boom.kopvolgorde, mijn_authserv_id=mijn_authserv_id, ontvangst_vertrouwd=ontvangst_vertrouwd, van=van
    )


def _waarschuwingen(boom: Deel, adressen: _Adressen, message_id: str, zonder_datum: bool) -> list[str]:
    """One sentence per oddity in the headers."""
    redenen = []
    if adressen.van is None:
        redenen.append("Er staat geen leesbare afzender in dit bericht.")
    if adressen.aantal_afzenders > 1:
        redenen.append("Dit bericht noemt meer dan één afzender; alleen de eerste is overgenomen.")
    if not message_id:
        redenen.append("Dit bericht heeft geen bruikbaar Message-ID; er is er een voor gemaakt.")
    if zonder_datum:
        redenen.append("Dit bericht heeft geen leesbare datum.")
    if boom.ingekort:
        redenen.append(f"Te lange kopregels zijn ingekort: {', '.join(sorted(boom.ingekort))[:200]}.")
    return redenen
