"""Orchestra to test with: `python -m geholpen.adapters.koppelingen.qmatic.twin --poort 8106`."""

from __future__ import annotations

import sys
import uuid
from base64 import b64encode
from datetime import date, timedelta

from geholpen.platform.tweeling import Antwoord, Tweeling, Vraag, run

TIJDEN = ("09:00", "09:30", "10:00")


class Orchestra(Tweeling):
    """`geboekt`: what was booked, by id; one at a time per moment."""

    blijft = ("geboekt",)

    def __init__(self, poort: int = 0, sleutel: str = "geholpen:geheim") -> None:
        super().__init__(poort)
        self.basic = "Basic " + b64encode(sleutel.encode()).decode()
        self.geboekt: dict[str, tuple[str, str, dict[str, object]]] = {}
        self.route("GET", r"/v2/branches/([^/;]+)/dates;.*")(self._dates)
        self.route("GET", r"/v2/branches/([^/;]+)/dates/([0-9-]+)/times;.*")(self._times)
        self.route("POST", r"/v2/branches/([^/;]+)/dates/([0-9-]+)/times/([0-9:]+)/book")(self._book)
        self.route("DELETE", r"/v1/appointments/([^/;]+)")(self._cancel)

    def _if_known(self, vraag: Vraag, antwoord: Antwoord) -> Antwoord:
        return antwoord if vraag.koppen.get("authorization") == self.basic else Antwoord(401)

    def _dates(self, vraag: Vraag) -> Antwoord:
        days = [date.today() + timedelta(days=n) for n in range(1, 21)]  # noqa: DTZ011  as the branch has it
        return self._if_known(vraag, Antwoord(200, {"dates": [d.isoformat() for d in days if d.weekday() < 5]}))

    def _times(self, vraag: Vraag) -> Antwoord:
        taken = {(d, t) for d, t, _ in self.geboekt.values()}
        return self._if_known(vraag, Antwoord(200, {"times": [t for t in TIJDEN if (vraag.delen[1], t) not in taken]}))

    def _book(self, vraag: Vraag) -> Antwoord:
        _branch, dag, tijd = vraag.delen
        if any((d, t) == (dag, tijd) for d, t, _ in self.geboekt.values()):
            return Antwoord(409, {"message": "taken"}, {"error_message": "TIMESLOT_TAKEN"})
        id = uuid.uuid4().hex
        self.geboekt[id] = (dag, tijd, vraag.json)
        return self._if_known(vraag, Antwoord(200, {"publicId": id}))

    def _cancel(self, vraag: Vraag) -> Antwoord:
        return self._if_known(vraag, Antwoord(200 if self.geboekt.pop(vraag.delen[0], None) else 404, {}))


if __name__ == "__main__":
    sys.exit(run("Qmatic Orchestra voor demo en test.", 8106, lambda said, poort: Orchestra(poort, **said)))
