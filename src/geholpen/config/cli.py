"""`geholpen`: one command for everything a person or a service manager starts.

Modules of the application are loaded by dotted path when their command is given: `geholpen version` and the start of
the demo need no Django.
"""

from __future__ import annotations

import argparse
import contextlib
import importlib
import importlib.metadata
import json
import os
import signal
import sys
import tomllib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from geholpen.platform.geduld import THREADS
from geholpen.platform.kindproces import dies_with_parent

OMGEVING = "omgeving.json"  # written by a running demo, so that other commands find its database and ports
TWIN = "geholpen.adapters.kanalen.email.twin"
#: How the C library keeps memory of a web process: one heap, and what is larger than 128 kB outside it.
GEHEUGEN = {"MALLOC_ARENA_MAX": "1", "MALLOC_MMAP_THRESHOLD_": "131072", "MALLOC_TRIM_THRESHOLD_": "131072"}


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code."""
    words = list(sys.argv[1:] if argv is None else argv)
    if words[:1] == ["mail"]:  # the twin has its own options
        return int(hook(f"{TWIN}.__main__.main")(words[1:]))
    args = _parser().parse_args(words)
    if args.opdracht not in ("demo", "version", "assets"):
        use_running_demo()
    try:
        return int(args.functie(args) or 0)
    except HookMissing as error:
        print(f"geholpen: {error}", file=sys.stderr)
        return 70


class HookMissing(RuntimeError):
    """A part of the application that this command needs is not there."""


def hook(path: str) -> Any:
    """What is at dotted path `path`, or a message a person understands. The import is done here, when it is needed."""
    module, _, name = path.rpartition(".")
    missing = f"onderdeel {path} ontbreekt in deze uitgave / is missing from this release"
    try:
        found = importlib.import_module(module)
    except ModuleNotFoundError as error:
        if not error.name or not (module + ".").startswith(error.name + "."):
            raise
        raise HookMissing(missing) from error
    if not hasattr(found, name):
        raise HookMissing(missing)
    return getattr(found, name)


def django_setup() -> None:
    """Load the application once, with our settings."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "geholpen.config.settings")
    hook("django.setup")()


def data_dir() -> Path:
    """GEHOLPEN_DATA, or `var` here."""
    return Path(os.environ.get("GEHOLPEN_DATA") or "var").absolute()


def use_running_demo() -> None:
    """Take over the environment of the demo that runs on this data folder, unless a database is named already."""
    if os.environ.get("DATABASE_URL"):
        return
    with contextlib.suppress(OSError, ValueError):
        for name, value in json.loads((data_dir() / OMGEVING).read_text()).items():
            os.environ.setdefault(name, value)


def web_app() -> Any:
    """What a granian worker serves; made in the worker, so that the worker ends when its parent does."""
    return _in_worker("geholpen.config.wsgi.application")


def stream_app() -> Any:
    """The same for the live stream."""
    return _in_worker("geholpen.config.stroom.application")


def _in_worker(path: str) -> Any:
    tie = dies_with_parent(signal.SIGKILL, os.getppid())
    if tie:
        tie()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "geholpen.config.settings")
    return hook(path)


def _serve(args: argparse.Namespace) -> None:
    workers = args.workers or max(2, len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 2)
    quiet = "600"  # seconds, the most it knows: a thread that goes takes its connection and its plans along
    threads = ["--blocking-threads", str(THREADS), "--blocking-threads-idle-timeout", quiet]
    _granian("web_app", args, "wsgi", workers, *threads, "--no-ws")


def _stream(args: argparse.Namespace) -> Any:
    django_setup()
    if hook("geholpen.config.herstel.refuse")():
        return 1
    resource = importlib.import_module("resource")
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    return _granian("stream_app", args, "asgi", 1, "--backlog", "8192", "--backpressure", "16384", "--no-ws")


def _granian(factory: str, args: argparse.Namespace, interface: str, workers: int, *more: str) -> None:
    """Become granian: the same process, so that whoever watches us watches the server."""
    command = ["-m", "granian", f"geholpen.config.cli:{factory}", "--factory", "--interface", interface]
    command += ["--host", args.host, "--port", str(args.poort), "--workers", str(workers), *more]
    command += ["--respawn-failed-workers", "--respawn-interval", "1", "--workers-kill-timeout", "5"]
    command += ["--log-level", os.environ.get("GEHOLPEN_GRANIAN_LOG", "warning")]
    # each thread would else take a heap of its own, and keep what it once held in it; pages of some hundreds of kB go
    # back to the system when they were sent (glibc would move that limit up to 32 MB by itself)
    for name, value in GEHEUGEN.items():
        os.environ.setdefault(name, value)
    sys.stdout.flush()
    os.execv(sys.executable, [sys.executable, *command])  # noqa: S606  no shell, our own Python


def _call(path: str) -> Callable[[argparse.Namespace], Any]:
    def run(args: argparse.Namespace) -> Any:
        django_setup()
        return hook(path)()

    return run


def _begin(path: str) -> Callable[[argparse.Namespace], Any]:
    """As `_call`, but not on a database that was put back and still holds what was destroyed."""

    def run(args: argparse.Namespace) -> Any:
        django_setup()
        return 1 if hook("geholpen.config.herstel.refuse")() else hook(path)()

    return run


def _ontvang(args: argparse.Namespace) -> Any:
    django_setup()
    return hook("geholpen.config.ontvang.main")([Path(name) for name in args.bestand])


def _controleer(args: argparse.Namespace) -> Any:
    django_setup()
    return hook("geholpen.config.logcontrole.main")([Path(name) for name in args.tegen])


def _check(args: argparse.Namespace) -> None:
    django_setup()
    hook("django.core.management.call_command")("check", fail_level="WARNING")


def _assets(args: argparse.Namespace) -> None:
    hook("geholpen.platform.ui.assets.ensure_assets")(source_root() or Path.cwd())


def _maskeer(args: argparse.Namespace) -> Any:
    django_setup()
    return hook("geholpen.config.maskeer.main")()


def _anonimiseer(args: argparse.Namespace) -> Any:
    django_setup()
    return hook("geholpen.config.anonimiseer.main")(args.database)


def _importeer(args: argparse.Namespace) -> Any:
    return hook("geholpen.config.importeer.main")(args)


def _version(args: argparse.Namespace) -> None:
    print(f"geholpen {version()}")


def source_root() -> Path | None:
    """The folder of the checkout, or None when we run from an installed wheel."""
    root = Path(__file__).resolve().parents[3]
    return root if (root / "pyproject.toml").exists() else None


def version() -> str:
    """The version of what runs here."""
    root = source_root()
    if root:
        return str(tomllib.loads((root / "pyproject.toml").read_text())["project"]["version"])
    return importlib.metadata.version("geholpen")


def _demo(args: argparse.Namespace) -> Any:
    return hook("geholpen.config.demo.main")(args)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="geholpen", description="Klantcontact voor publieke dienstverleners.")
    sub = parser.add_subparsers(dest="opdracht", required=True, metavar="OPDRACHT")

    def add(name: str, functie: Callable[[argparse.Namespace], Any], tekst: str) -> argparse.ArgumentParser:
        one = sub.add_parser(name, help=tekst, description=tekst)
        one.set_defaults(functie=functie)
        return one

    demo = add("demo", _demo, "start alles met de voorbeeldgemeente Waterdam / start everything with the demo town")
    demo.add_argument("--reset", action="store_true", help="begin opnieuw: wis de gegevens / start clean")
    demo.add_argument("--leeg", action="store_true", help="zonder klanten en vragen / without customers and questions")
    demo.add_argument("--klanten", type=_count, default=0, metavar="N", help="maak N klanten extra / N more customers")
    _address(add("serve", _serve, "pagina's en API / pages and API"), "PORT", 8000).add_argument(
        "--workers", type=int, default=0, help="aantal processen / processes (standaard: het aantal cores)"
    )
    _address(add("stream", _stream, "live berichten / live stream"), "GEHOLPEN_STROOM_POORT", 8001)
    add("work", _begin("geholpen.config.werk.main"), "taken op de achtergrond / background jobs")
    add("migrate", _call("geholpen.config.opzet.migrate"), "maak de tabellen bij / bring the tables up to date")
    add("herstel", _call("geholpen.config.herstel.main"), "na het terugzetten van een reservekopie / after a restore")
    add("maskeer-bsn", _maskeer, "maskeer BSN's in oude teksten / mask citizen numbers in old texts")
    anonimiseer = add("anonimiseer", _anonimiseer, "maak een kopie geschikt voor een test / make a copy fit for tests")
    anonimiseer.add_argument("database", metavar="DATABASE", help="naam van de kopie, ter controle / name of the copy")
    add("check", _check, "controleer de instellingen / check the settings")
    ontvang = add("ontvang", _ontvang, "neem e-mailbestanden aan / take in e-mail files")
    ontvang.add_argument("bestand", nargs="+", metavar="BESTAND.eml")
    importeer = add("importeer", _importeer, "neem een ander register over / take over another register")
    importlib.import_module("geholpen.config.importeer").options(importeer)
    controleer = add("controleer-log", _controleer, "controleer of het logboek heel is / check that the logs are whole")
    controleer.add_argument(
        "--tegen", action="append", default=[], metavar="BESTAND", help="met deze controlepunten / also"
    )
    add("tel-doelen", _call("geholpen.config.logcontrole.recount"), "tel doelen opnieuw / count purposes again")
    add("stel-doelen-voor", _call("geholpen.config.doelen.main"), "nieuwe doelen van het pakket / purposes of the pack")
    add("mail", _version, "nagebootste mailserver, zie geholpen mail --help / mail server twin")
    add("assets", _assets, "haal lettertypen, stijlen en iconen op / fetch fonts, styles and icons")
    add("version", _version, "toon de versie / show the version")
    return parser


def _count(text: str) -> int:
    if not (text.isascii() and text.isdigit()):
        raise argparse.ArgumentTypeError(f"kies een getal vanaf 0, niet {text!r}")
    return int(text)


def _address(parser: argparse.ArgumentParser, variable: str, default: int) -> argparse.ArgumentParser:
    poort = os.environ.get(variable) or str(default)  # read as a number only by the command that needs it
    parser.add_argument("--poort", type=int, default=poort, help=f"standaard {variable} of {default}")
    parser.add_argument("--host", default=os.environ.get("GEHOLPEN_HOST") or "127.0.0.1", help="standaard 127.0.0.1")
    return parser


if __name__ == "__main__":
    sys.exit(main())
