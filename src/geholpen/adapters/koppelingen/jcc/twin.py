"""JCC to test with: `python -m geholpen.adapters.koppelingen.jcc.twin`; it follows the contract as far as we use it."""

from __future__ import annotations

import sys
import uuid
from datetime import date, datetime, time, timedelta
from urllib.parse import parse_qs

from geholpen.platform.tweeling import Antwoord, Tweeling, Vraag, run


class Jcc(Tweeling):
    """`geboekt`: what was booked, by id; one at a time per moment."""

    blijft = ("geboekt",)

    def __init__(self, poort: int = 0, sleutel: str = "jcc:geheim") -> None:
        super().__init__(poort)
        self.client, _, self.geheim = sleutel.partition(":")
        self.token = uuid.uuid4().hex
        self.geboekt: dict[str, dict[str, object]] = {}
        self.verplicht: dict[str, object] = {}  # what customerfields/required says
        self.route("GET", "/customer/customerfields/required")(
            lambda v: self._if_known(v, Antwoord(200, self.verplicht))
        )
        self.route("POST", "/connect/token")(self._token)
        self.route("GET", "/version")(lambda vraag: self._if_known(vraag, Antwoord(200, {"warpApiVersion": "1.4"})))
        self.route("GET", "/appointment/availabletimelist")(self._times)
        self.route("POST", "/appointment")(self._book)
        self.route("DELETE", "/appointment")(self._cancel)

    def _token(self, vraag: Vraag) -> Antwoord:
        velden = {k: v[0] for k, v in parse_qs(vraag.lichaam.decode()).items()}
        if (velden.get("client_id"), velden.get("client_secret")) != (self.client, self.geheim):
            return Antwoord(400, {"error": "invalid_client"})
        return Antwoord(200, {"access_token": self.token, "expires_in": 3600, "token_type": "Bearer"})

    def _if_known(self, vraag: Vraag, antwoord: Antwoord) -> Antwoord:
        return antwoord if vraag.koppen.get("authorization") == f"Bearer {self.token}" else Antwoord(401)

    def _times(self, vraag: Vraag) -> Antwoord:
        van, tot = (date.fromisoformat(vraag.vraag[k]) for k in ("fromDate", "toDate"))
        taken = {str(b["fromDateTime"])[:19] for b in self.geboekt.values()}
        found, dag = [], van
        while dag < tot:
            for uur in (9, 10, 11):
                moment = datetime.combine(dag, time(uur)).isoformat()
                if dag.weekday() < 5 and moment not in taken:
                    found.append(moment)
            dag += timedelta(days=1)
        return self._if_known(vraag, Antwoord(200, {"availableTimesList": found}))

    def _book(self, vraag: Vraag) -> Antwoord:
        wat = vraag.json
        if vraag.koppen.get("authorization") != f"Bearer {self.token}":
            return Antwoord(401)
        if any(str(b["fromDateTime"])[:19] == str(wat["fromDateTime"])[:19] for b in self.geboekt.values()):
            return Antwoord(200, {"id": None, "code": "1003", "acknowledgeIsSuccess": False, "logLevel": 2})
        klant = wat["customerList"][0]
        mist = {"emailAddress": "emailAddress", "mainPhoneNumber": "phoneNumber", "birthDate": "birthDate"}
        if any(self.verplicht.get(veld) == 2 and not klant.get(als) for veld, als in mist.items()):
            return Antwoord(200, {"id": None, "code": "1010", "acknowledgeIsSuccess": False, "logLevel": 2})
        id = str(uuid.uuid4())
        self.geboekt[id] = wat
        return Antwoord(200, {"id": id, "acknowledgeIsSuccess": True})

    def _cancel(self, vraag: Vraag) -> Antwoord:
        gone = self.geboekt.pop(vraag.vraag.get("id", ""), None)
        return self._if_known(
            vraag, Antwoord(200, {"id": vraag.vraag["id"]}) if gone else Antwoord(404, {"status": 404})
        )


if __name__ == "__main__":
    sys.exit(run("JCC voor demo en test.", 8105, lambda said, poort: Jcc(poort, **said)))
