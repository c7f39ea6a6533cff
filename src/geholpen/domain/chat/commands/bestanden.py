"""Files in a chat: those of ours go along with an answer; what came of looking for viruses in those of a visitor."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from geholpen.domain.berichten.inschrijven import files_of, keep_files, warn_about
from geholpen.domain.berichten.ports import OntvangenBijlage
from geholpen.domain.berichten.ports.bestandscontrole import NOG_NIET, VIRUS, Besmet, Controleuitkomst, Schoon
from geholpen.domain.chat.policy import may_serve
from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort as G
from geholpen.platform.context import Context
from geholpen.platform.doors import command


@command(may=may_serve, gegevens={G.DOCUMENTEN}, leest={G.CONTACTHISTORIE}, voor="intake",
         naam="Uw bestand is op virussen gecontroleerd")  # fmt: skip
def record_controle(
    ctx: Context, partij_id: UUID, bericht_id: UUID, uitkomsten: Mapping[UUID, Controleuitkomst]
) -> None:
    """A clean file opens, one with a virus is emptied, another stays shut."""
    for id, _inhoud, waarschuwing in files_of(partij_id, bericht_id):
        rest = waarschuwing.removeprefix(NOG_NIET).strip()
        match uitkomsten.get(id):
            case Schoon():
                warn_about(partij_id, id, rest)
            case Besmet():
                warn_about(partij_id, id, VIRUS, empty=True)


@command(may=may_serve, gegevens={G.DOCUMENTEN}, leest={G.CONTACTHISTORIE}, voor="intake",
         naam="Bij ons antwoord in de chat zat een bestand")  # fmt: skip
def add_chatbestanden(ctx: Context, partij_id: UUID, bericht_id: UUID, bijlagen: Sequence[OntvangenBijlage]) -> None:
    """Keep the files of an answer with it."""
    keep_files(ctx, partij_id, bericht_id, bijlagen)
