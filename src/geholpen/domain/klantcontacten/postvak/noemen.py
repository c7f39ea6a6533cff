"""Tell colleagues that they were mentioned in a note. Only inside a door."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from geholpen.domain.klantcontacten.events import AanbodChanged
from geholpen.domain.klantcontacten.models import Genoemd
from geholpen.platform.context import Context

#: More people than this are a meeting.
MAX_GENOEMD = 20


def mention(ctx: Context, partij_id: UUID, klantvraag_id: UUID, wie: Iterable[UUID]) -> None:
    """They find the question under "Genoemd" and hear of it live; whoever writes does not mention themselves."""
    who = list(dict.fromkeys(id for id in wie if id != ctx.actor.id))[:MAX_GENOEMD]
    Genoemd.objects.bulk_create(
        Genoemd(partij_id=partij_id, klantvraag_id=klantvraag_id, medewerker_id=id, door_id=ctx.actor.person)
        for id in who
    )
    for id in who:
        ctx.publish(AanbodChanged(id, "genoemd"))
