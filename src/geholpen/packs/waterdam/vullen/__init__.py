"""Fill a database with the demo town, through the same doors as everything else. Safe to run again."""

from geholpen.packs.waterdam.vullen.catalogi import fill_catalogues
from geholpen.packs.waterdam.vullen.kwarantaine import fill_kwarantaine
from geholpen.packs.waterdam.vullen.stad import fill, logins, postbussen, probeer_eerst

__all__ = ["fill", "fill_catalogues", "fill_kwarantaine", "logins", "postbussen", "probeer_eerst"]
