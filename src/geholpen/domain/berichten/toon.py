"""Tone: greeting, closing and subject of what we write. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime

from geholpen.domain.organisatie.queries import MedewerkerInfo, OrganisatieInfo
from geholpen.platform.telefoonnummer import leesbaar

_PLEK = re.compile(r"\{([a-z_]{1,30})\}")
MAANDEN = (
    "januari februari maart april mei juni juli augustus september oktober november december".split()  # noqa: SIM905
)


def datum(dag: date) -> str:
    """3 november 2026."""
    return f"{dag.day} {MAANDEN[dag.month - 1]} {dag.year}"


def onderwerpregel(vorige: str, onderwerp: str, kenmerk: str) -> str:
    """Subject of an answer: that of the customer with Re:, or the topic; always with our reference."""
    kern = vorige.strip() or onderwerp
    if vorige.strip() and not kern.lower().startswith(("re:", "antw:")):
        kern = f"Re: {kern}"
    return kern if kenmerk in kern else f"{kern} [{kenmerk}]"


def voorzet(
    organisatie: OrganisatieInfo, aanspreeknaam: str, medewerker: MedewerkerInfo, afdeling: str, handtekening: str = ""
) -> str:
    """An empty answer with greeting and closing in the organisation's tone, to write in.

    `handtekening`: that of a shared mailbox, with {medewerker}, {afdeling} and {organisatie} to be filled in.
    """
    t: dict[str, str] = organisatie.instellingen["mailtoon"]  # type: ignore[assignment]
    groet = fill(t["aanhef"], {"aanhef": aanspreeknaam}) if aanspreeknaam else t["aanhef_onbekend"]
    waarden = {"medewerker": medewerker.groetnaam, "afdeling": afdeling, "organisatie": organisatie.naam}
    naam = fill(handtekening or t["ondertekening"], waarden)
    return f"{groet}\n\n\n\n{t['afsluiting']}\n\n{naam}\n"


def fill(tekst: str, waarden: Mapping[str, str]) -> str:
    """{name} becomes the value of that name, once: a value is never looked into, an unknown name stays as it is."""
    return _PLEK.sub(lambda plek: waarden.get(plek[1], plek[0]), tekst)


def bevestigingsregel(organisatie: OrganisatieInfo, kenmerk: str) -> str:
    """Subject of a confirmation: nothing the sender wrote, and not what it is about (others may read along)."""
    return f"Uw bericht aan {organisatie.naam} [{kenmerk}]"


def berichtregel(organisatie: OrganisatieInfo, kenmerk: str) -> str:
    """Subject of what we write by ourselves and answers nothing: not what it is about (others may read along)."""
    return f"Bericht van {organisatie.naam} [{kenmerk}]"


def ontvangstbevestiging(organisatie: OrganisatieInfo, kenmerk: str, uiterlijk_op: date) -> str:
    """What a customer gets at once: that it arrived, under which reference, and before when we answer."""
    return (
        "Beste lezer,\n\n"
        "Wij hebben uw bericht ontvangen. Dank u wel.\n"
        f"Uw vraag heeft kenmerk {kenmerk}. U krijgt uiterlijk {datum(uiterlijk_op)} antwoord.\n\n"
        "Wilt u nog iets laten weten? Beantwoord dan deze mail.\n\n"
        f"Met vriendelijke groet,\n{organisatie.naam}\n"
        f"Telefoon {leesbaar(organisatie.telefoon)}\n"
    )


def verbetering(op: datetime, tekst: str, kanaal: str = "") -> str:
    """What goes after a message that was not right: which one it replaces, and what counts. `op`: local time.

    A letter names the other one by its day only: that is what stands on the paper.
    """
    if kanaal == "brief":
        return f"Verbetering van onze brief van {datum(op.date())}. Deze brief komt daarvoor in de plaats.\n\n{tekst}"
    wanneer = f"{datum(op.date())} om {op:%H.%M} uur"
    return f"Verbetering van ons bericht van {wanneer}. Dit bericht komt daarvoor in de plaats.\n\n{tekst}"


def doorgestuurd(
    organisatie: OrganisatieInfo, kenmerk: str, waarom: tuple[str, str], op: datetime, tekst: str, *, van_klant: bool
) -> str:
    """A message passed on: why, what is asked, and the words; nothing that says who the customer is."""
    reden, toelichting = waarom
    wie = "een klant ons" if van_klant else "wij een klant"
    vraag = f"{toelichting}\n\n" if toelichting else ""
    return (
        f"{organisatie.naam} stuurt u dit bericht door. Ons kenmerk is {kenmerk}.\n"
        f"Waarom u dit krijgt: {reden}\n\n{vraag}"
        "U kunt deze mail beantwoorden. Uw antwoord komt bij deze vraag.\n\n"
        f"Dit schreef {wie} op {datum(op.date())}:\n\n{tekst}"
    )


def herstelbericht(organisatie: OrganisatieInfo, kenmerk: str) -> str:
    """Over another channel: that there is an answer, and where; nothing of what it says."""
    return (
        f"{organisatie.naam} kon u niet bereiken. Er is een antwoord op uw vraag {kenmerk}. "
        f"Log in op onze website of bel {leesbaar(organisatie.telefoon)}."
    )


_LOOPT = {
    "bezwaar": "er een bezwaar of beroep loopt",
    "klacht": "er een klacht loopt",
    "rechtszaak": "er een rechtszaak loopt",
    "onderzoek": "er een onderzoek loopt",
    "open_vraag": "u op dit adres of nummer nog antwoord krijgt op een vraag aan ons",
}
_HOUDEN = {
    "open_vraag": "Tot die vraag klaar is, houden wij het adres of nummer alleen daarvoor.",
    "": "Zolang dat loopt, moeten wij de gegevens van de wet bewaren. Wij gebruiken ze nergens anders voor.",
}


def aangehouden(organisatie: OrganisatieInfo, kenmerk: str, grond: str) -> str:
    """That what was granted to be erased has to stay for now, why, and that nothing has to be done."""
    return (
        "Beste lezer,\n\n"
        f"U vroeg ons gegevens te wissen (kenmerk {kenmerk}). Dat gaan wij doen, maar nu nog niet.\n"
        f"Dat komt doordat {_LOOPT.get(grond, 'er iets loopt waarvoor wij ze nodig hebben')}.\n"
        f"{_HOUDEN.get(grond, _HOUDEN[''])}\n\n"
        "Is het klaar? Dan wissen wij de gegevens alsnog. U hoeft niets te doen.\n"
        f"Hebt u vragen? Bel ons: {leesbaar(organisatie.telefoon)}.\n\n"
        f"Met vriendelijke groet,\n{organisatie.naam}\n"
    )


def kennisgeving(organisatie: OrganisatieInfo, kenmerk: str, *, stilstand: bool = False) -> str:
    """That somebody asks about the customer's own data, to an address we knew already: not what, and what to do.

    `stilstand`: it is an objection, and the data are not used for what it is against.
    """
    telefoon = leesbaar(organisatie.telefoon)
    stil = "Het is een bezwaar. Tot wij besluiten, gebruiken wij uw gegevens daar niet voor.\n" if stilstand else ""
    return (
        "Beste lezer,\n\n"
        "Er is bij ons een verzoek gedaan over de gegevens die wij van u hebben.\n"
        f"Het verzoek heeft kenmerk {kenmerk}.\n{stil}\n"
        "Deed u dit zelf? Dan hoeft u niets te doen.\n"
        f"Deed u dit niet? Bel ons dan meteen: {telefoon}. Wij geven niets aan een ander.\n\n"
        f"Met vriendelijke groet,\n{organisatie.naam}\n"
    )


def besloten(organisatie: OrganisatieInfo, kenmerk: str) -> str:
    """That there is a decision on a request about one's own data, and where it can be read; not what it says."""
    return (
        "Beste lezer,\n\n"
        f"Wij hebben besloten over uw verzoek {kenmerk}.\n"
        "U leest het besluit in Mijn: log in op onze website.\n"
        f"Liever bellen? Dat kan: {leesbaar(organisatie.telefoon)}.\n\n"
        f"Met vriendelijke groet,\n{organisatie.naam}\n"
    )


def verlengd(organisatie: OrganisatieInfo, kenmerk: str, uiterlijk_op: date) -> str:
    """That a decision takes longer, until when, and where the reason can be read."""
    return (
        "Beste lezer,\n\n"
        f"Wij hebben meer tijd nodig voor uw verzoek {kenmerk}.\n"
        f"U krijgt uiterlijk {datum(uiterlijk_op)} ons besluit.\n"
        "Waarom het langer duurt, leest u in Mijn: log in op onze website.\n"
        f"Liever bellen? Dat kan: {leesbaar(organisatie.telefoon)}.\n\n"
        f"Met vriendelijke groet,\n{organisatie.naam}\n"
    )
