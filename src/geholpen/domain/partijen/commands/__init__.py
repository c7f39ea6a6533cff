"""DOOR. Change customers."""

from geholpen.domain.partijen.commands.contactadressen import forget_contactadressen, move_contactadressen
from geholpen.domain.partijen.commands.overnemen import NieuwePartij, import_partij
from geholpen.domain.partijen.commands.overnemen_veel import import_partijen
from geholpen.domain.partijen.commands.register_digitaaladressen import (
    change_digitaal_adres,
    register_digitaal_adres,
    remove_digitaal_adres,
)
from geholpen.domain.partijen.commands.registreren import mark_onbestelbaar, register_beller, register_onbekende
from geholpen.domain.partijen.commands.voorkeur import change_kanaalvoorkeur

__all__ = [
    "NieuwePartij",
    "change_digitaal_adres",
    "change_kanaalvoorkeur",
    "forget_contactadressen",
    "import_partij",
    "import_partijen",
    "mark_onbestelbaar",
    "move_contactadressen",
    "register_beller",
    "register_digitaal_adres",
    "register_onbekende",
    "remove_digitaal_adres",
]
