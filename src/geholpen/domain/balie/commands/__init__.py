"""DOOR. Make, move and cancel appointments; receive people and call them to a counter."""

from geholpen.domain.balie.commands.afspreken import (
    DUBBEL,
    Aanvraag,
    book_afspraak,
    cancel_afspraak,
    move_afspraak,
    settle_extern,
)
from geholpen.domain.balie.commands.inrichten import Plek, Soort, load_agenda, save_afspraaksoort, save_locatie
from geholpen.domain.balie.commands.melden import mark_herinnerd, send_bevestiging
from geholpen.domain.balie.commands.nakijken import Nagekeken, settle_onzeker
from geholpen.domain.balie.commands.ontvangen import (
    check_in,
    close_day,
    expect_afspraak,
    finish_afspraak,
    miss_afspraak,
)
from geholpen.domain.balie.commands.oproepen import (
    call_next,
    close_volgnummer,
    draw_volgnummer,
    miss_volgnummer,
    record_wachtrijnieuws,
)
from geholpen.domain.balie.commands.zuil import draw_zelf, report_in

__all__ = [
    "DUBBEL",
    "Aanvraag",
    "Nagekeken",
    "Plek",
    "Soort",
    "book_afspraak",
    "call_next",
    "cancel_afspraak",
    "check_in",
    "close_day",
    "close_volgnummer",
    "draw_volgnummer",
    "draw_zelf",
    "expect_afspraak",
    "finish_afspraak",
    "load_agenda",
    "mark_herinnerd",
    "miss_afspraak",
    "miss_volgnummer",
    "move_afspraak",
    "record_wachtrijnieuws",
    "report_in",
    "save_afspraaksoort",
    "save_locatie",
    "send_bevestiging",
    "settle_extern",
    "settle_onzeker",
]
