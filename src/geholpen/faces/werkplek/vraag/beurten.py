"""The conversation of one question in time: messages, calls, notes and promises together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from geholpen.domain.berichten.queries import BerichtRegel, Bezorgregel, BijlageRegel, Weg, namen_van_versies
from geholpen.domain.klantcontacten.queries import (
    ControleRegel,
    CorrectieRegel,
    Gesproken,
    Notitie,
    TaakRegel,
    VraagRegel,
)
from geholpen.faces.kanaalnamen import ZONDER_ONDERWERP
from geholpen.faces.werkplek.deel.belofte import belofte
from geholpen.faces.werkplek.deel.controle import in_words
from geholpen.faces.werkplek.vraag.naderhand import naderhand
from geholpen.faces.werkplek.woorden import BEZORGING, RESULTAAT, kanaal
from geholpen.platform.taal import vertaald
from geholpen.platform.telefoonnummer import leesbaar

#: Channels in which people speak: an employee records what was said.
GESPREK = frozenset({"telefoon", "balie", "video"})
#: Shown as pictures in the mail itself, not as a file beside it.
_BEELD = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp"})


@dataclass(frozen=True, slots=True)
class Mensen:
    """Who can be named: the customer, employees by id, and by contact whoever spoke for the customer."""

    klant: str
    medewerkers: dict[UUID, str]
    sprekers: dict[UUID, str]


def merge(
    vraag: VraagRegel,
    mensen: Mensen,
    berichten: list[BerichtRegel],
    gesproken: list[Gesproken],
    notities: list[Notitie],
    taken: list[TaakRegel],
    controles: list[ControleRegel],
    oproepen: list[dict[str, Any]],
    correcties: Sequence[CorrectieRegel] = (),
) -> list[dict[str, Any]]:
    """Everything of one klantvraag, oldest first. Each has a `soort`."""
    wie = mensen.medewerkers
    begonnen = namen_van_versies(b.sjabloonversie_id for b in berichten if b.sjabloonversie_id)
    alles = [_bericht(vraag, b, mensen.klant, wie) | {"sjabloon": _begun(b, begonnen)} for b in berichten]
    alles += [_gesproken(g, mensen.sprekers.get(g.id, mensen.klant), wie) for g in gesproken]
    alles += [_notitie(n, wie) for n in notities]
    alles += [_belofte(t, wie) for t in taken]
    alles += [_controle(c, wie) for c in controles]
    alles += [{"soort": "oproep", **o} for o in oproepen]
    alles += [_correctie(c) for c in correcties]
    return sorted(alles, key=lambda beurt: beurt["moment"])


def _bericht(vraag: VraagRegel, b: BerichtRegel, klantnaam: str, wie: dict[UUID, str]) -> dict[str, Any]:
    in_ = b.richting == "in"
    automatisch = b.aard == "automatisch" and not in_
    afzender = (
        b.van_naam or (b.van if b.van_derde else klantnaam)
        if in_
        else wie.get(b.medewerker_id, "")
        if b.medewerker_id
        else ""
    )
    sleutels = [vraag.partij_id, vraag.klantvraag_id]
    return {
        "soort": "bericht",
        "id": f"bericht-{b.volgnummer}",
        "van": "klant" if in_ else "bot" if automatisch else "medewerker",
        "wie": afzender or (_("Automatisch antwoord") if automatisch else _("Medewerker")),
        "adres": ", ".join(map(_readable, [b.van] if in_ else b.aan)),
        "moment": b.moment,
        "kanaal": kanaal(b.kanaal),
        "mens": b.aard in ("", "persoon"),
        "onderwerp": "" if b.kanaal in ZONDER_ONDERWERP else b.onderwerpregel,
        "tekst": b.nieuwe_tekst or b.tekst,
        "volledig": b.tekst if b.nieuwe_tekst and b.tekst.strip() != b.nieuwe_tekst.strip() else "",
        "html_url": reverse("werkplek:html", args=[*sleutels, b.id]) if b.html_veilig and in_ else "",
        "externe_beelden": b.externe_beelden,
        "waarschuwingen": b.waarschuwingen,
        "echtheid": in_words_of_mail(b.echtheid) if in_ and b.kanaal == "email" else None,
        "automatisch_in": in_ and b.aard not in ("", "persoon"),
        "bijlagen": [_bijlage(sleutels, x) for x in b.bijlagen if not _in_text(x)],
        "dicht": _dicht(sleutels, b) if b.bijlagen_dicht else None,
        "bezorging": _bezorging(sleutels, _regel(b, b.bezorging_id)) if b.bezorging_id and not in_ else None,
        **naderhand(sleutels, b, wie),
    }


def _readable(adres: str) -> str:
    """A number as people read it out, also without the plus that WhatsApp leaves off; any other address as it is."""
    cijfers = adres.removeprefix("+")
    return leesbaar(f"+{cijfers}") if cijfers.isdigit() else adres


def _begun(b: BerichtRegel, versies: dict[UUID, tuple[str, int]]) -> str:
    """With which text of ours an answer was begun, in words; "" when it was not."""
    if b.sjabloonversie_id not in versies:
        return ""
    naam, nummer = versies[b.sjabloonversie_id]
    return _("Begonnen met sjabloon “%(naam)s”, versie %(nummer)s") % {"naam": naam, "nummer": nummer}


def in_words_of_mail(gemeten: str) -> tuple[str, str] | None:
    """How sure it is that this mail comes from the address it names: (what to say, how it looks)."""
    dmarc, spf, dkim = (*gemeten.split(), "none", "none", "none")[:3]
    if dmarc == "pass":
        return _("Dit mailadres klopt: de mailserver van de afzender staat ervoor in."), "ok"
    if dmarc == "fail" or "fail" in (spf, dkim):
        return _("Dit mailadres kan vervalst zijn: de controle van de afzender mislukte."), "fout"
    if "pass" in (spf, dkim):
        return _("De mailserver is bekend, maar het mailadres is niet bewezen."), "let-op"
    return _("Of dit mailadres klopt, is niet te controleren."), "let-op"


def _regel(b: BerichtRegel, bezorging_id: UUID) -> Bezorgregel:
    post, terug = (b.post_tot, b.bezorgkanaal, b.andere_wegen), b.naderhand.terug_te_halen
    return Bezorgregel(
        b.volgnummer,
        bezorging_id,
        b.bezorgstaat,
        b.bezorguitleg,
        *post,
        terug,
        b.medewerker_id,
        b.voorgoed,
        b.verder_op,
    )


def _dicht(sleutels: list[UUID], b: BerichtRegel) -> dict[str, str]:
    """That there are attachments which are not shown, why, and what to do about it."""
    n = b.bijlagen_dicht
    titel = ngettext("%(n)s bijlage die u nu niet ziet", "%(n)s bijlagen die u nu niet ziet", n) % {"n": n}
    vraag = reverse("werkplek:vraag", args=sleutels)
    if b.dicht_code == "NIVEAU":
        tekst = _("Wij weten nog niet zeker genoeg wie dit stuurde. Controleer eerst wie de klant is.")
        return {"titel": titel, "tekst": tekst, "doe": _("Wie is de klant?"), "url": f"{vraag}?doe=identiteit#doen"}
    tekst = _("Voor dit doel zijn bijlagen niet nodig. Past het onderwerp niet? Kies dan een ander onderwerp.")
    return {"titel": titel, "tekst": tekst, "doe": _("Onderwerp kiezen"), "url": f"{vraag}?doe=onderwerp#doen"}


def _in_text(bijlage: BijlageRegel) -> bool:
    return bool(bijlage.content_id) and bijlage.type in _BEELD and not bijlage.waarschuwing


def _bijlage(sleutels: list[UUID], b: BijlageRegel) -> dict[str, Any]:
    return {
        "naam": b.naam,
        "grootte": b.grootte,
        "waarschuwing": vertaald(b.waarschuwing),
        "weggelaten": b.weggelaten,
        "url": reverse("werkplek:bijlage", args=[*sleutels, b.id]),
    }


def bezorgd(partij_id: UUID, vraag_id: UUID, regels: list[Bezorgregel]) -> list[dict[str, Any]]:
    """How every message of ours is on its way, in the words of the component."""
    return [_bezorging([partij_id, vraag_id], regel) for regel in regels]


def _bezorging(sleutels: list[UUID], b: Bezorgregel) -> dict[str, Any]:
    mis = b.staat in ("niet_bezorgd", "onbekend")
    opnieuw = reverse("werkplek:opnieuw", args=[*sleutels, b.bezorging_id])
    anders = f"{reverse('werkplek:vraag', args=sleutels)}?doe=antwoord#doen"
    return {
        "id": f"bericht-{b.volgnummer}-bezorging",
        "nummer": b.volgnummer,
        "door": b.medewerker_id,
        "stand": BEZORGING.get(b.staat, "onbekend"),
        "reden": b.uitleg if mis else "",
        "kanaal": kanaal(b.kanaal) if b.andere else "",
        "andere": [_weg(w) for w in b.andere],
        "opnieuw_url": opnieuw if mis and not b.voorgoed else "",
        "anders_url": anders if mis and b.voorgoed else "",
        "verder_op": b.verder_op,
        "terug_url": reverse("werkplek:terughalen", args=[*sleutels, b.bezorging_id]) if b.terug_te_halen else "",
        **_post(sleutels, b),
    }


def _weg(w: Weg) -> dict[str, str]:
    """Another way that was tried for the same message."""
    reden = w.uitleg if w.staat in ("niet_bezorgd", "onbekend") else ""
    return {"kanaal": kanaal(w.kanaal), "stand": BEZORGING.get(w.staat, "onbekend"), "reden": reden}


def _post(sleutels: list[UUID], b: Bezorgregel) -> dict[str, Any]:
    """A letter that waits for the post: until when it can be taken back."""
    tot = b.ophaalbaar_tot if b.staat == "wachtrij" else None
    if tot is None:
        return {"tegenhouden_url": ""}
    url = reverse("werkplek:tegenhouden", args=[*sleutels, b.bezorging_id])
    return {"tegenhouden_url": url, "post_tot": tot}


def _gesproken(g: Gesproken, klantnaam: str, wie: dict[UUID, str]) -> dict[str, Any]:
    ons = wie.get(g.medewerker_id, "") if g.medewerker_id else ""
    return {
        "soort": "gesproken",
        "id": f"contact-{g.id}",
        "moment": g.moment,
        "kanaal": kanaal(g.kanaal),
        "van": "klant" if g.initiatief == "klant" else "medewerker",
        "wie": klantnaam if g.initiatief == "klant" else ons or _("Medewerker"),
        "vastgelegd_door": ons,
        "mens": g.gelukt is not False,
        "niet_bereikt": g.gelukt is False,
        "tekst": g.tekst or _no_words(g),
        "vastgelegd_in": _recorded(g),
    }


def is_spoken(g: Gesproken) -> bool:
    """Whether it is a conversation, or what other software says of a contact: never a letter or a form."""
    return g.kanaal in GESPREK or g.van_andere_software


def _no_words(g: Gesproken) -> str:
    if is_spoken(g):
        return _("Er is niets opgeschreven over dit gesprek.")
    return _("De tekst staat niet bij ons, of is gewist.")


def _recorded(g: Gesproken) -> str:
    """Where it was recorded, when that was not at the desk."""
    if g.van_andere_software:
        return _("Vastgelegd in andere software")
    return "" if is_spoken(g) else _("Overgenomen uit een ander systeem, zonder het bericht zelf")


def _notitie(n: Notitie, wie: dict[UUID, str]) -> dict[str, Any]:
    return {
        "soort": "notitie",
        "id": f"notitie-{n.id}",
        "moment": n.geschreven_op,
        "wie": wie.get(n.medewerker_id, _("Medewerker")),
        "tekst": n.tekst,
    }


def _correctie(c: CorrectieRegel) -> dict[str, Any]:
    """What the customer had corrected, beside what it says."""
    if c.over:
        tekst = _("Verbeterd op verzoek van de klant. Er staat: %(over)s. Het moet zijn: %(tekst)s")
    else:
        tekst = _("Verbeterd op verzoek van de klant. Het moet zijn: %(tekst)s")
    return {
        "soort": "correctie",
        "id": "",
        "moment": c.geschreven_op,
        "tekst": tekst % {"over": c.over, "tekst": c.tekst},
    }


def _belofte(t: TaakRegel, wie: dict[UUID, str]) -> dict[str, Any]:
    return {
        "soort": "belofte",
        "id": f"belofte-{t.taak_id}",
        "moment": t.toegewezen_op,
        **belofte(t, wie),
        "antwoord": t.antwoord,
        "resultaat": str(RESULTAAT.get(t.resultaat, "")),
        "pogingen": t.pogingen,
    }


def _controle(c: ControleRegel, wie: dict[UUID, str]) -> dict[str, Any]:
    zin = _("%(wie)s controleerde wie de klant is: %(uitslag)s") % {
        "wie": wie.get(c.medewerker_id, _("Een medewerker")),
        "uitslag": in_words(c.gevraagd),
    }
    return {"soort": "controle", "id": f"controle-{c.id}", "moment": c.moment, "tekst": zin, "goed": c.voldoende}


def begin_bij(beurten: list[dict[str, Any]]) -> str:
    """Id of where reading begins: the first message without an answer, else the last thing a person said or wrote.

    In a call the answer was given at once.
    """
    mensen = [b for b in beurten if b.get("mens")]
    onbeantwoord = ""
    for beurt in reversed(mensen):
        if beurt["soort"] != "bericht" or beurt["van"] != "klant":
            break
        onbeantwoord = beurt["id"]
    return onbeantwoord or (mensen[-1]["id"] if mensen else "")


def last_number(berichten: list[BerichtRegel]) -> int:
    """Number of the last message on the screen."""
    return max((b.volgnummer for b in berichten), default=0)


def newer(
    berichten: list[BerichtRegel], gezien_tot: int, klantnaam: str, collegas: dict[UUID, str]
) -> list[dict[str, datetime | str]]:
    """What the customer wrote, or a colleague answered, after the number that was on the screen."""

    def wie(b: BerichtRegel) -> str:
        return b.van_naam or klantnaam if b.richting == "in" else collegas.get(b.medewerker_id or UUID(int=0), "")

    return [
        {"wie": wie(b), "moment": b.moment, "tekst": b.nieuwe_tekst or b.tekst}
        for b in berichten
        if b.volgnummer > gezien_tot and (b.richting == "in" or b.medewerker_id)
    ]
