"""Fill a database with the demo town, through the same doors as everything else. Safe to run again."""

from geholpen.packs.waterdam.vullen.brief import fill_brief
from geholpen.packs.waterdam.vullen.brp import brp_personen
from geholpen.packs.waterdam.vullen.catalogi import fill_catalogues
from geholpen.packs.waterdam.vullen.chat import bewoner, fill_chat
from geholpen.packs.waterdam.vullen.kanalen import agendasleutels, fill_kanalen
from geholpen.packs.waterdam.vullen.kwarantaine import fill_kwarantaine
from geholpen.packs.waterdam.vullen.stad import fill, logins, postbussen, probeer_eerst

__all__ = [
    "agendasleutels",
    "bewoner",
    "brp_personen",
    "fill",
    "fill_brief",
    "fill_catalogues",
    "fill_chat",
    "fill_kanalen",
    "fill_kwarantaine",
    "logins",
    "postbussen",
    "probeer_eerst",
]
