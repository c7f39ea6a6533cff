"""Go on with a chat from elsewhere, with a link that works once. Where to is the switch of `kanaalwissel`."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy

from geholpen.domain.berichten.commands import Systeembericht, send_systeembericht
from geholpen.domain.chat import remmen
from geholpen.domain.chat.bewijs import token_key
from geholpen.domain.chat.commands.bezoeken import Toegang, finish, held, hold, withdraw_links
from geholpen.domain.chat.models import Chatbezoek, Chatlink
from geholpen.domain.chat.policy import may_serve
from geholpen.domain.chat.queries import chatsleutels, wending
from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.kennis.queries import onderwerp
from geholpen.domain.klantcontacten.queries import regel_van
from geholpen.domain.organisatie.queries import organisatie
from geholpen.domain.partijen.queries import adressering
from geholpen.platform.context import Context
from geholpen.platform.doors import command
from geholpen.platform.keys import keyed_hash
from geholpen.platform.taal import language

GELDIG = timedelta(hours=24)
#: Switches of one visit in an hour, and to one address in a day: nobody is bombed with our messages.
PER_BEZOEK, PER_ADRES = 3, 5
_TEKST = gettext_lazy("""Beste lezer,

U chatte met %(wij)s. Met deze link gaat u verder waar u was:

%(link)s

De link werkt één keer, tot morgen %(tijd)s uur.
U kunt ook deze mail beantwoorden. Dan komt uw bericht bij dezelfde vraag.
%(antwoord)s
Chatte u niet met ons? Dan hoeft u niets te doen. Wij hebben verder niets van u gebruikt.

Met vriendelijke groet,
%(wij)s
""")
#: What the desk and Mijn show of that mail: whoever has the link goes on as the visitor.
_KORT = gettext_lazy("Wij stuurden een link waarmee u de chat kunt voortzetten.")
_ER_IS = gettext_lazy("Er staat een antwoord voor u klaar.")


@command(may=may_serve, gegevens=(), voor="intake", naam="U vroeg in de chat om ergens anders verder te praten",
         betrokkenen=lambda _: [])  # fmt: skip
def brake_verder(ctx: Context, bezoek_id: UUID, adres: str) -> None:
    """Count that a visitor wants to go on elsewhere at this address. Raises Refused(TE_VEEL)."""
    remmen.brake("verder", str(bezoek_id), PER_BEZOEK, 3600)
    if adres:
        remmen.brake("verdermail", adres, PER_ADRES, 86400)


@command(may=may_serve, gegevens={G.CONTACTHISTORIE}, voor="intake",
         naam="Wij maakten een link waarmee u verder gaat in de chat")  # fmt: skip
def make_chatlink(ctx: Context, partij_id: UUID, klantvraag_id: UUID, *, terug: bool) -> str:
    """What opens the conversation about this question in a chat, once. "" when we have no chat.

    `terug`: the visitor goes back to their own window, as long as nobody logged in there. Else it is a new window, in
    which nothing is shown of what was said before. Also "" when somebody logged in there whose address this is not.
    """
    bezoeken = [b for b in hold(klantvraag_id) if b.partij_id == partij_id]
    if terug and any(b.bewezen_partij_id not in {None, partij_id} for b in bezoeken):
        return ""
    eigen = (b for b in bezoeken if terug and b.bewezen_partij_id is None and b.einde != "ingelogd")
    bezoek = next(eigen, None) or _window(ctx, partij_id, klantvraag_id)
    return _link(bezoek)[0] if bezoek else ""


def _window(ctx: Context, partij_id: UUID, klantvraag_id: UUID) -> Chatbezoek | None:
    sleutel = next(iter(chatsleutels()), None)
    if sleutel is None:
        return None
    vraag = regel_van(ctx, partij_id, klantvraag_id)
    return Chatbezoek.objects.create(
        account_id=sleutel.id,
        sleutel=token_key(secrets.token_urlsafe(32)),
        partij_id=partij_id,
        klantvraag_id=klantvraag_id,
        vanaf=vraag.laatste_volgnummer + 1,
        afdeling_code=vraag.afdeling_code,
        gevoelig=onderwerp(vraag.onderwerp_code).gevoelig,
        weg_op=timezone.now(),
    )


def _link(bezoek: Chatbezoek) -> tuple[str, datetime]:
    """The one link that works for this question: a new one takes the place of the one before."""
    assert bezoek.klantvraag_id is not None  # noqa: S101  looked at by who calls
    withdraw_links(bezoek.klantvraag_id)
    token, now = secrets.token_urlsafe(32), timezone.now()
    einde = now + GELDIG
    sleutel = keyed_hash("chatlink", token)
    Chatlink.objects.create(sleutel=sleutel, bezoek_id=bezoek.id, gemaakt_op=now, verloopt_op=einde)
    return token, einde


def _mail(ctx: Context, bezoek: Chatbezoek, partij_id: UUID, mailadres: str, basis: str) -> None:
    token, einde = _link(bezoek)
    assert bezoek.klantvraag_id is not None  # noqa: S101  looked at by who calls
    waarden = {"wij": organisatie().naam, "link": f"{basis}{token}/", "tijd": f"{timezone.localtime(einde):%H.%M}"}
    with translation.override(language(bezoek.taal)):
        tekst = str(_TEKST) % {**waarden, "antwoord": f"\n{_ER_IS}\n"}
        bericht = Systeembericht("email", "email", mailadres, str(_KORT), tekst)
    send_systeembericht(ctx, partij_id, bezoek.klantvraag_id, bericht)


@command(may=may_serve, gegevens={G.CONTACTHISTORIE, G.CONTACTINHOUD, G.CONTACTADRESSEN}, voor="intake",
         naam="Wij mailden u dat er een antwoord in de chat staat")  # fmt: skip
def tell_who_left(ctx: Context, partij_id: UUID, bezoek_id: UUID, basis: str) -> bool:
    """The visitor left and did not read our answer: mail that it is there, never what it says. Once per visit."""
    bezoek = held(bezoek_id)
    if bezoek.gemaild_op is not None or bezoek.geeindigd_op is not None:
        return False
    # who logged in since is somebody else than who typed this address: nothing that was said goes there
    ander = bezoek.bewezen_partij_id not in (None, partij_id)
    adressen = () if ander else adressering(ctx, partij_id).emailadressen
    Chatbezoek.objects.filter(id=bezoek_id).update(gemaild_op=timezone.now())
    if adressen and bezoek.klantvraag_id is not None:
        _mail(ctx, bezoek, partij_id, adressen[0], basis)
    return bool(adressen)


@command(may=may_serve, gegevens=(), voor="intake", naam="Gekeken of een link nog bij uw chat past",
         betrokkenen=lambda _: [])  # fmt: skip
def still_stands(ctx: Context, klantvraag_id: UUID, sinds: datetime) -> bool:
    """Whether nobody logged in in the chat of this question since then, and it was not given to anybody or put back.

    The answer holds until the end of the transaction.
    """
    return _stands(klantvraag_id, sinds)


def _stands(klantvraag_id: UUID, sinds: datetime) -> bool:
    hold(klantvraag_id)
    laatst = wending(klantvraag_id)
    return laatst is None or laatst < sinds


@command(may=may_serve, gegevens=(), voor="intake", naam="U ging verder met de link uit onze mail",
         betrokkenen=lambda _: [])  # fmt: skip
def redeem_verder(ctx: Context, token: str) -> Toegang | None:
    """Use a link: a new visit to the same conversation, as sure of who it is as when the link was made.

    None: it works no more. It was used, it is too old, a newer one took its place, or somebody logged in since.
    """
    rows = Chatlink.objects.filter(sleutel=keyed_hash("chatlink", token[:200]), soort="verder", gebruikt_op=None)
    link = rows.filter(verloopt_op__gt=timezone.now()).first()
    oud = Chatbezoek.objects.filter(id=link.bezoek_id, klantvraag_id__isnull=False).first() if link else None
    if link is None or oud is None or oud.klantvraag_id is None:
        return None
    if not (_stands(oud.klantvraag_id, link.gemaakt_op) and rows.exists()):
        return None
    withdraw_links(oud.klantvraag_id)
    oud.refresh_from_db()
    finish(ctx, Q(id=oud.id), "verder")
    nieuw = secrets.token_urlsafe(32)
    over = ("account_id", "taal", "niveau", "bewezen_partij_id", "bewezen_op", "bewezen_hoe", "partij_id",
            "klantvraag_id", "klantcontact_id", "vanaf", "afdeling_code", "gevoelig", "wacht_sinds", "beantwoord_op",
            "beloofd_op", "verhuisd_op", "terug_op")  # fmt: skip
    row = Chatbezoek.objects.create(sleutel=token_key(nieuw), **{veld: getattr(oud, veld) for veld in over})
    return Toegang(row.id, nieuw)
