"""DOOR. Subscribe, change and end subscriptions; tell subscribers what changed."""

from geholpen.domain.notificaties.commands.abonneren import (
    activate_abonnement,
    begin_change,
    change_abonnement,
    drop_abonnement,
    register_abonnement,
    withdraw_abonnement,
)
from geholpen.domain.notificaties.commands.beheren import (
    activate_for_applicatie,
    begin_check,
    note_check,
    pause_abonnement,
    register_for_applicatie,
    resend_notificatie,
    resume_abonnement,
    withdraw_for_applicatie,
)
from geholpen.domain.notificaties.commands.vertellen import tell_of_contact, tell_of_partij

__all__ = [
    "activate_abonnement",
    "activate_for_applicatie",
    "begin_change",
    "begin_check",
    "change_abonnement",
    "drop_abonnement",
    "note_check",
    "pause_abonnement",
    "register_abonnement",
    "register_for_applicatie",
    "resend_notificatie",
    "resume_abonnement",
    "tell_of_contact",
    "tell_of_partij",
    "withdraw_abonnement",
    "withdraw_for_applicatie",
]
