"""One run over a mailbox: read → `bewaar` (commits in the caller's database) → move away → cursor.

That order is the promise: nothing is lost. A break after `bewaar` makes the same mail come again, so the caller skips
a mail whose sha256 it has already. \\Seen is neither read nor set: colleagues may look along.
"""

from __future__ import annotations

import logging
from collections.abc import Callable

from imapclient import DELETED, IMAPClient
from imapclient.exceptions import IMAPClientAbortError, IMAPClientError

from .postbus import Cursor, OpgehaaldeMail, Postbus, Ronde

logger = logging.getLogger(__name__)

SLEUTELWOORD = b"$GeholpenVerwerkt"  # marks a mail that could not be moved
MAXIMALE_KOPPEN = 256 * 1024  # bytes of headers kept of an oversize mail
Bewaar = Callable[[OpgehaaldeMail], None]
BewaarCursor = Callable[[Cursor], None]


def fetch_round(
    client: IMAPClient, postbus: Postbus, cursor: Cursor | None, *, bewaar: Bewaar, bewaar_cursor: BewaarCursor
) -> Ronde:
    """Fetch at most `postbus.per_ronde` new mails, oldest first.

    In: the cursor as last given to `bewaar_cursor`, None the first time. When `bewaar` raises, its error passes
    through: that mail stays and the cursor is not moved. Raises OSError or IMAPClientError when the server fails.
    """
    geldig = int(client.select_folder(postbus.map)[b"UIDVALIDITY"])
    herstart = cursor is not None and cursor.uidvalidity != geldig
    if cursor is None or herstart:
        cursor = Cursor(geldig, 0)
        bewaar_cursor(cursor)
    vanaf = cursor.laatste_uid + 1
    # With n:* a server returns its last mail even when that is older than n.
    uids = sorted(uid for uid in client.search(["UID", f"{vanaf}:*"]) if uid >= vanaf)
    ronde = uids[: postbus.per_ronde]
    verwerkt = _processed_folder(client, postbus) if ronde else None
    opgehaald = 0
    for uid in ronde:
        mail = _fetch_mail(client, postbus, geldig, uid)
        if mail is not None:
            bewaar(mail)
            _put_away(client, uid, verwerkt)
            opgehaald += 1
        bewaar_cursor(Cursor(geldig, uid))
    return Ronde(opgehaald, len(uids) - len(ronde), herstart)


def _fetch_mail(client: IMAPClient, postbus: Postbus, geldig: int, uid: int) -> OpgehaaldeMail | None:
    """The size first, then the body; None when somebody removed the mail since the search."""
    gegevens = client.fetch([uid], ["RFC822.SIZE", "INTERNALDATE"]).get(uid)
    if not gegevens or b"RFC822.SIZE" not in gegevens:
        return None
    grootte = int(gegevens[b"RFC822.SIZE"])
    oversize = grootte > postbus.maximale_grootte
    deel = f"BODY.PEEK[HEADER]<0.{MAXIMALE_KOPPEN}>" if oversize else "BODY.PEEK[]"
    antwoord = client.fetch([uid], [deel]).get(uid, {})
    ruw = next((waarde for naam, waarde in antwoord.items() if naam.startswith(b"BODY[")), None)
    if ruw is None:  # skipping it would lose it if the server was only confused; the next round looks again
        raise IMAPClientError("the server knows this mail but does not give its text")
    if len(ruw) > max(postbus.maximale_grootte, MAXIMALE_KOPPEN):  # some servers guess the size too low
        oversize, grootte, ruw = True, len(ruw), ruw.partition(b"\r\n\r\n")[0][:MAXIMALE_KOPPEN]
    return OpgehaaldeMail(ruw, postbus.map, geldig, uid, grootte, gegevens.get(b"INTERNALDATE"), oversize)


def _processed_folder(client: IMAPClient, postbus: Postbus) -> str | None:
    """The name of the processed folder, made when needed; None when the server does not allow it."""
    try:
        eigen = client.namespace().personal if client.has_capability("NAMESPACE") else None
        naam = f"{eigen[0][0]}{postbus.verwerkt}" if eigen else postbus.verwerkt
        if not client.folder_exists(naam):
            client.create_folder(naam)
            client.subscribe_folder(naam)
    except IMAPClientAbortError:
        raise
    except IMAPClientError:
        return None
    return naam


def _put_away(client: IMAPClient, uid: int, verwerkt: str | None) -> None:
    """Move a stored mail out of the way. When that is refused it stays, marked: it is stored, so nothing is lost."""
    try:
        if verwerkt and client.has_capability("MOVE"):
            client.move([uid], verwerkt)
        elif verwerkt:
            client.copy([uid], verwerkt)
            client.add_flags([uid], [DELETED])
            if client.has_capability("UIDPLUS"):  # a plain EXPUNGE also removes what a colleague only marked
                client.uid_expunge([uid])
        else:
            client.add_flags([uid], [SLEUTELWOORD])
    except IMAPClientAbortError:
        raise
    except IMAPClientError as fout:
        logger.warning("mail %d is stored but could not be put away: %s", uid, type(fout).__name__)
