"""DOOR. Change klantvragen, klantcontacten and promises."""

from geholpen.domain.klantcontacten.commands.behandelen import (
    assign_klantvraag,
    change_onderwerp,
    close_klantvraag,
    hand_on_klantvraag,
    move_klantvraag,
    reopen_klantvraag,
    set_uiterlijk,
    write_notitie,
)
from geholpen.domain.klantcontacten.commands.controlemelden import settle_controlemelding
from geholpen.domain.klantcontacten.commands.corrigeren import add_correctie
from geholpen.domain.klantcontacten.commands.gesprekken import (
    BesprokenVraag,
    Verslag,
    end_gesprek,
    record_gesprek,
    start_gesprek,
    start_gesprek_voor,
)
from geholpen.domain.klantcontacten.commands.identiteit import Controle, Uitslag, try_controle, verify_identiteit
from geholpen.domain.klantcontacten.commands.maak_klantcontact import DELEN, Gemaakt, register_volledig_contact
from geholpen.domain.klantcontacten.commands.namens import begin_namens
from geholpen.domain.klantcontacten.commands.overnemen import OudContact, OudeKlantvraag, OudeTaak, import_klantvraag
from geholpen.domain.klantcontacten.commands.overnemen_bij_contact import (
    import_actorklantcontacten,
    import_betrokkenen,
    import_bijlagen,
    import_onderwerpobjecten,
)
from geholpen.domain.klantcontacten.commands.overnemen_contacten import Omstandigheid, import_contacten
from geholpen.domain.klantcontacten.commands.overnemen_taken import import_internetaken
from geholpen.domain.klantcontacten.commands.overnemen_veel import import_klantvragen
from geholpen.domain.klantcontacten.commands.postvak import (
    delete_weergave,
    follow_klantvraag,
    postpone_klantvraag,
    read_genoemd,
    save_weergave,
)
from geholpen.domain.klantcontacten.commands.register_actorklantcontacten import (
    change_actorklantcontact,
    delete_actor,
    delete_actorklantcontact,
    register_actorklantcontact,
)
from geholpen.domain.klantcontacten.commands.register_betrokkenen import (
    change_betrokkene,
    register_betrokkene,
    remove_betrokkene,
)
from geholpen.domain.klantcontacten.commands.register_bijlagen import change_bijlage, delete_bijlage, register_bijlage
from geholpen.domain.klantcontacten.commands.register_internetaken import (
    change_internetaak,
    delete_internetaak,
    register_internetaak,
)
from geholpen.domain.klantcontacten.commands.register_klantcontacten import (
    change_klantcontact,
    register_los_contact,
    remove_klantcontact,
)
from geholpen.domain.klantcontacten.commands.register_onderwerpobjecten import (
    change_onderwerpobject,
    delete_onderwerpobject,
    delete_onderwerpobject_with_contacts,
    register_onderwerpobject,
)
from geholpen.domain.klantcontacten.commands.registreren import register_klantcontact, start_klantvraag
from geholpen.domain.klantcontacten.commands.taken import (
    Belofte,
    NieuweTaak,
    assign_interne_taak,
    complete_interne_taak,
    promise,
    register_poging,
    renew_promise,
)
from geholpen.domain.klantcontacten.commands.verdelen import (
    Gewicht,
    Profiel,
    accept_toewijzing,
    ask_next,
    decline_toewijzing,
    set_kanaalgewicht,
    set_stand,
    set_verdeelregel,
    set_werkprofiel,
)
from geholpen.domain.klantcontacten.opschrijven import NieuweKlantvraag, NieuwKlantcontact

__all__ = [
    "delete_weergave",
    "follow_klantvraag",
    "hand_on_klantvraag",
    "move_klantvraag",
    "postpone_klantvraag",
    "read_genoemd",
    "save_weergave",
    "Gewicht",
    "Profiel",
    "accept_toewijzing",
    "ask_next",
    "decline_toewijzing",
    "set_kanaalgewicht",
    "set_stand",
    "set_verdeelregel",
    "set_werkprofiel",
    "add_correctie",
    "begin_namens",
    "DELEN",
    "Gemaakt",
    "Belofte",
    "BesprokenVraag",
    "Controle",
    "NieuwKlantcontact",
    "NieuweKlantvraag",
    "NieuweTaak",
    "Omstandigheid",
    "OudContact",
    "OudeKlantvraag",
    "OudeTaak",
    "Uitslag",
    "Verslag",
    "assign_interne_taak",
    "assign_klantvraag",
    "change_actorklantcontact",
    "change_betrokkene",
    "change_bijlage",
    "change_internetaak",
    "change_klantcontact",
    "change_onderwerp",
    "change_onderwerpobject",
    "close_klantvraag",
    "complete_interne_taak",
    "delete_actor",
    "delete_actorklantcontact",
    "delete_bijlage",
    "delete_internetaak",
    "delete_onderwerpobject",
    "delete_onderwerpobject_with_contacts",
    "end_gesprek",
    "import_actorklantcontacten",
    "import_betrokkenen",
    "import_bijlagen",
    "import_contacten",
    "import_internetaken",
    "import_klantvraag",
    "import_klantvragen",
    "import_onderwerpobjecten",
    "promise",
    "record_gesprek",
    "register_actorklantcontact",
    "register_betrokkene",
    "register_bijlage",
    "register_internetaak",
    "register_klantcontact",
    "register_los_contact",
    "register_onderwerpobject",
    "register_poging",
    "register_volledig_contact",
    "remove_betrokkene",
    "remove_klantcontact",
    "renew_promise",
    "reopen_klantvraag",
    "set_uiterlijk",
    "settle_controlemelding",
    "start_gesprek",
    "start_gesprek_voor",
    "start_klantvraag",
    "try_controle",
    "verify_identiteit",
    "write_notitie",
]
