"""Jobs of this room, and what the worker does at every tick: seal, make checkpoints, bring them outside, watch."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.utils import timezone

from geholpen.domain.doelbinding.commands.logboek import start_logcontrole, wis_logregels
from geholpen.domain.doelbinding.zegel import controlepunt, stand
from geholpen.domain.doelbinding.zegel.controle import Uitslag, check
from geholpen.domain.doelbinding.zegel.keten import seal
from geholpen.domain.doelbinding.zegel.models import Controlepunt, Logcontrole, Stand
from geholpen.platform.context import Context, system
from geholpen.platform.tasks import job

#: How often the logs are checked without anybody asking, and old lines erased.
DAG = timedelta(days=1)


def seal_log() -> int:
    """One tick of the sealer: seal what is there, and a checkpoint when its minute is over. Returns how many lines."""
    done = seal()
    controlepunt.make(timezone.now())
    return done


def bring_checkpoints() -> None:
    """Bring checkpoints outside. Apart from the sealer: a mail server that hangs holds up no seal."""
    controlepunt.bring(timezone.now())


def watch_log() -> None:
    """Tell the auditor when something is wrong with the logs; begin the daily check. Apart from the sealer."""
    now = timezone.now()
    seen = stand.look(now)
    if seen.alarmen:
        tekst = "\n".join(seen.teksten)
        controlepunt.alarm(
            "Alarm: kijk naar het logboek", f"{tekst}\n\nBij beheer, Logboek, staat wat er is gezien.\n", now
        )
    if _daily(now):
        ctx = system("werk", oorsprong="logboek")
        wis_logregels(ctx)
        start_logcontrole(ctx)


def _daily(now: datetime) -> bool:
    """Once a day, and not on the first day: there is nothing to compare yet."""
    first = Controlepunt.objects.order_by("nummer").values_list("moment", flat=True).first()
    if first is None or first > now - DAG:
        return False
    return not Logcontrole.objects.filter(begonnen_op__gt=now - DAG, actor_id=None).exists()


@job("controleer_logboek")
def controleer_logboek(ctx: Context, controle_id: str) -> None:
    """Run one check; its row tells how far it is."""
    run_check(UUID(controle_id))


def run_check(
    controle_id: UUID,
    bestanden: Iterable[Iterable[str]] = (),
    voortgang: Callable[[int, int], None] = lambda _regels, _totaal: None,
) -> Uitslag:
    """Check, and keep in the row how it goes and how it ended. `bestanden`: checkpoints from elsewhere.

    `voortgang` hears after every piece how many lines were done, and of how many.
    """
    row = Logcontrole.objects.filter(id=controle_id)

    def tell(u: Uitslag) -> None:
        row.update(
            stand=Stand.LOOPT, regels=u.regels, totaal=u.totaal, gewist=u.gewist, controlepunten=u.controlepunten
        )
        voortgang(u.regels, u.totaal)

    try:
        uitslag = check(tell, bestanden)
    except Exception:
        row.update(stand=Stand.MISLUKT, klaar_op=timezone.now())
        raise
    row.update(
        stand=Stand.NIET_HEEL if uitslag.bevindingen else Stand.HEEL,
        klaar_op=timezone.now(),
        bevindingen=[b.to_json() for b in uitslag.bevindingen],
    )
    return uitslag
