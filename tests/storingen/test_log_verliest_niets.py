"""The database is killed while people read: every read that was shown is in both logs, and sealed after."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator

import psycopg
import pytest

from bench import val
from geholpen.platform import postgres
from tests.storingen.proces import ROOT, wait_until
from tests.storingen.test_database_weg import as_admin, set_up

pytestmark = pytest.mark.slow

LEZINGEN, KEREN = 1_500, 3  # `bin/bench val` does 100,000 with ten
_ZEGEL = "import django; django.setup(); from geholpen.domain.doelbinding.zegel.keten import seal; print(seal())"


@pytest.fixture
def cluster(tmp_path) -> Iterator[list[postgres.Cluster]]:
    """A server with full durability; the list holds the one that runs now."""
    clusters = [postgres.start(tmp_path / "data", report=lambda _: None)]
    yield clusters
    clusters[-1].stop()


def test_what_was_shown_is_in_the_log_however_often_the_database_dies(cluster, tmp_path):
    env = {**os.environ, "DATABASE_URL": set_up(cluster[0].url())}

    def kill() -> None:
        cluster[-1].kill()
        cluster.append(postgres.start(tmp_path / "data", report=lambda _: None))

    getoond = val.run(tmp_path, kill, LEZINGEN, KEREN, env)
    assert len(getoond) >= LEZINGEN and len(cluster) == KEREN + 1
    url = as_admin(cluster[-1].url())
    assert val.lost(url, getoond) == []
    with psycopg.connect(url, autocommit=True) as admin:
        wait_until(lambda: seal(env) == 0, 30, "sealing")
        lines, links = admin.execute(
            "SELECT (SELECT count(*) FROM dataverwerking) + (SELECT count(*) FROM audit), count(*) FROM schakel"
        ).fetchone()
    assert lines == links


def seal(env: dict[str, str]) -> int:
    """Seal in a process of its own: this one has another database."""
    env = {**env, "PYTHONPATH": str(ROOT / "src"), "DJANGO_SETTINGS_MODULE": "geholpen.config.settings"}
    run = subprocess.run([sys.executable, "-c", _ZEGEL], env=env, capture_output=True, text=True, check=True)
    return int(run.stdout.split()[-1])
