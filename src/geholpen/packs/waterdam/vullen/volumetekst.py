"""What made-up customers ask and what they get for an answer: daily subjects only."""

from __future__ import annotations

KANALEN = ("email", "email", "telefoon", "telefoon", "telefoon", "portaal", "balie")

_SLOT = (
    "Kunt u mij laten weten wat ik moet doen? Ik ben overdag goed te bereiken. Alvast bedankt voor uw hulp.",
    "Ik heb dit ook al op de website opgezocht, maar daar kwam ik er niet uit. Ik hoor graag van u.",
    "Het heeft geen grote haast, maar ik wil het graag voor het eind van de maand geregeld hebben.",
    "Vorige week was ik hiervoor ook al aan de balie, maar toen was het erg druk.",
)
_BEGIN = {
    "parkeervergunning": (
        "Mijn parkeervergunning loopt volgende maand af en ik heb sinds kort een andere auto.",
        "Ik wil graag een bezoekersvergunning aanvragen, want mijn moeder komt een paar weken logeren.",
    ),
    "paspoort": (
        "Mijn paspoort verloopt over zes weken en wij gaan in de zomer op vakantie.",
        "Ik ben mijn identiteitskaart kwijt en wil weten wat een nieuwe kost.",
    ),
    "rijbewijs": (
        "Mijn rijbewijs moet worden verlengd. Kan dat ook zonder naar het stadhuis te komen?",
        "Ik heb een brief gekregen dat mijn rijbewijs klaarligt, maar ik kan de brief niet meer vinden.",
    ),
    "verhuizing": (
        "Wij zijn vorige week verhuisd binnen Waterdam en ik wil ons nieuwe adres doorgeven.",
        "Op mijn oude adres staat nog iemand ingeschreven die daar al jaren niet meer woont.",
    ),
    "trouwen": ("Wij willen in het voorjaar trouwen en zoeken een datum in de oude raadzaal.",),
    "geboorte": ("Onze dochter is eergisteren geboren en ik wil graag weten hoe ik aangifte doe.",),
    "afval": (
        "De groene container is al twee keer niet geleegd in onze straat.",
        "Ik wil grofvuil laten ophalen: een bank, twee stoelen en een oude kast.",
    ),
    "gemeentebelasting": (
        "Op de aanslag staat een hond, maar die hebben wij al een jaar niet meer.",
        "Ik wil de aanslag graag in termijnen betalen. Hoe regel ik dat?",
    ),
}
ONDERWERPEN = tuple(_BEGIN)
VRAGEN = {code: tuple(f"{begin} {slot}" for begin in beginnen for slot in _SLOT) for code, beginnen in _BEGIN.items()}
ANTWOORDEN = (
    "Dank voor uw bericht. U regelt dit met DigiD op onze website, of aan de balie. Neem dan uw legitimatie mee.",
    "Wij hebben het voor u nagekeken. De aanvraag is compleet. U hoort binnen vijf werkdagen van ons.",
    "Wij hebben dit met u besproken. U krijgt de bevestiging per post. Belt u gerust als er nog iets is.",
    "U kunt een afspraak maken aan de balie van het stadhuis. Dat kan op werkdagen van negen tot vijf uur.",
)
