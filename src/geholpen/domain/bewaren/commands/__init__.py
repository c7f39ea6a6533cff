"""DOOR. Destroy what may go: at the end of its term, by a list, or because somebody asked. And keep what must stay."""

from geholpen.domain.bewaren.commands.inrichten import load_bewaartermijn, load_selectieregel
from geholpen.domain.bewaren.commands.lijsten import (
    agree_lijst,
    destroy_regel,
    end_lijst,
    judge_lijst,
    make_lijst,
    record_transfer,
    send_back,
    set_waardering,
    take_off,
    withdraw_lijst,
)
from geholpen.domain.bewaren.commands.opruimen import begin_opruimen, end_opruimen, ruim_op, zet_apart
from geholpen.domain.bewaren.commands.plicht import lift_bewaarplicht, set_bewaarplicht
from geholpen.domain.bewaren.commands.vernietigen import wis_opnieuw, wis_partij

__all__ = [
    "agree_lijst",
    "begin_opruimen",
    "destroy_regel",
    "end_lijst",
    "end_opruimen",
    "judge_lijst",
    "lift_bewaarplicht",
    "load_bewaartermijn",
    "load_selectieregel",
    "make_lijst",
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
