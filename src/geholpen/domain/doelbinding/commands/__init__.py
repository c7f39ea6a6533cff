"""DOOR. Fill the register of purposes, and move a purpose through its life."""

from __future__ import annotations

from geholpen.domain.doelbinding.commands.invoeren import Ingevoerd, import_activiteiten
from geholpen.domain.doelbinding.commands.logboek import start_logcontrole, wis_logregels
from geholpen.domain.doelbinding.commands.nood import (
    end_noodtoegang,
    open_noodtoegang,
    remind_noodtoegang,
    review_noodtoegang,
)
from geholpen.domain.doelbinding.commands.opstellen import (
    ask_advice,
    begin_activiteit,
    begin_versie,
    change_concept,
    discard_concept,
)
from geholpen.domain.doelbinding.commands.pakket import (
    ActiviteitVersie,
    Voorgesteld,
    load_activiteit,
    propose_activiteiten,
)
from geholpen.domain.doelbinding.commands.stappen import (
    activate,
    advise,
    allow_doel,
    approve,
    expire,
    record_bewijs,
    resume,
    send_back,
    suspend,
    withdraw,
)
from geholpen.domain.doelbinding.commands.toezicht import (
    answer_losse_inzage,
    ask_losse_inzage,
    ask_onthulling,
    decide_onthulling,
    flag_losse_inzage,
    judge_losse_inzage,
    refuse_beheerpagina,
)
from geholpen.domain.doelbinding.commands.waarschuwen import warn_evaluaties
from geholpen.domain.doelbinding.concept import Concept, Gegeven

__all__ = [
    "ActiviteitVersie",
    "Concept",
    "Gegeven",
    "Ingevoerd",
    "Voorgesteld",
    "activate",
    "advise",
    "allow_doel",
    "answer_losse_inzage",
    "approve",
    "ask_advice",
    "ask_losse_inzage",
    "ask_onthulling",
    "begin_activiteit",
    "begin_versie",
    "change_concept",
    "decide_onthulling",
    "discard_concept",
    "end_noodtoegang",
    "expire",
    "flag_losse_inzage",
    "import_activiteiten",
    "judge_losse_inzage",
    "load_activiteit",
    "open_noodtoegang",
    "propose_activiteiten",
    "record_bewijs",
    "refuse_beheerpagina",
    "remind_noodtoegang",
    "resume",
    "review_noodtoegang",
    "send_back",
    "start_logcontrole",
    "suspend",
    "warn_evaluaties",
    "wis_logregels",
    "withdraw",
]
