"""A chat that nobody answered becomes a promise; what lives for minutes is forgotten."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.utils import timezone, translation
from django.utils.translation import gettext_lazy

from geholpen.domain.berichten.inschrijven import NieuwBericht, write_bericht
from geholpen.domain.berichten.ports import Aard
from geholpen.domain.chat import remmen
from geholpen.domain.chat.belofte import beloofde_dag
from geholpen.domain.chat.commands.bezoeken import hold, tell
from geholpen.domain.chat.commands.schrijven import KANAAL
from geholpen.domain.chat.events import ChatChanged
from geholpen.domain.chat.models import Chatbewijs, Chatbezoek, Chatlink
from geholpen.domain.chat.policy import may_serve
from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.domain.klantcontacten.commands import Belofte, promise
from geholpen.domain.klantcontacten.opschrijven import take_beurt
from geholpen.domain.klantcontacten.queries import regel_van
from geholpen.platform.context import Context
from geholpen.platform.doors import command
from geholpen.platform.taal import language
from geholpen.platform.ui.tijd import dag as dag_in_words

#: What was promised, as the employee and the customer both read it.
TAAK = "Antwoord op de vraag in de chat. Daar was toen niemand vrij."
_ZIN = gettext_lazy(
    "Er is nu niemand vrij. Wij beloven u: u krijgt uiterlijk %(dag)s antwoord op uw vraag %(kenmerk)s."
)
#: Links and proofs are forgotten this long after they ended.
NA = timedelta(days=1)


@command(may=may_serve, gegevens={G.CONTACTHISTORIE, G.CONTACTINHOUD}, voor="intake",
         naam="Wij beloofden u antwoord, omdat in de chat niemand vrij was")  # fmt: skip
def promise_answer(ctx: Context, partij_id: UUID, bezoek_id: UUID) -> bool:
    """Make the promise and say so in the chat; once per time of waiting. False: somebody answered already."""
    bezoek = Chatbezoek.objects.select_for_update().get(id=bezoek_id)
    if bezoek.wacht_sinds is None or bezoek.beloofd_op is not None or bezoek.klantvraag_id is None:
        return False
    vraag = regel_van(ctx, partij_id, bezoek.klantvraag_id)
    if vraag.wacht_sinds is None:  # by mail or at the telephone, a moment ago or since the window closed
        Chatbezoek.objects.filter(id=bezoek_id).update(wacht_sinds=None)
        return False
    dag = max(timezone.localdate(), beloofde_dag(bezoek.wacht_sinds))
    promise(ctx, partij_id, bezoek.klantvraag_id, Belofte("antwoord", TAAK, vraag.afdeling_code, dag))
    with translation.override(language(bezoek.taal)):
        tekst = str(_ZIN) % {"dag": dag_in_words(dag), "kenmerk": vraag.kenmerk}
    _say(ctx, partij_id, bezoek, bezoek.klantvraag_id, tekst)
    return True


@command(may=may_serve, gegevens={G.CONTACTHISTORIE}, voor="intake", naam="Gekeken of u in de chat nog wacht")
def follow_wachten(ctx: Context, partij_id: UUID, klantvraag_id: UUID, *, terug: bool) -> None:
    """Who was answered by mail or telephone waits in the queue no more.

    `terug`: an answer was taken back. Who had none in the chat itself waits there again, since when they asked.
    """
    bezoeken = [b for b in hold(klantvraag_id) if b.partij_id == partij_id and b.geeindigd_op is None]
    sinds = regel_van(ctx, partij_id, klantvraag_id).wacht_sinds
    if terug is (sinds is None):
        return
    for bezoek in bezoeken:
        if (bezoek.wacht_sinds is None) is terug and not (terug and bezoek.beantwoord_op):
            Chatbezoek.objects.filter(id=bezoek.id).update(wacht_sinds=sinds)
            tell(ctx, bezoek, "rij")


@command(may=may_serve, gegevens={G.CONTACTHISTORIE, G.CONTACTINHOUD}, voor="intake",
         naam="Wij schreven in de chat wanneer wij u bellen")  # fmt: skip
def say_belofte(ctx: Context, partij_id: UUID, bezoek_id: UUID, tekst: str) -> None:
    """Say in the chat what was agreed: it stays there, and who has a promise waits in the queue no more."""
    bezoek = Chatbezoek.objects.select_for_update().get(id=bezoek_id)
    if bezoek.klantvraag_id is not None:
        _say(ctx, partij_id, bezoek, bezoek.klantvraag_id, tekst)


def _say(ctx: Context, partij_id: UUID, bezoek: Chatbezoek, klantvraag_id: UUID, tekst: str) -> None:
    beurt = take_beurt(ctx, partij_id, klantvraag_id, "uit", KANAAL, door_mens=False)
    beurt.klantcontact_id = bezoek.klantcontact_id or beurt.klantcontact_id
    inhoud = {"tekst": tekst, "nieuwe_tekst": tekst}
    write_bericht(ctx, beurt, NieuwBericht("uit", KANAAL, inhoud, Aard.AUTOMATISCH))
    Chatbezoek.objects.filter(id=bezoek.id).update(beloofd_op=timezone.now())
    ctx.publish(ChatChanged(partij_id, klantvraag_id, bezoek.id, "bericht"))


@command(may=may_serve, gegevens=(), voor="intake", naam="Verlopen chatsleutels vergeten", betrokkenen=lambda _: [])
def forget_old(ctx: Context) -> None:
    """Forget proofs and links that ended, and who did what a day ago."""
    voorbij = timezone.now() - NA
    Chatbewijs.objects.filter(verloopt_op__lt=voorbij).delete()
    Chatlink.objects.filter(verloopt_op__lt=voorbij).delete()
    remmen.forget_old()
