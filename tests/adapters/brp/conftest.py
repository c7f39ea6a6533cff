"""A BRP in a process of its own, told over HTTP how to behave, and an employee with a question of somebody in it."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

from geholpen.domain.doelbinding.register import register as het_register
from geholpen.domain.partijen.commands import save_brpregistraties
from geholpen.platform import outbound
from tests import bed, cast
from tests.adapters.brp.personen import persoon


@dataclass(frozen=True)
class Twin:
    """The process and what it says."""

    adres: str

    def gedraag(self, **hoe: Any) -> None:
        httpx.put(f"{self.adres}/gedrag", json=hoe, timeout=5).raise_for_status()

    @property
    def gevraagd(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = httpx.get(f"{self.adres}/gevraagd", timeout=5).json()
        return found


@pytest.fixture
def brp(db: None, register: Any, settings: Any, tmp_path: Path) -> Iterator[Twin]:
    """It knows Roos and Nadine as we do, Wouter elsewhere, and nobody else; of our purposes verhuizing only."""
    het_register.forget()
    path = tmp_path / "personen.json"
    path.write_text(
        json.dumps(
            [
                persoon(cast.ROOS),
                persoon(cast.NADINE, geheimhoudingPersoonsgegevens=True),
                persoon(cast.WOUTER, straat="Kanaalkade", huisnummer=99),
                persoon(cast.JEROEN, opschortingBijhouding={"reden": {"code": "O", "omschrijving": "overlijden"}}),
            ]
        )
    )
    words = ["--poort", "0", "--personen", str(path), "--doelen", "verhuizing"]
    proces = subprocess.Popen(  # noqa: S603  our own twin
        [sys.executable, "-m", "geholpen.adapters.koppelingen.brp.twin", *words], stdout=subprocess.PIPE, text=True
    )
    assert proces.stdout is not None
    try:
        settings.BRP_ADRES = proces.stdout.readline().split()[1]
        settings.BRP_SLEUTEL = "sleutel-van-de-proef"
        settings.UITGAAND_TOEGESTAAN = ["127.0.0.1"]
        outbound.forget()
        save_brpregistraties(bed.medewerker(cast.ANNEKE.code), [23])
        yield Twin(settings.BRP_ADRES)
    finally:
        proces.terminate()
        proces.wait(10)
        proces.stdout.close()
        outbound.forget()
