"""The storm brake: far more mail than normal is kept and filed as always, but nothing goes back by itself.

Two brakes in one row per address (as keyed hash; "jan+1@" and "jan+2@" are one mailbox): at most one automatic answer a
day, and none when more came from it in an hour than a person writes. A third is for a mailbox of ours as a whole: who
forges a sender can as easily forge thousands.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings

from geholpen.domain.berichten import antwoordadres
from geholpen.domain.berichten.models import EnvelopStaat
from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.platform import prepared
from geholpen.platform.context import Context
from geholpen.platform.doors import query
from geholpen.platform.onthouden import kept

_COUNT = """
    INSERT INTO automatisch_antwoord AS rem (sleutel, uur_op, aantal) VALUES (%s, now(), 1)
    ON CONFLICT (sleutel) DO UPDATE SET
        aantal = CASE WHEN rem.uur_op > now() - interval '1 hour' THEN rem.aantal + 1 ELSE 1 END,
        uur_op = CASE WHEN rem.uur_op > now() - interval '1 hour' THEN rem.uur_op ELSE now() END"""
_RELEASE = """
    INSERT INTO automatisch_antwoord AS rem (sleutel, laatst_op, uur_op, aantal) VALUES (%s, now(), now(), 0)
    ON CONFLICT (sleutel) DO UPDATE SET laatst_op = now()
    WHERE (rem.laatst_op IS NULL OR rem.laatst_op < now() - interval '1 day')
      AND (rem.aantal <= %s OR rem.uur_op < now() - interval '1 hour') RETURNING 1"""
_FORGET = """
    DELETE FROM automatisch_antwoord WHERE uur_op < now() - interval '1 hour'
    AND (laatst_op IS NULL OR laatst_op < now() - interval '1 day')"""
#: `staat` first, as in the index.
_POSTBUSSEN = """
    SELECT account, count(*) FROM envelop WHERE staat = ANY (%s) AND ontvangen_op > now() - interval '1 hour'
    GROUP BY account HAVING count(*) > %s ORDER BY 2 DESC"""
_AFZENDERS = """
    SELECT count(*), coalesce(max(aantal), 0) FROM automatisch_antwoord
    WHERE aantal > %s AND uur_op > now() - interval '1 hour'"""


@dataclass(frozen=True, slots=True)
class Storm:
    """What came in far above normal in the last hour: our mailboxes with their numbers, how many senders, how much."""

    postbussen: tuple[tuple[str, int], ...]
    afzenders: int
    meeste_van_een: int

    @property
    def aantal(self) -> int:
        """The largest number of messages in an hour; 0 when it is quiet."""
        return max([number for _, number in self.postbussen] + [self.meeste_van_een])


@query(gegevens={G.CONTACTINHOUD}, voor="intake", naam="Binnengekomen berichten geteld", betrokkenen=lambda _: [])
def storm(ctx: Context) -> Storm:
    """Whether there is a storm; at most a few seconds old, so that asking it for every mail costs nothing."""
    return kept(_measure)


def _measure() -> Storm:
    postbussen = prepared.fetch(_POSTBUSSEN, [EnvelopStaat.values, settings.STORM_POSTBUS])
    [(afzenders, meeste)] = prepared.fetch(_AFZENDERS, [settings.STORM_AFZENDER])
    return Storm(tuple((account, number) for account, number in postbussen), afzenders, meeste)


def count(adres: str) -> None:
    """One more message of this sender."""
    prepared.fetch(_COUNT, [_key(adres)])


def released(adres: str) -> bool:
    """True when an automatic answer may go to this address now; once a day, also when several workers ask at once."""
    return bool(prepared.fetch(_RELEASE, [_key(adres), settings.STORM_AFZENDER]))


def forget_quiet() -> None:
    """Throw away what brakes nothing any more."""
    prepared.fetch(_FORGET)


def _key(adres: str) -> bytes:
    lokaal, _, domein = adres.lower().rpartition("@")
    return antwoordadres.message_key(f"automatisch:{lokaal.partition('+')[0]}@{domein}")
