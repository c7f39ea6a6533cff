"""A twin in a process of its own goes on after a restart with what happened before it."""

from __future__ import annotations

import json
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.storingen.proces import wait_until

SMS = "geholpen.adapters.kanalen.sms.twin"
WHATSAPP = "geholpen.adapters.kanalen.whatsapp.twin"
NUMMER = "31850000111"


@contextmanager
def running(module: str, settings: Path) -> Iterator[str]:
    """The address of this twin while it runs."""
    command = [sys.executable, "-m", module, "--instellingen", str(settings), "--poort", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as proces:
        try:
            assert proces.stdout is not None
            yield proces.stdout.readline().strip()
        finally:
            proces.terminate()


def ask(adres: str, body: dict[str, Any] | None = None) -> Any:
    data = json.dumps(body).encode() if body is not None else None
    with urllib.request.urlopen(urllib.request.Request(adres, data), timeout=20) as answer:
        return json.loads(answer.read() or b"{}")


@pytest.mark.parametrize("module", [SMS, WHATSAPP])
def test_what_was_on_a_telephone_is_there_after_a_restart(module: str, tmp_path: Path):
    settings = tmp_path / "twin.json"
    settings.write_text(json.dumps({"telefoons": [{"wa_id": NUMMER}]} if module == WHATSAPP else {}))
    with running(module, settings) as adres:
        ask(f"{adres}/klant/{NUMMER}/bericht", {"tekst": "Bent u open?", "naam": "Samira"})
        geheugen = settings.with_suffix(".geheugen")
        wait_until(lambda: geheugen.exists() and "Bent u open?" in geheugen.read_text(), 10, "it is kept")
    assert geheugen.stat().st_mode & 0o077 == 0, "what people wrote is for nobody else"
    with running(module, settings) as adres:
        assert [b["tekst"] for b in ask(f"{adres}/klant/{NUMMER}")["berichten"]] == ["Bent u open?"]


def test_a_memory_that_cannot_be_read_is_left_aside(tmp_path: Path):
    settings = tmp_path / "twin.json"
    settings.write_text("{}")
    settings.with_suffix(".geheugen").write_text('{"berichten": [')
    with running(SMS, settings) as adres:
        assert ask(f"{adres}/klant/{NUMMER}")["berichten"] == []
    assert settings.with_suffix(".onleesbaar").read_text() == '{"berichten": ['
