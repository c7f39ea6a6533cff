"""What our own mail server measured about the sender (RFC 8601). What anybody else says about it is not looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geholpen.adapters.kanalen.email.kopwaarde import rauwe_tekst
from geholpen.adapters.kanalen.email.tekens import maak_regel
from geholpen.domain.berichten.ports import Echtheid
from geholpen.platform.later import later

if TYPE_CHECKING:
    import authres
else:
    authres = later("authres")

_UITKOMSTEN = frozenset(["pass", "fail", "softfail", "neutral", "none", "temperror", "permerror"])


def lees_echtheid(
    koppen: list[tuple[str, str]], *, mijn_authserv_id: str, ontvangst_vertrouwd: bool, van: str
) -> Echtheid:
    """The headers in order, top first, in; the result of SPF, DKIM and DMARC out.

    Without an authserv-id of our own, or when the receiving server is not known to strip forged headers that carry it
    (`ontvangst_vertrouwd`), everything is "none". DMARC counts only for the domain in From. Never raises.
    """
    if not (mijn_authserv_id and ontvangst_vertrouwd):
        return Echtheid()
    gemeten: dict[str, str] = {}
    for resultaat in _eigen_resultaten(koppen, mijn_authserv_id.lower()):
        methode = str(resultaat.method).lower()
        uitkomst = str(resultaat.result).lower()
        if uitkomst not in _UITKOMSTEN:
            uitkomst = "fail" if uitkomst == "hardfail" else "neutral"
        if methode == "dmarc" and not _zelfde_domein(resultaat, van):
            uitkomst = "none"
        # A message may carry several signatures; one good one is enough. Of the rest the first (topmost) is ours.
        if methode not in gemeten or (methode == "dkim" and uitkomst == "pass"):
            gemeten[methode] = uitkomst
    return Echtheid(**{naam: gemeten.get(naam, "none") for naam in ("spf", "dkim", "dmarc")})


def _eigen_resultaten(koppen: list[tuple[str, str]], mijn_id: str) -> list[authres.core.AuthenticationResult]:
    """Results from the first run of headers with our id; below the next Received it is the outside world's again."""
    gevonden: list[authres.core.AuthenticationResult] = []
    begonnen = False
    for naam, waarde in koppen:
        if naam == "received" and begonnen:
            break
        if naam != "authentication-results":
            continue
        kop = _ontleed(maak_regel(rauwe_tekst(waarde)))
        if kop is None or str(kop.authserv_id).lower() != mijn_id:
            continue
        begonnen = True
        gevonden += [r for r in kop.results if isinstance(r, authres.core.AuthenticationResult)]
    return gevonden


def _ontleed(waarde: str) -> authres.AuthenticationResultsHeader | None:
    try:
        return authres.all_features().parse(f"Authentication-Results: {waarde}")
    except Exception:  # noqa: BLE001 - what cannot be read counts as not measured; nested comments end in RecursionError
        return None


def _zelfde_domein(resultaat: authres.core.AuthenticationResult, van: str) -> bool:
    """DMARC speaks about one domain; when it names another than the From we show, it proves nothing about it."""
    domein = next((str(p.value).lower() for p in resultaat.properties if (p.type, p.name) == ("header", "from")), "")
    return bool(van) and (not domein or van.rpartition("@")[2] == domein.rpartition("@")[2])
