"""DOOR. What other software logs with us."""

from geholpen.domain.verantwoording.besluiten import Besluitvraag as Besluitvraag
from geholpen.domain.verantwoording.besluiten import Gewogen as Gewogen
from geholpen.domain.verantwoording.commands.besluiten import ask_besluiten
from geholpen.domain.verantwoording.commands.logregels import NieuweRegel as NieuweRegel
from geholpen.domain.verantwoording.commands.logregels import keep_logregels
from geholpen.domain.verantwoording.commands.verwerkingsacties import (
    NieuweActie as NieuweActie,
)
from geholpen.domain.verantwoording.commands.verwerkingsacties import (
    NieuwObject as NieuwObject,
)
from geholpen.domain.verantwoording.commands.verwerkingsacties import (
    change_verwerking,
    lapse_verwerkingsactie,
    register_verwerkingsactie,
    replace_verwerkingsactie,
)

__all__ = [
    "ask_besluiten",
    "change_verwerking",
    "keep_logregels",
    "lapse_verwerkingsactie",
    "register_verwerkingsactie",
    "replace_verwerkingsactie",
]
