"""Tone: greeting, closing and subject of what we write. Pure."""

from __future__ import annotations

from datetime import date

from geholpen.domain.organisatie.queries import MedewerkerInfo, OrganisatieInfo
from geholpen.platform.telefoonnummer import leesbaar

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


def voorzet(organisatie: OrganisatieInfo, aanspreeknaam: str, medewerker: MedewerkerInfo, afdeling: str) -> str:
    """An empty answer with greeting and closing in the organisation's tone, to write in."""
    t: dict[str, str] = organisatie.instellingen["mailtoon"]  # type: ignore[assignment]
    groet = t["aanhef"].format(aanhef=aanspreeknaam) if aanspreeknaam else t["aanhef_onbekend"]
    naam = t["ondertekening"].format(medewerker=medewerker.groetnaam, afdeling=afdeling, organisatie=organisatie.naam)
    return f"{groet}\n\n\n\n{t['afsluiting']}\n\n{naam}\n"


def bevestigingsregel(organisatie: OrganisatieInfo, kenmerk: str) -> str:
    """Subject of a confirmation: nothing the sender wrote, and not what it is about (others may read along)."""
    return f"Uw bericht aan {organisatie.naam} [{kenmerk}]"


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


def kennisgeving(organisatie: OrganisatieInfo, kenmerk: str) -> str:
    """That somebody asks about the customer's own data, to an address we knew already: not what, and what to do."""
    telefoon = leesbaar(organisatie.telefoon)
    return (
        "Beste lezer,\n\n"
        "Er is bij ons een verzoek gedaan over de gegevens die wij van u hebben.\n"
        f"Het verzoek heeft kenmerk {kenmerk}.\n\n"
        "Deed u dit zelf? Dan hoeft u niets te doen.\n"
        f"Deed u dit niet? Bel ons dan meteen: {telefoon}. Wij geven niets aan een ander.\n\n"
        f"Met vriendelijke groet,\n{organisatie.naam}\n"
    )
