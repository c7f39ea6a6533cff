"""A receiver of notifications to test and show with: it follows the contract, or fails in the way its path says.

    python -m geholpen.adapters.koppelingen.notificaties.twin --poort 8099 --auth "Bearer proef"

`POST /ontvangt` takes a message (204). `/faalt` answers 500, `/weigert` 400, `/druk` 429 with Retry-After, `/weg` 410;
`/stuurt-door` redirects, `/hangt` never answers, `/druppelt` sends a byte now and then, `/groot` never ends. `GET /`
shows what came in. With `--auth` a message without it is answered with 403, as the contract has it.
"""

from geholpen.adapters.koppelingen.notificaties.twin.ontvanger import Ontvangen, Ontvanger

__all__ = ["Ontvangen", "Ontvanger"]
