"""The public Python client of Open Klant against a server of ours, in a process with a Python that has it.

`bin/test` makes that environment (.venv-klant) when the machine has a Python 3.12, and says so when it has none. The
client's calls, by hand, are in test_clients.py.
"""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.slow
CLIENT = os.environ.get("GEHOLPEN_KLANT_PYTHON", "")
BESTAND = Path(__file__).with_name("met_client.py")
#: Nothing of our own settings of pytest: that process knows an address and a token.
ALLEEN = ("-q", "-x", "-c", os.devnull, "--noconftest", "--import-mode=importlib", "-p", "no:cacheprovider")


@pytest.mark.skipif(not CLIENT, reason="bin/test sets GEHOLPEN_KLANT_PYTHON when there is a Python 3.12")
def test_every_call_of_the_public_client(live: Any, tmp_path: Path) -> None:
    env = {
        "PATH": os.environ["PATH"],
        "KLANT_URL": f"{live.url}/klantinteracties/api/v1",
        "KLANT_TOKEN": live.token,
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    done = subprocess.run(
        [CLIENT, "-m", "pytest", *ALLEEN, str(BESTAND)],
        cwd=tmp_path,
        env=env,
        capture_output=True,
        text=True,
        timeout=240,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "passed" in done.stdout
    assert "skipped" not in done.stdout
