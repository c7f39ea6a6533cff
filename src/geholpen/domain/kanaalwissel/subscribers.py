"""What happens elsewhere matters to switches: who it is was established, or somebody came from a letter."""

from __future__ import annotations

from geholpen.domain.berichten.events import BerichtMetBriefcode
from geholpen.domain.kanaalwissel.commands import ask_who, prove_calls
from geholpen.domain.klantcontacten.events import KlantvraagChanged
from geholpen.platform.context import system
from geholpen.platform.events import subscribe


@subscribe(KlantvraagChanged)
def follow_identiteit(gebeurtenis: KlantvraagChanged) -> None:
    """A call that was promised is proven by the questions that the employee asks in it."""
    if gebeurtenis.wat == "identiteit":
        ctx = system("kanaalwissel").over({gebeurtenis.partij_id})
        prove_calls(ctx, gebeurtenis.partij_id, gebeurtenis.klantvraag_id)


@subscribe(BerichtMetBriefcode)
def ask(gebeurtenis: BerichtMetBriefcode) -> None:
    """The question goes on in the chat app when this customer logs in with the link we send."""
    ctx = system("kanaalwissel").over({gebeurtenis.partij_id})
    ask_who(ctx, gebeurtenis.partij_id, gebeurtenis.klantvraag_id, gebeurtenis.bericht_id)
