"""The rule table: may this, under this activity, for this reason? Pure, first denial wins, each with a code.

Measured well under 5 µs a decision (bench/beslissing.py). Reasons are plain Dutch for the person at the screen.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from geholpen.domain.doelbinding.ports import NAMENS, Grens, Reden
from geholpen.platform.errors import INCIDENT
from geholpen.platform.errors import REDENEN as VAN_HET_PLATFORM
from geholpen.platform.tokens import sources

NIVEAUS = {"": 0, "asserted": 1, "matched": 2, "verified": 3, "authenticated": 4}

REDENEN = {
    INCIDENT: VAN_HET_PLATFORM[INCIDENT],
    "ONBEKENDE_ACTIVITEIT": "Voor dit werk is geen doel vastgelegd. Vraag de privacy officer om hulp.",
    "ACTIVITEIT_NIET_ACTIEF": "Dit doel is op dit moment niet actief. De privacy officer kan u vertellen waarom.",
    "ACTIVITEIT_VERLOPEN": "De evaluatiedatum van dit doel is voorbij. De privacy officer evalueert het eerst.",
    "ROL": "Uw rol hoort niet bij dit doel. Vraag uw teamleider wie u kan helpen.",
    "AFDELING": "Deze vraag hoort bij een andere afdeling. U kunt de vraag wel doorsturen.",
    "EIGEN_DOSSIER": "Het was het eigen dossier van deze medewerker.",
    "HUISGENOOT": "Het was het dossier van iemand op het adres van deze medewerker.",
    "COLLEGA": "Het was het dossier van een collega. Alleen de groep voor medewerkers mag dat zien.",
    "AFGESCHERMD": "Dit dossier is afgeschermd. Alleen de groep die erbij hoort mag het zien.",
    "ONBEKENDE_KLANT": "Er is geen klant met dit nummer.",
    "GEEN_AANLEIDING": "U heeft geen open vraag of taak van deze klant. Zonder aanleiding mag u de gegevens niet zien.",
    "AANLEIDING_GESLOTEN": "Deze vraag is al afgehandeld. Heropen de vraag als de klant er op terugkomt.",
    "ANDERE_KLANT": "Deze gegevens horen bij een andere klant dan uw vraag of taak.",
    "GEEN_MACHTIGING": "U mag hierover niet (meer) voor een ander optreden.",
    "NIVEAU": "Controleer eerst wie de klant is.",
    "TE_VAAK_FOUT": "Er klopten te vaak antwoorden niet. Vraag de klant met een bewijs naar de balie.",
    "NIET_NODIG": "Niet nodig voor dit doel.",
    "HANDELING": "Dit doel staat deze handeling niet toe.",
    "BSN_NIET_TONEN": "Voor dit doel hoort het burgerservicenummer niet op het scherm.",
    "SCOPE": "Het token heeft dit recht niet. De functioneel beheerder kan een token met meer rechten maken.",
    "BEZWAAR": "De klant maakte bezwaar tegen dit gebruik. Zolang dat geldt, mag u de gegevens hiervoor niet zien.",
    "BEPERKT": "De klant vroeg om dit gegeven niet te gebruiken. Het blijft bewaard, maar u mag het nu niet zien.",
    "TOESTEMMING_ONTBREEKT": "De klant gaf hiervoor geen toestemming, of trok die in. Help de klant anders.",
    "ALLEEN_LEZEN": "Met dit token mag u alleen lezen.",
    "NOOD_VOORBIJ": "Deze noodtoegang is voorbij. Is het weer nodig? Vraag dan opnieuw noodtoegang.",
    "NOOD_GEEN_RECHT": "Uw rol heeft geen noodtoegang. Bel uw teamleider.",
    "NOOD_UIT": "Noodtoegang van uw team staat uit: een eerdere keer is niet beoordeeld. Vraag uw teamleider om hulp.",
    "NOOD_BEVESTIG": "Bevestig eerst met uw tweede stap dat u het bent. Dat mag hoogstens vijf minuten geleden zijn.",
    "ANDERE_ROL": "Hierover besluit iemand met een andere rol dan wie het vroeg.",
    "VEEL_INZAGE": "U zag in een uur gegevens van heel veel klanten. Bevestig met uw tweede stap om verder te gaan.",
    "EIGEN_WERK": "Dit heeft u zelf gedaan. Een ander beoordeelt het.",
    "NOOD_LOOPT_AL": "U heeft al noodtoegang tot een andere klant. Beëindig die eerst.",
    "GEEN_PAKKET": "Dit pakket is er niet. Kijk bij uw verzoeken of er een klaarstaat.",
    "PAKKET_VERLOPEN": "Dit pakket stond lang genoeg klaar. Vraag uw gegevens opnieuw aan.",
}


#: What the screen never tells: to whoever may not see a file it is the same as one that is not there.
STIL = frozenset({"EIGEN_DOSSIER", "HUISGENOOT", "COLLEGA", "AFGESCHERMD", "ONBEKENDE_KLANT"})


@dataclass(frozen=True, slots=True)
class GegevenRegel:
    """What one activity version says about one category."""

    handelingen: frozenset[str]
    masker: str
    niveau: int
    bronnen: str  # '{1,2}', ready for the token


@dataclass(frozen=True, slots=True)
class Activiteit:
    """One activity version, compiled for deciding."""

    nummer: int
    versie: int
    code: str
    naam: str
    doel: str
    artikel: str
    status: str
    evaluatiedatum: date
    rollen: frozenset[str]
    afdelingen: frozenset[str]
    aanleidingen: frozenset[str]
    gegevens: dict[int, GegevenRegel]
    bewaardagen: int
    mag_geheim_adres: bool
    mag_bsn_tonen: bool
    gevoelig: bool
    lees_bronnen: str
    schrijf_bronnen: str
    op_toestemming: bool = False  # rests on consent: looked at on every call
    vertegenwoordiging: frozenset[str] = frozenset()  # kinds of acting for another that it accepts

    @property
    def schrijft_voor(self) -> frozenset[int]:
        """Numbers of the activities whose rows it may change."""
        return _numbers(self.schrijf_bronnen)


#: Categories that say who somebody is; the others are about a subject.
WIE = range(1, 9)
#: The purpose of answering for another whether their data may be used. Which consents it may touch, a policy on their
#: table says (`toestemming_hier`): what one is about is no source of its row.
TOESTEMMING_NAMENS, TOESTEMMINGEN = "toestemming_namens", 20


def narrowed(activiteit: Activiteit, bronnen: frozenset[int]) -> str:
    """The sources of an activity when, of the subjects, only what was collected for `bronnen` may be read."""

    def keep(soort: int, regel: GegevenRegel) -> str:
        if soort in WIE or (soort == TOESTEMMINGEN and activiteit.code == TOESTEMMING_NAMENS):
            return regel.bronnen
        return "{" + ",".join(map(str, sorted(_numbers(regel.bronnen) & bronnen))) + "}"

    return sources({soort: keep(soort, regel) for soort, regel in activiteit.gegevens.items()})


def _numbers(bronnen: str) -> frozenset[int]:
    return frozenset(int(number) for number in bronnen.strip("{}").split(",") if number)


@dataclass(frozen=True, slots=True)
class Besluit:
    """The outcome: an overall code ("" means yes), the categories given and the code per category refused."""

    code: str
    toegestaan: frozenset[int] = frozenset()
    maskers: dict[int, str] = field(default_factory=dict)
    geweigerd: dict[int, str] = field(default_factory=dict)


def check_activiteit(activiteit: Activiteit | None, vandaag: date) -> str:
    """Code of the first thing wrong with the activity itself; "" when it may be used today."""
    if activiteit is None:
        return "ONBEKENDE_ACTIVITEIT"
    if activiteit.status == "verlopen":
        return "ACTIVITEIT_VERLOPEN"
    if activiteit.status != "actief":
        return "ACTIVITEIT_NIET_ACTIEF"
    if activiteit.gegevens and activiteit.evaluatiedatum < vandaag:  # without data there is no right to read to lose
        return "ACTIVITEIT_VERLOPEN"
    return ""


def check_actor(activiteit: Activiteit, rollen: frozenset[str], afdeling: str) -> str:
    """Code of the first thing wrong with who asks: the role, or work of another department."""
    if not rollen & activiteit.rollen:
        return "ROL"
    if activiteit.afdelingen and afdeling not in activiteit.afdelingen:
        return "AFDELING"
    return ""


def check_aanleiding(activiteit: Activiteit, soort: str, reden: Reden | None) -> str:
    """Code of the first thing wrong with the reason: missing, of the wrong kind, or already closed."""
    if {NAMENS: "gesprek"}.get(soort, soort) not in activiteit.aanleidingen:
        return "GEEN_AANLEIDING"
    if soort in {"systeem", "lijst", "eigen_verzoek", "koppeling"}:
        return ""
    mandate = soort in {"machtiging", NAMENS}
    if reden is None:
        return "GEEN_MACHTIGING" if mandate else "GEEN_AANLEIDING"
    if reden.open:
        return ""
    if soort == "noodtoegang":
        return "NOOD_VOORBIJ"
    return "GEEN_MACHTIGING" if mandate else "AANLEIDING_GESLOTEN"


def _must_check_first(reden: Reden | None, soort: int, handeling: str) -> bool:
    """Somebody is on the line and we do not know who: what is said can be written down, nothing is read out."""
    return (
        reden is not None
        and reden.voor_controle is not None
        and handeling == "lezen"
        and soort not in reden.voor_controle
    )


def decide(
    activiteit: Activiteit | None,
    *,
    soorten: Iterable[int],
    handeling: str,
    rollen: frozenset[str],
    afdeling: str,
    aanleiding: str,
    reden: Reden | None,
    niveau: int,
    vandaag: date,
    schild: str = "",
) -> Besluit:
    """Decide for one call. `niveau` is how sure we are who the customer is (0..4; 4 when nobody is on the line).

    `schild` is the code of what stands between the actor and this customer.
    """
    code = check_activiteit(activiteit, vandaag)
    if code or activiteit is None:
        return Besluit(code)
    code = check_actor(activiteit, rollen, afdeling) or schild or check_aanleiding(activiteit, aanleiding, reden)
    if code:
        return Besluit(code)
    toegestaan, maskers, geweigerd = set(), {}, {}
    for soort in soorten:
        regel = activiteit.gegevens.get(soort)
        if regel is None:
            geweigerd[soort] = "NIET_NODIG"
        elif handeling not in regel.handelingen:
            geweigerd[soort] = "HANDELING"
        elif niveau < regel.niveau or _must_check_first(reden, soort, handeling):
            geweigerd[soort] = "NIVEAU"
        else:
            toegestaan.add(soort)
            maskers[soort] = regel.masker
    return Besluit("", frozenset(toegestaan), maskers, geweigerd)


def limited(besluit: Besluit, grenzen: Iterable[Grens]) -> Besluit:
    """The decision with what the customer does not want: all of it refused, or a category fewer."""
    gegeven, weg = set(besluit.toegestaan), dict(besluit.geweigerd)
    for grens in sorted(grenzen, key=lambda g: (g.gegeven, g.code)):
        if not grens.gegeven:
            return Besluit(grens.code)
        if grens.gegeven in gegeven:
            gegeven.discard(grens.gegeven)
            weg[grens.gegeven] = grens.code
    return replace(besluit, toegestaan=frozenset(gegeven), geweigerd=weg)
