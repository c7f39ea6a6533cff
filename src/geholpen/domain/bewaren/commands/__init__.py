"""DOOR. Destroy what may go: at the end of its term, by a list, or because somebody asked. And keep what must stay."""

from geholpen.domain.bewaren.commands.inrichten import load_bewaartermijn, load_selectieregel
from geholpen.domain.bewaren.commands.lijsten import (
    agree_lijst,
    destroy_regel,
    end_lijst,
    judge_lijst,
    make_lijst,
    send_back,
    take_off,
    withdraw_lijst,
)
from geholpen.domain.bewaren.commands.opruimen import begin_opruimen, count_term, end_opruimen, ruim_op, zet_apart
from geholpen.domain.bewaren.commands.overbrengen import (
    ask_pakket,
    book_pakket,
    record_transfer,
)
from geholpen.domain.bewaren.commands.plicht import lift_bewaarplicht, set_bewaarplicht
from geholpen.domain.bewaren.commands.termijnen import decide_termijn, propose_termijn, set_waardering
from geholpen.domain.bewaren.commands.vernietigen import wis_opnieuw, wis_partij

__all__ = [
    "ask_pakket",
    "book_pakket",
    "agree_lijst",
    "begin_opruimen",
    "count_term",
    "decide_termijn",
    "destroy_regel",
    "end_lijst",
    "end_opruimen",
    "judge_lijst",
    "lift_bewaarplicht",
    "load_bewaartermijn",
    "load_selectieregel",
    "make_lijst",
    "propose_termijn",
    "record_transfer",
    "ruim_op",
    "send_back",
    "set_bewaarplicht",
    "set_waardering",
    "take_off",
    "wis_opnieuw",
    "wis_partij",
    "withdraw_lijst",
    "zet_apart",
]
