"""Help for tests of what happens after an answer: give one, take it back, read the conversation."""

from __future__ import annotations

from geholpen.domain.berichten.commands import NieuwAntwoord, send_antwoord, withdraw_antwoord
from geholpen.domain.berichten.queries import gesprek
from tests import bed
from tests.berichten.post import werkt_aan

TEKST = "Beste mevrouw, uw vergunning ligt klaar op 12 mei."


def answer(post, begin, tekst=TEKST, gezien_tot=1, **more):
    vraag = post.vraag(begin)
    return send_antwoord(werkt_aan(vraag), vraag["partij_id"], vraag["id"], NieuwAntwoord(tekst, gezien_tot, **more))


def withdraw(post, begin, bezorging_id):
    vraag = post.vraag(begin)
    return withdraw_antwoord(werkt_aan(vraag), vraag["partij_id"], vraag["id"], bezorging_id)


def conversation(post, begin, *, van_klant=False):
    vraag = post.vraag(begin)
    ctx = bed.klant(vraag["partij_id"]) if van_klant else werkt_aan(vraag)
    return gesprek(ctx, vraag["partij_id"], vraag["id"])
