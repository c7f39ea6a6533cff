"""For rooms above that write and read a conversation inside a door of their own: its purpose and log line count."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from geholpen.domain.berichten.commands.opslaan import NieuwBericht, attachment_row, write_bericht
from geholpen.domain.berichten.models import Bericht, BerichtInhoud, Bezorging, Bijlage, Concept
from geholpen.domain.berichten.ports import Aard, OntvangenBijlage
from geholpen.domain.berichten.queries_naderhand import corrected_messages, has_file, left_out, unsent_messages
from geholpen.domain.berichten.queries_sjablonen import namen_van_versies
from geholpen.platform import prepared
from geholpen.platform.context import Context

__all__ = [
    "Gesproken",
    "NieuwBericht",
    "file_for_visitor",
    "files_of",
    "forget_concept",
    "keep_files",
    "known_version",
    "last_number_in",
    "messages_after",
    "number_of",
    "warn_about",
    "write_bericht",
]

MAX_BERICHTEN = 200
#: So long a message that was put right is told again to a window that has it already.
NET = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Gesproken:
    """One message with what it says, and the names, sizes, warnings and ids of its files."""

    bericht: Bericht
    tekst: str
    bestanden: tuple[tuple[str, int, str, UUID], ...]
    verbeterd: bool = False


def messages_after(partij_id: UUID, klantvraag_id: UUID, na: int) -> list[Gesproken]:
    """The messages of one klantvraag after number `na`, oldest first; the last MAX_BERICHTEN of them.

    With those of before it that were put right just now: whoever has them on the screen must see the right words.
    """
    where = {"partij_id": partij_id, "klantvraag_id": klantvraag_id}
    verbeterd = corrected_messages(partij_id, klantvraag_id)
    net = [id for id, op in verbeterd.items() if op > timezone.now() - NET]
    rows = Bericht.objects.filter(Q(volgnummer__gt=na) | Q(id__in=net), **where, van_derde="").exclude(
        id__in=unsent_messages(partij_id, klantvraag_id)
    )
    rows = rows.order_by("-volgnummer")[:MAX_BERICHTEN]
    berichten = list(rows)[::-1]
    ids = [b.id for b in berichten]
    teksten = dict(BerichtInhoud.objects.filter(partij_id=partij_id, id__in=ids).values_list("id", "nieuwe_tekst"))
    bestanden = _files(partij_id, ids)
    if verbeterd:
        ways = Bezorging.objects.filter(partij_id=partij_id, bericht_id__in=list(verbeterd)).order_by("volgorde")
        for id, zonder in left_out(partij_id, ways).items():
            bestanden[id] = [b for b in bestanden.get(id, ()) if not zonder & {str(id), str(b[3])}]
    return [Gesproken(b, teksten.get(b.id, ""), tuple(bestanden.get(b.id, ())), b.id in verbeterd) for b in berichten]


def _files(partij_id: UUID, ids: Iterable[UUID]) -> dict[UUID, list[tuple[str, int, str, UUID]]]:
    found: dict[UUID, list[tuple[str, int, str, UUID]]] = {}
    rows = Bijlage.objects.filter(partij_id=partij_id, bericht_id__in=list(ids)).order_by("id")[:1000]
    for b in rows.only("bericht_id", "naam", "grootte", "waarschuwing", "id"):
        found.setdefault(b.bericht_id, []).append((b.naam, b.grootte, b.waarschuwing, b.id))
    return found


def number_of(partij_id: UUID, bericht_id: UUID) -> int:
    """The number of a message of this customer; 0 when there is none."""
    return Bericht.objects.filter(partij_id=partij_id, id=bericht_id).values_list("volgnummer", flat=True).first() or 0


def last_number_in(partij_id: UUID, klantvraag_id: UUID) -> int:
    """The number of what the customer wrote last; 0 when nothing came in."""
    rows = Bericht.objects.filter(partij_id=partij_id, klantvraag_id=klantvraag_id, richting="in")
    return rows.order_by("-volgnummer").values_list("volgnummer", flat=True).first() or 0


def last_words_in(partij_id: UUID, klantvraag_id: UUID) -> int:
    """The same, but not of what a machine of theirs sent: an out-of-office asks nothing."""
    rows = Bericht.objects.filter(partij_id=partij_id, klantvraag_id=klantvraag_id, richting="in", aard=Aard.PERSOON)
    return rows.order_by("-volgnummer").values_list("volgnummer", flat=True).first() or 0


def forget_concept(partij_id: UUID, klantvraag_id: UUID) -> None:
    """The draft was sent."""
    Concept.objects.filter(partij_id=partij_id, id=klantvraag_id).delete()


def known_version(sjabloonversie_id: UUID | None) -> UUID | None:
    """The version of a text of ours, when there is one with this id."""
    return next(iter(namen_van_versies([sjabloonversie_id])), None) if sjabloonversie_id else None


def files_of(partij_id: UUID, bericht_id: UUID) -> list[tuple[UUID, bytes, str]]:
    """The files of one message: id, content and what was said about each."""
    rows = Bijlage.objects.filter(partij_id=partij_id, bericht_id=bericht_id)[:50]
    return [(b.id, bytes(b.inhoud), b.waarschuwing) for b in rows]


def warn_about(partij_id: UUID, bijlage_id: UUID, waarschuwing: str, *, empty: bool = False) -> None:
    """What is said about a file from now on; `empty`: its content goes, nobody may have it."""
    values: dict[str, object] = {"waarschuwing": waarschuwing} | ({"inhoud": b""} if empty else {})
    Bijlage.objects.filter(partij_id=partij_id, id=bijlage_id).update(**values)


def keep_files(ctx: Context, partij_id: UUID, bericht_id: UUID, bijlagen: Iterable[OntvangenBijlage]) -> None:
    """Keep files with a message that is there, under the purpose of its klantvraag."""
    bericht = Bericht.objects.get(partij_id=partij_id, id=bericht_id)
    eigen = ctx.herkomst(bericht.verkregen_voor) | {"partij_id": partij_id, "klantvraag_id": bericht.klantvraag_id}
    prepared.insert(*(attachment_row(b, bericht_id, eigen) for b in bijlagen))


def file_for_visitor(partij_id: UUID, klantvraag_id: UUID, bijlage_id: UUID, vanaf: int) -> tuple[str, bytes] | None:
    """Name and content of a file that we sent in this conversation from number `vanaf` on; None for any other."""
    found = Bijlage.objects.filter(partij_id=partij_id, klantvraag_id=klantvraag_id, id=bijlage_id).first()
    if found is None or not has_file(partij_id, found.bericht_id, found.id):
        return None
    ons = Bericht.objects.filter(partij_id=partij_id, id=found.bericht_id, richting="uit", volgnummer__gte=vanaf)
    return (found.naam, bytes(found.inhoud)) if ons.exists() else None
