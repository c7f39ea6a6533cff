"""From lines of the log to what a citizen reads: per question, own looks together per day, no names of employees."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from geholpen.domain.doelbinding.queries import Inzage
from geholpen.faces.mijn.inzage import optreden
from geholpen.faces.mijn.inzage.optreden import Optreden
from geholpen.faces.mijn.inzage.zinnen import bewaard, gezien, grond, meer, met_spoed, wat, zonder_gesprek
from geholpen.platform.taal import vertaald


@dataclass(frozen=True, slots=True)
class Regel:
    """One thing that was done, in words."""

    moment: datetime
    wie: str
    wat: str
    waarom: str
    grondslag: str
    bewaard: str
    gegevens: str
    eigen: bool
    betekent_url: str
    klopt_url: str
    stop_url: str
    keer: int = 1  # how often on that day
    eerst: datetime | None = None  # the first of them, when there are more
    meer: tuple[str, ...] = ()  # what was done besides, of an act with many steps
    kwartier: int | None = None  # of a list: which quarter of an hour; `keer` counts those then

    @property
    def lijst(self) -> bool:
        """True when the customer was one of many in a list."""
        return self.kwartier is not None


@dataclass(frozen=True, slots=True)
class Groep:
    """The lines of one question, of one's own looks, or of no question in particular."""

    titel: str
    regels: tuple[Regel, ...]


#: A line with the heading it belongs under.
Bijbehorend = tuple[str, Regel]


def groepen(
    lijst: Iterable[Inzage],
    afdelingen: dict[str, str],
    vragen: dict[UUID, tuple[str, str]],
    bekend: Optreden | None = None,
) -> list[Groep]:
    """What stands under which heading, newest first. `vragen`: subject and reference by the reason of a line;
    `bekend`: who acted for whom, by the reason of a line."""
    per: dict[str, list[Regel]] = {}
    for titel, regel in _samen(lijst, afdelingen, vragen, bekend or {}):
        per.setdefault(titel, []).append(regel)
    return [Groep(titel, tuple(rij)) for titel, rij in per.items()]


def _samen(
    lijst: Iterable[Inzage], afdelingen: dict[str, str], vragen: dict[UUID, tuple[str, str]], bekend: Optreden
) -> list[Bijbehorend]:
    """The same thing on the same day under one heading is one line that says how often; own looks one line a day."""
    per: dict[object, list[Bijbehorend]] = {}
    for i in lijst:
        titel, regel = optreden.kop(i, bekend) or kop(i, vragen), in_woorden(i, afdelingen, bekend)
        dag = timezone.localtime(regel.moment).date()
        same = (regel.wie, regel.wat, regel.meer, regel.waarom, regel.gegevens, regel.grondslag, regel.lijst)
        per.setdefault((titel, dag, "" if regel.eigen else same), []).append((titel, regel))
    samen = [(rij[0][0], _vaker([regel for _titel, regel in rij])) for rij in per.values()]
    return sorted(samen, key=lambda r: r[1].moment, reverse=True)


def _vaker(rij: list[Regel]) -> Regel:
    """Several lines as one. Own looks can differ: what was seen is added up. A list that stays open on a screen is
    asked for anew all the time: that counts once per quarter of an hour."""
    laatste = max(rij, key=lambda r: r.moment)
    if len(rij) == 1:
        return laatste
    if not laatste.eigen:
        aantal = len({r.kwartier for r in rij}) if laatste.lijst else len(rij)
        return replace(laatste, keer=aantal, eerst=min(r.moment for r in rij))
    soorten = dict.fromkeys(soort for r in rij for soort in r.gegevens.split(", ") if soort)
    keer = _("U keek deze dag %(aantal)s keer in uw eigen gegevens.") % {"aantal": len(rij)}
    return replace(laatste, wat=keer, meer=(), gegevens=", ".join(soorten))


def kop(i: Inzage, vragen: dict[UUID, tuple[str, str]]) -> str:
    """The heading of a line: its question, or what else it came from."""
    if i.door == "uzelf":
        return _("U keek zelf")
    if i.aanleiding_id in vragen:
        onderwerp, kenmerk = vragen[i.aanleiding_id]
        return _("Bij uw vraag over: %(onderwerp)s (%(kenmerk)s)") % {
            "onderwerp": vertaald(onderwerp),
            "kenmerk": kenmerk,
        }
    return _("Niet bij een vraag")


def in_woorden(i: Inzage, afdelingen: dict[str, str], bekend: Optreden | None = None) -> Regel:
    """One entry in plain Dutch, with the purpose and the law as they were at that moment."""
    eigen, van_ander = i.door == "uzelf", optreden.for_another(i, bekend or {})
    said = optreden.antwoord(i, bekend or {})
    return Regel(
        i.moment,
        optreden.wie(i, bekend or {}, _wie(i, afdelingen)) or _wie(i, afdelingen),
        " ".join(filter(None, (met_spoed(i.spoed) if i.spoed else "", wat(i.wat), said, zonder_gesprek(i.los)))),
        optreden.waarom(i, bekend or {}),
        grond(i),
        bewaard(i),
        "" if van_ander else gezien(i.gegevens),  # what was seen is of the other
        eigen=eigen,
        betekent_url=_betekent(i),
        klopt_url="" if eigen else reverse("mijn:klopt_niet", args=[i.trace, i.activiteit]),
        stop_url="" if eigen else _stop(i),
        meer=meer(i.wat),
        kwartier=i.kwartier if i.lijst else None,
    )


def _betekent(i: Inzage) -> str:
    """The public page of the purpose, in the version of that moment."""
    return f"{reverse('verwerkingen:activiteit', args=[i.activiteit])}?{urlencode({'op': i.moment.isoformat()})}"


def _stop(i: Inzage) -> str:
    """Where this use can be stopped: by withdrawing a consent or by objecting; "" where the law does not give that."""
    if i.grondslag == "toestemming":
        return f"{reverse('mijn:rechten')}#toestemming_{i.nummer}"
    if i.grondslag == "publieke_taak" and i.door:
        return f"{reverse('mijn:recht_vragen', args=['bezwaar'])}?activiteit={i.nummer}"
    return ""


def _wie(i: Inzage, afdelingen: dict[str, str]) -> str:
    if i.door == "uzelf":
        return _("U zelf (eigen inzage)")
    if i.door:
        return _("Een medewerker van %(afdeling)s") % {"afdeling": vertaald(afdelingen.get(i.door, i.door))}
    return _("Ons systeem, zonder medewerker")
