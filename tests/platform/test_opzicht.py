"""The supervisor, with real processes: it starts again what falls, and nothing outlives it."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from geholpen.platform.kindproces import Proces, http_ready, process_children, tcp_ready
from geholpen.platform.opzicht import Opzichter, OpzichtFout

SRC = str(Path(__file__).parents[2] / "src")
SLAAP = [sys.executable, "-c", "import time; time.sleep(600)"]
# A process with a child of its own that does not care about signals, as a server with workers may be.
KOPPIG = [
    sys.executable,
    "-c",
    "import os, signal, subprocess, sys, time\n"
    "signal.signal(signal.SIGTERM, signal.SIG_IGN)\n"  # a child inherits this
    "kind = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)'])\n"
    "print(os.getpid(), kind.pid, flush=True)\n"
    "time.sleep(600)",
]
# A whole supervisor of two processes, to send signals to.
TOEZICHT = """
import signal
import sys
from pathlib import Path
signal.signal(signal.SIGHUP, signal.SIG_DFL)  # whoever runs the tests may ignore it (nohup), and children inherit that
from geholpen.platform.kindproces import Proces
from geholpen.platform.opzicht import Gestopt, Opzichter
slaap = [sys.executable, "-c", "import subprocess, sys, time;"
         "kind = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)']);"
         "print(kind.pid, flush=True); time.sleep(600)"]
log = Path(sys.argv[1])
try:
    with Opzichter() as toezicht:
        for naam in ("een", "twee"):
            proces = Proces(naam, slaap, log / f"{naam}.log")
            toezicht.start(proces, klaar=lambda: bool(proces.log.read_text()))
            print(proces.pid, proces.log.read_text().strip(), flush=True)
        print("klaar", flush=True)
        toezicht.run()
except Gestopt:  # the signal came before run()
    pass
print("netjes", flush=True)
"""


def until(what: Callable[[], bool], seconds: float = 10.0) -> bool:
    """Wait for `what` and say whether it came true."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if what():
            return True
        time.sleep(0.02)
    return what()


def living(pid: int) -> bool:
    """Whether the process runs; a zombie does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_restarts_what_crashes_and_says_so(tmp_path: Path) -> None:
    said: list[str] = []
    proces = Proces("web", SLAAP, tmp_path / "web.log")
    with Opzichter(said.append) as toezicht:
        toezicht.start(proces)
        first = proces.pid
        os.kill(first, signal.SIGKILL)
        assert until(lambda: (toezicht.check(), proces.pid != first and proces.alive())[1])
        second = proces.pid
    assert not living(first)
    assert not living(second)
    assert "onverwacht gestopt" in said[0]
    assert "opnieuw gestart" in said[1]


def test_waits_longer_after_every_crash(tmp_path: Path) -> None:
    said: list[str] = []
    with Opzichter(said.append) as toezicht:
        toezicht.start(Proces("stuk", [sys.executable, "-c", "raise SystemExit(3)"], tmp_path / "stuk.log"))
        assert until(lambda: (toezicht.check(), len(said) >= 5)[1])
    pauses = [line.split("over ")[1].split(" ")[0] for line in said if "over " in line]
    assert pauses[:3] == ["0.5", "1", "2"]


def test_a_process_that_ends_at_once_is_an_error_with_its_last_words(tmp_path: Path) -> None:
    stuk = Proces(
        "stuk", [sys.executable, "-c", "print('geen bibliotheek'); raise SystemExit(1)"], tmp_path / "stuk.log"
    )
    with Opzichter(lambda _: None) as toezicht, pytest.raises(OpzichtFout, match="geen bibliotheek"):
        toezicht.start(stuk, klaar=lambda: False)


def test_a_process_that_is_never_ready_is_an_error_and_is_stopped(tmp_path: Path) -> None:
    traag = Proces("traag", SLAAP, tmp_path / "traag.log")
    with pytest.raises(OpzichtFout, match="nog niet klaar"), Opzichter(lambda _: None) as toezicht:
        toezicht.start(traag, klaar=lambda: False, wacht=0.3)
    assert not traag.alive()


def test_a_stubborn_process_and_its_child_are_killed(tmp_path: Path) -> None:
    proces = Proces("koppig", KOPPIG, tmp_path / "koppig.log")
    with Opzichter(lambda _: None, genade=0.3) as toezicht:
        toezicht.start(proces, klaar=lambda: len(proces.log.read_text().split()) == 2)
        pids = [int(word) for word in proces.log.read_text().split()]
        assert all(living(pid) for pid in pids)
    assert until(lambda: not any(living(pid) for pid in pids))


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_stops_everything_in_order(tmp_path: Path, sign: signal.Signals) -> None:
    toezicht, pids = supervisor(tmp_path)
    toezicht.send_signal(sign)
    rest = toezicht.communicate(timeout=20)[0]
    assert "netjes" in rest
    assert toezicht.returncode == 0
    assert until(lambda: not any(living(pid) for pid in pids))


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel's help is Linux only")
def test_children_end_when_the_supervisor_is_killed(tmp_path: Path) -> None:
    toezicht, pids = supervisor(tmp_path)
    assert set(process_children(toezicht.pid)) == set(pids[::2])
    toezicht.kill()
    toezicht.wait()
    assert until(lambda: not any(living(pid) for pid in pids[::2]))
    for pid in pids[1::2]:  # a grandchild that does not tie itself is out of the kernel's sight
        os.kill(pid, signal.SIGKILL)


def test_echo_shows_lines_with_the_name_and_keeps_them(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    proces = Proces("web", [sys.executable, "-c", "print('hallo')"], tmp_path / "web.log", echo=True)
    proces.start()
    assert until(lambda: "hallo" in proces.log.read_text())
    assert until(lambda: "web | hallo" in capfd.readouterr().out)
    proces.stop(1)


def test_a_large_log_is_put_aside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("geholpen.platform.kindproces.LOG_BYTES", 10)
    log = tmp_path / "web.log"
    log.write_text("x" * 11)
    proces = Proces("web", [sys.executable, "-c", "print('nieuw')"], log)
    proces.start()
    assert until(lambda: log.read_text() == "nieuw\n")
    assert (tmp_path / "web.log.1").read_text() == "x" * 11
    proces.stop(1)


def test_probes(tmp_path: Path) -> None:
    assert not tcp_ready(1)()
    assert not http_ready("http://127.0.0.1:1/")()
    server = [sys.executable, "-u", "-m", "http.server", "0", "--bind", "127.0.0.1", "--directory", str(tmp_path)]
    proces = Proces("http", server, tmp_path / "http.log")
    with Opzichter(lambda _: None) as toezicht:
        toezicht.start(proces, klaar=lambda: "port " in proces.log.read_text())
        port = int(proces.log.read_text().split("port ")[1].split()[0])
        assert tcp_ready(port)()
        assert http_ready(f"http://127.0.0.1:{port}/")()


def supervisor(folder: Path) -> tuple[subprocess.Popen[str], list[int]]:
    """A running supervisor and the pids below it: process, its child, process, its child."""
    env = {**os.environ, "PYTHONPATH": SRC}
    command = [sys.executable, "-c", TOEZICHT, str(folder)]
    toezicht = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=env)
    assert toezicht.stdout
    pids: list[int] = []
    for line in toezicht.stdout:
        if line == "klaar\n":
            break
        pids += [int(word) for word in line.split()]
    assert len(pids) == 4
    return toezicht, pids
