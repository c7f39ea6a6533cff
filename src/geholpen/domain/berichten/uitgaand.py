"""What goes out over one way of a message: to whom, from whom, what it says and brings along."""

from __future__ import annotations

from typing import Any

from geholpen.domain.berichten import antwoordadres
from geholpen.domain.berichten.accounts import kanaalaccount
from geholpen.domain.berichten.berichtenbox import receiver
from geholpen.domain.berichten.models import (
    Bericht,
    BerichtInhoud,
    Bezorging,
    BezorgInhoud,
    BezorgSoort,
    Bijlage,
)
from geholpen.domain.berichten.ports import (
    Kanaalaccount,
    Kanaalidentiteit,
    Postadres,
    Sjabloonvulling,
    UitgaandBericht,
    UitgaandeBijlage,
)
from geholpen.domain.berichten.sjablonen import fill_in
from geholpen.domain.klantcontacten.queries import regel_van
from geholpen.domain.organisatie.queries import OrganisatieInfo, organisatie
from geholpen.domain.partijen.queries import BERICHTENBOX, POSTADRES
from geholpen.platform.context import Context
from geholpen.platform.errors import Invalid

#: Before the subject of a message of its own that comes from another.
_VOOR = {BezorgSoort.VERBETERING: "Verbetering", BezorgSoort.CC: "Verbetering", BezorgSoort.DOOR: "Doorgestuurd"}


def way_of(row: Bezorging) -> BezorgInhoud | None:
    """Where this way leads, and what it says of its own."""
    return BezorgInhoud.objects.filter(partij_id=row.partij_id, id=row.id).first()


def template_changed(row: Bezorging, weg: BezorgInhoud | None) -> bool:
    """Whether the template that this goes by says something else than what was chosen, or may not be used any more."""
    if weg is None or not weg.sjabloon:
        return False
    vulling = Sjabloonvulling(**weg.sjabloon)
    try:
        _, tekst = fill_in(row.kanaal, vulling.naam, vulling.taal, tuple(vulling.waarden))
    except Invalid:
        return True
    chosen = weg.tekst or BerichtInhoud.objects.get(partij_id=row.partij_id, id=row.bericht_id).tekst
    return tekst.strip() != chosen.strip()


def compose(ctx: Context, row: Bezorging) -> UitgaandBericht:
    """What goes out, as the channel gets it."""
    return compose_way(row, way_of(row), regel_van(ctx, row.partij_id, row.klantvraag_id).kenmerk)


def compose_way(row: Bezorging, weg: BezorgInhoud | None, kenmerk: str) -> UitgaandBericht:
    """The same, for who knows already where it leads and the reference of its question."""
    bericht = Bericht.objects.get(partij_id=row.partij_id, id=row.bericht_id)
    inhoud = BerichtInhoud.objects.get(partij_id=row.partij_id, id=row.bericht_id)
    aan = Kanaalidentiteit(weg.soort, weg.aan) if weg else Kanaalidentiteit("email", inhoud.aan[0])
    wij = organisatie()
    account = kanaalaccount(row.account_id) if row.account_id else None
    automatisch = bericht.aard == "automatisch"
    van = _sender(account, wij)
    return UitgaandBericht(
        bezorging_id=row.id,
        van=van,
        aan=Postadres(inhoud.aan[0] if row.soort == BezorgSoort.CC and inhoud.aan else aan.waarde),
        cc=_copies(row, inhoud),
        tekst=(weg.tekst if weg else "") or inhoud.tekst,
        antwoord_aan=antwoordadres.reply_address(van.adres, kenmerk),
        retouradres=antwoordadres.bounce_address(van.adres, row.id)
        or antwoordadres.bounce_address(wij.mailadres, row.id),
        **_threading(row, inhoud, wij, own=bool(row.soort and weg and weg.tekst)),
        automatisch=automatisch,
        account=account,
        bestemming=receiver(row.partij_id) if aan.soort == BERICHTENBOX else aan,
        sjabloon=Sjabloonvulling(**weg.sjabloon) if weg and weg.sjabloon else None,
        kenmerk=kenmerk,
        adresregels=tuple(aan.waarde.split("\n")) if aan.soort == POSTADRES else (),
        bijlagen=_files(row, weg) if aan.soort != POSTADRES else (),
        papierkenmerk=antwoordadres.paper_kenmerk(kenmerk) if aan.soort == POSTADRES else "",
    )


def _copies(row: Bezorging, inhoud: BerichtInhoud) -> tuple[str, ...]:
    """Who else has it, for everybody to see; what is passed on says nothing of others."""
    return () if row.soort == BezorgSoort.DOOR or row.kanaal != "email" else tuple(inhoud.cc)


def _threading(row: Bezorging, inhoud: BerichtInhoud, wij: OrganisatieInfo, *, own: bool) -> dict[str, Any]:
    """Message-ID, what it answers and its subject. `own`: it is a message of its own that refers to the first."""
    if not own:
        return {
            "message_id": inhoud.message_id,
            "in_reply_to": inhoud.in_reply_to,
            "references": tuple(inhoud.referenties),
            "onderwerpregel": inhoud.onderwerpregel,
        }
    voor = _VOOR[BezorgSoort(row.soort)]
    return {
        "message_id": antwoordadres.message_id(row.id, wij.mailadres),
        "in_reply_to": inhoud.message_id if row.soort != BezorgSoort.DOOR else "",
        "references": (*inhoud.referenties, inhoud.message_id)[-50:] if row.soort != BezorgSoort.DOOR else (),
        "onderwerpregel": f"{voor}: {inhoud.onderwerpregel}",
    }


def _sender(account: Kanaalaccount | None, wij: OrganisatieInfo) -> Postadres:
    """Who writes: a shared mailbox under its own name, else the organisation."""
    if account is None or account.kanaal != "email" or not account.adres:
        return Postadres(wij.mailadres, wij.naam)
    return Postadres(account.adres, account.instellingen.get("afzender") or wij.naam)


def _files(row: Bezorging, weg: BezorgInhoud | None) -> tuple[UitgaandeBijlage, ...]:
    zonder = weg.zonder if weg else []
    if str(row.bericht_id) in zonder:
        return ()
    rows = Bijlage.objects.filter(partij_id=row.partij_id, bericht_id=row.bericht_id, staat="").order_by("id")
    rows = rows.exclude(id__in=zonder)
    if row.soort == BezorgSoort.DOOR:  # what came from outside goes on only when nothing was found in it
        rows = rows.filter(waarschuwing="")
    return tuple(UitgaandeBijlage(b.naam, b.herkend_type, bytes(b.inhoud)) for b in rows[:20])
