"""DOOR. Change customers."""

from geholpen.domain.partijen.commands.afschermen import end_shield, save_groep, shield
from geholpen.domain.partijen.commands.brp import keep_brp, save_brpregistraties
from geholpen.domain.partijen.commands.contactadressen import forget_contactadressen, move_contactadressen
from geholpen.domain.partijen.commands.geheim import remake_zoeksleutels
from geholpen.domain.partijen.commands.niemand import delete_niemand, register_niemand, sweep_niemand
from geholpen.domain.partijen.commands.overnemen import NieuwePartij, import_partij
from geholpen.domain.partijen.commands.overnemen_bij_partij import (
    import_categorie_relaties,
    import_digitale_adressen,
    import_rekeningnummers,
    import_vertegenwoordigingen,
)
from geholpen.domain.partijen.commands.overnemen_nummers import import_identificatoren
from geholpen.domain.partijen.commands.overnemen_overig import import_categorieen, import_organisaties, import_personen
from geholpen.domain.partijen.commands.overnemen_partijen import import_register_partijen
from geholpen.domain.partijen.commands.overnemen_veel import import_partijen
from geholpen.domain.partijen.commands.personeel import (
    approve_personeelslijst,
    place_personeelslijst,
    withdraw_personeelslijst,
)
from geholpen.domain.partijen.commands.register_categorieen import (
    change_categorie,
    change_categorie_relatie,
    register_categorie,
    register_categorie_relatie,
    remove_categorie,
    remove_categorie_relatie,
)
from geholpen.domain.partijen.commands.register_contactgegevens import (
    change_organisatie,
    change_persoon,
    register_organisatie,
    register_persoon,
    remove_organisatie,
    remove_persoon,
)
from geholpen.domain.partijen.commands.register_digitaaladressen import (
    change_digitaal_adres,
    register_digitaal_adres,
    remove_digitaal_adres,
)
from geholpen.domain.partijen.commands.register_identificatoren import (
    change_identificator,
    register_identificator,
    remove_identificator,
)
from geholpen.domain.partijen.commands.register_partijen import change_partij, register_partij, remove_partij
from geholpen.domain.partijen.commands.register_rekeningnummers import (
    change_rekeningnummer,
    register_rekeningnummer,
    remove_rekeningnummer,
)
from geholpen.domain.partijen.commands.register_vertegenwoordigingen import (
    change_vertegenwoordiging,
    register_vertegenwoordiging,
    remove_vertegenwoordiging,
)
from geholpen.domain.partijen.commands.registreren import (
    add_identiteit,
    change_afmelding,
    mark_bestelbaar,
    mark_onbestelbaar,
    mark_post_onbestelbaar,
    register_beller,
    register_onbekende,
    set_afmelding,
)
from geholpen.domain.partijen.commands.verbeteren import STAAND, correct_gegeven, correct_kenmerk
from geholpen.domain.partijen.commands.vertegenwoordigen import (
    BRONNEN,
    MELD_AANSPRAAK,
    NieuweVertegenwoordiging,
    decide_vertegenwoordiging,
    end_mijn_machtiging,
    end_vertegenwoordiging,
    record_vertegenwoordiging,
)
from geholpen.domain.partijen.commands.voorkeur import change_kanaalvoorkeur

__all__ = [
    "change_afmelding",
    "set_afmelding",
    "add_identiteit",
    "end_mijn_machtiging",
    "keep_brp",
    "save_brpregistraties",
    "BRONNEN",
    "MELD_AANSPRAAK",
    "NieuweVertegenwoordiging",
    "decide_vertegenwoordiging",
    "end_vertegenwoordiging",
    "record_vertegenwoordiging",
    "NieuwePartij",
    "approve_personeelslijst",
    "end_shield",
    "place_personeelslijst",
    "save_groep",
    "shield",
    "withdraw_personeelslijst",
    "change_categorie",
    "change_categorie_relatie",
    "change_digitaal_adres",
    "change_identificator",
    "change_kanaalvoorkeur",
    "change_organisatie",
    "change_partij",
    "change_persoon",
    "change_rekeningnummer",
    "change_vertegenwoordiging",
    "STAAND",
    "correct_gegeven",
    "correct_kenmerk",
    "delete_niemand",
    "forget_contactadressen",
    "import_categorie_relaties",
    "import_categorieen",
    "import_digitale_adressen",
    "import_identificatoren",
    "import_organisaties",
    "import_partij",
    "import_partijen",
    "import_personen",
    "import_register_partijen",
    "import_rekeningnummers",
    "import_vertegenwoordigingen",
    "mark_bestelbaar",
    "mark_onbestelbaar",
    "mark_post_onbestelbaar",
    "move_contactadressen",
    "register_beller",
    "register_categorie",
    "register_categorie_relatie",
    "register_digitaal_adres",
    "register_identificator",
    "register_niemand",
    "register_onbekende",
    "register_organisatie",
    "register_partij",
    "register_persoon",
    "register_rekeningnummer",
    "register_vertegenwoordiging",
    "remake_zoeksleutels",
    "remove_categorie",
    "remove_categorie_relatie",
    "remove_digitaal_adres",
    "remove_identificator",
    "remove_organisatie",
    "remove_partij",
    "remove_persoon",
    "remove_rekeningnummer",
    "remove_vertegenwoordiging",
    "sweep_niemand",
]
