"""The command in a process of its own, as a service manager runs it: killed, stopped, started again."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from geholpen.adapters.koppelingen.openklant.twin import Storing
from tests.adapters.openklant.gemeente import contact, partij
from tests.storingen.proces import ROOT, wait_until

pytestmark = pytest.mark.slow


class Opdracht:
    """`geholpen importeer openklant` against the twin."""

    def __init__(self, url: str, folder: Path, token: str = "twin") -> None:
        self.folder, self.url = folder, url
        (folder / "token").write_text(f"{token}\n")
        self.env = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "GEHOLPEN_DATA": str(folder)}

    def words(self, *meer: str) -> list[str]:
        words = ["-m", "geholpen.config.cli", "importeer", "openklant", "--url", self.url, "--per-seconde", "0"]
        return [sys.executable, *words, "--token-bestand", str(self.folder / "token"), *meer]

    def run(self, *meer: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(self.words(*meer), env=self.env, capture_output=True, text=True, timeout=240)

    def start(self, *meer: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            self.words(*meer), env=self.env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )


@pytest.fixture
def opdracht(neem_over, twin, tmp_path):
    return Opdracht(twin.url, tmp_path)


def test_it_prints_the_numbers_writes_the_report_and_says_in_its_exit_code_whether_all_is_here(opdracht, twin, rijen):
    done = opdracht.run("--verslag", str(opdracht.folder / "uitkomst"))
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Alles is er" in done.stdout
    report = json.loads((opdracht.folder / "uitkomst.json").read_text())
    assert report["klopt"]
    assert (opdracht.folder / "uitkomst.md").stat().st_mode & 0o077 == 0
    assert opdracht.run("--bevestig").returncode == 0
    twin.add("partijen", partij("dier", soortPartij="dier"))
    again = opdracht.run()
    assert again.returncode == 1
    assert "KLOPT NIET" in again.stdout
    for text in (done.stdout, done.stderr, again.stdout, again.stderr):
        assert twin.token not in text.replace(twin.url, "").split()


def test_a_wrong_token_and_no_token_at_all_say_so(opdracht, twin, tmp_path):
    (tmp_path / "token").write_text("verkeerd")
    done = opdracht.run()
    assert done.returncode == 2
    assert "weigert het token" in done.stdout
    assert "verkeerd" not in done.stdout + done.stderr
    (tmp_path / "token").write_text("")
    assert "Geef een token" in opdracht.run().stdout


@pytest.mark.parametrize(
    ("hoe", "waar"),
    [(signal.SIGKILL, "overname_record"), (signal.SIGKILL, "klantcontact"), (signal.SIGTERM, "overname_record")],
)
def test_killed_at_any_moment_it_goes_on_without_doubles(opdracht, twin, rijen, hoe, waar):
    twin.add("klantcontacten", *(contact(f"c{nr}") for nr in range(3_000)))
    twin.storing = Storing(tussendoor=lambda resource, page: time.sleep(0.02))
    busy = opdracht.start("--per-bladzijde", "100")
    wait_until(lambda: rijen(f"SELECT count(*) > 100 FROM {waar}") == [(True,)], 120, f"rows in {waar}")
    busy.send_signal(hoe)
    out, _ = busy.communicate(timeout=60)
    if hoe == signal.SIGTERM:
        assert busy.returncode == 130
        assert "verder te gaan" in out
    done = opdracht.run("--per-bladzijde", "100")
    assert done.returncode == 0, done.stdout + done.stderr
    assert rijen("SELECT count(*), count(DISTINCT id) FROM klantcontact") == [(3_003, 3_003)]
    assert rijen("SELECT count(*) FROM klantvraag") == [(3_003,)]
