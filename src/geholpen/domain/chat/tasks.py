"""Jobs and rounds of the chat: files to look at, chats that nobody answers, visitors who left."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from geholpen.domain.berichten.ports import bestandscontrole
from geholpen.domain.chat.commands import end_bezoek, forget_old, promise_answer, record_controle, tell_who_left
from geholpen.domain.chat.queries import files_to_check, gone, unanswered
from geholpen.platform.context import Context, system
from geholpen.platform.tasks import job

#: Who left this long ago is told by mail; a window that stayed away for this long has ended.
WEG, VOORBIJ = timedelta(minutes=3), timedelta(hours=2)


@job("controleer_bestanden")
def controleer_bestanden(ctx: Context, partij_id: str, bericht_id: str) -> None:
    """Look at files that could not be looked at when they came. Tried again as long as the scanner is away."""
    te_doen = files_to_check(ctx, UUID(partij_id), UUID(bericht_id))
    uitkomsten = {id: bestandscontrole.check(inhoud) for id, inhoud in te_doen}
    weten = {id: u for id, u in uitkomsten.items() if u and not isinstance(u, bestandscontrole.NietGecontroleerd)}
    if weten:
        record_controle(ctx, UUID(partij_id), UUID(bericht_id), weten)
    if len(weten) < len(te_doen):
        raise OSError("scanner away")


def look_after() -> int:
    """Promise an answer to who waits too long, tell who left, end what was left. Returns how many of all."""
    ctx, now = system("chat", "ronde"), timezone.now()
    done = 0
    for partij_id, bezoek_id in unanswered(now):
        done += promise_answer(ctx.over({partij_id}), partij_id, bezoek_id)
    for bezoek in gone(now - WEG):
        if bezoek.gemaild_op is None and settings.ADRES and bezoek.partij_id:
            done += tell_who_left(ctx.over({bezoek.partij_id}), bezoek.partij_id, bezoek.id, link_base())
        if bezoek.weg_op and bezoek.weg_op < now - VOORBIJ:
            done += end_bezoek(ctx, bezoek.id, "verlaten")
    forget_old(ctx)
    return done


def link_base() -> str:
    """Beginning of the address of a link to go on."""
    return f"{settings.ADRES}/chat/verder/"
