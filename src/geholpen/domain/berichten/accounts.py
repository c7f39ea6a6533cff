"""Which account a message comes in on and goes out over."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.utils import timezone

from geholpen.domain.berichten.models import Kanaalaccount
from geholpen.domain.berichten.ports import Kanaalaccount as Account
from geholpen.platform.doors import catalogue
from geholpen.platform.onthouden import kept
from geholpen.platform.sealing import unseal

DOEL = "kanaalgeheim"
#: How soon what waits looks again whether its account is in use.
UIT = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Accountregel:
    """One account as management sees it: without its secrets, but with which of them are filled in."""

    id: UUID
    kanaal: str
    naam: str
    adres: str
    afdeling_code: str
    instellingen: dict[str, str]
    ingevuld: frozenset[str]
    actief: bool
    rust_tot: datetime | None
    mislukt_achtereen: int


def secrets(row: Kanaalaccount) -> dict[str, str]:
    """The secrets of an account; {} for a new one."""
    return dict(json.loads(unseal(DOEL, row.geheimen, row.id))) if row.geheimen else {}


@catalogue
def kanaalaccounts(soort: str = "") -> list[Accountregel]:
    """All accounts, or those of one channel, by name."""
    rows = Kanaalaccount.objects.order_by("kanaal", "naam")
    return [
        Accountregel(
            r.id,
            r.kanaal,
            r.naam,
            r.adres,
            r.afdeling_code,
            r.instellingen,
            frozenset(naam for naam, waarde in secrets(r).items() if waarde),
            r.actief,
            r.rust_tot,
            r.mislukt_achtereen,
        )
        for r in (rows.filter(kanaal=soort) if soort else rows)[:500]
    ]


@catalogue
def kanaalaccount(id: UUID) -> Account | None:
    """One account with its secrets, for the adapter; None when there is none."""
    row = Kanaalaccount.objects.filter(id=id).first()
    return _account(row) if row else None


@catalogue
def kept_kanaalaccount(id: UUID) -> Account | None:
    """The same, as this process may still know it: for the calls of providers, of which there are hundreds a second.

    What another process changes (a secret, in use or not) counts here after at most onthouden.HOUDBAAR seconds.
    """
    return kept(_in_use).get(id) or kanaalaccount(id)


def _in_use() -> dict[UUID, Account]:
    return {row.id: _account(row) for row in Kanaalaccount.objects.filter(actief=True)[:500]}


def _account(row: Kanaalaccount) -> Account:
    return Account(row.id, row.kanaal, row.naam, row.adres, row.instellingen, secrets(row), row.actief)


def way_out(soort: str, afdeling_code: str = "") -> UUID | None:
    """The account to send over: of this department, else of the whole organisation. None: the channel has none."""
    rows = list(Kanaalaccount.objects.filter(kanaal=soort, actief=True).order_by("afdeling_code", "naam")[:100])
    mine = [r for r in rows if r.afdeling_code == afdeling_code] if afdeling_code else []
    found = mine or [r for r in rows if not r.afdeling_code] or rows
    return found[0].id if found else None


def ways_out() -> frozenset[str]:
    """The channels that have an account to send over."""
    return frozenset(Kanaalaccount.objects.filter(actief=True).values_list("kanaal", flat=True).distinct())


def mailbox_of(afdeling_code: str) -> UUID | None:
    """The shared mailbox of this department, else that of everybody. None: the general address of the organisation."""
    rows = Kanaalaccount.objects.filter(kanaal="email", actief=True, afdeling_code__in=["", afdeling_code])
    found = sorted(rows[:50], key=lambda r: (r.afdeling_code != afdeling_code, r.naam))
    return found[0].id if found else None


def mailbox_named(adres: str) -> Kanaalaccount | None:
    """The shared mailbox with this address."""
    return Kanaalaccount.objects.filter(kanaal="email", actief=True, adres__iexact=adres).first()


def mail_addresses() -> frozenset[str]:
    """The addresses of our shared mailboxes, in lower case."""
    return kept(_mail_addresses)


def _mail_addresses() -> frozenset[str]:
    rows = Kanaalaccount.objects.filter(kanaal="email").values_list("adres", flat=True)[:100]
    return frozenset(adres.lower() for adres in rows if adres)


def rests_until(account_id: UUID | None) -> datetime | None:
    """Until when nothing is tried over this account; None: go. Of one that is off it is asked again each minute."""
    if account_id is None:
        return None
    rows, nu = Kanaalaccount.objects.filter(id=account_id), timezone.now()
    actief, tot = rows.values_list("actief", "rust_tot").first() or (True, None)
    if not actief:
        return nu + UIT
    return tot if tot is not None and tot > nu else None


def off() -> list[UUID]:
    """The accounts that management took out of use."""
    return list(Kanaalaccount.objects.filter(actief=False).values_list("id", flat=True)[:500])
