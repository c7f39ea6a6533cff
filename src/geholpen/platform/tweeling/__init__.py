"""What every twin of a provider over HTTP is made of: routes, a switchboard of faults, and calling back.

    twin = Tweeling()

    @twin.route("POST", r"/v2/notifications/sms")
    def sms(vraag: Vraag) -> Antwoord: ...

    with twin: ...

Faults are set from Python (`twin.storingen.append(Storing(...))`) or over HTTP, so that the demo and a test in another
process can set them: `POST /_/storing {"pad": "/messages$", "doe": "zwijg", "keer": 1}`, `DELETE /_/storing`.
`GET /_/oproepen` shows what was called. For demo and tests; it listens on this machine only.
"""

from geholpen.platform.tweeling.opdracht import run
from geholpen.platform.tweeling.server import Antwoord, Oproep, Storing, Tweeling, Vraag
from geholpen.platform.tweeling.terugbellen import Terugbeller

__all__ = ["Antwoord", "Oproep", "Storing", "Terugbeller", "Tweeling", "Vraag", "run"]
