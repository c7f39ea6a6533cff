"""What the log keeps of one act, as the database's type `verwerkingsregel`."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from geholpen.domain.doelbinding.regels import Activiteit
from geholpen.platform.context import Context
from geholpen.platform.doors import Door
from geholpen.platform.models import uuid7
from geholpen.platform.prepared import uuids

#: Days that the logs are kept, and the number of the key in use.
BEWAARDAGEN = 730
KEY_NUMBER = 1

#: One log line with the types of `log_values`; the function that writes it; and that with the purpose opened first.
LOG_LINE = (
    "(%s::uuid, %s::uuid[], %s::uuid, %s::text, %s::text, %s::smallint, %s::smallint, %s::bigint, %s::text, %s::text,"
    " %s::uuid, %s::text, %s::text, %s::uuid, %s::text, %s::text, %s::integer, %s::jsonb, %s::text)::verwerkingsregel"
)
LOG_CALL = f"log_verwerking({LOG_LINE})"
LOG = f"SELECT kern.open(%s), {LOG_CALL}"


#: Of an error with a code: the connection, a server that stops, a conflict that is tried again. The log did not refuse.
_NOT_THE_LOG = ("08", "40", "57")


def refuses(error: BaseException) -> bool:
    """Whether this error means that the log itself cannot be written: no room, no right, a table that is broken."""
    state = getattr(error.__cause__, "sqlstate", None) or ""
    return bool(state) and not state.startswith(_NOT_THE_LOG)


def log_values(
    ctx: Context,
    door: Door,
    activiteit: Activiteit | None,
    partijen: Iterable[UUID],
    soorten: int,
    uitkomst: str,
    geweigerd: dict[str, str],
    kind: str,
) -> list[Any]:
    """The fields of a log line, in order."""
    a = ctx.aanleiding
    return [
        uuid7(),
        uuids(dict.fromkeys(partijen)),
        UUID(ctx.trace),
        door.name.removeprefix("geholpen.domain."),
        door.naam,
        activiteit.nummer if activiteit else None,
        activiteit.versie if activiteit else None,
        soorten,
        door.handeling,
        kind,
        a.id if a else None,
        ctx.kanaal,
        ctx.actor.soort,
        ctx.actor.id,
        ctx.actor.afdeling,
        uitkomst,
        BEWAARDAGEN,
        json.dumps(geweigerd) if geweigerd else "{}",
        ctx.oorsprong[:80],
    ]
