"""The whole demo from one command: database, tables, demo town, mail server, background work, live stream and pages."""

from __future__ import annotations

import argparse
import importlib
import json
import os
import sys
from pathlib import Path
from urllib.parse import quote

import psycopg

from geholpen.config.cli import OMGEVING, TWIN, HookMissing, data_dir, django_setup, hook, source_root, version
from geholpen.config.demo.database import Database
from geholpen.config.demo.gegevensmap import DemoFout, only_one, published, reset, secret, write_private
from geholpen.config.demo.poorten import PoortFout, choose_ports
from geholpen.config.demo.tweelingen import start_twins
from geholpen.config.demo.voortgang import Stap, Voortgang, show
from geholpen.platform.kindproces import Proces, http_ready, tcp_ready
from geholpen.platform.opzicht import Gestopt, Opzichter, OpzichtFout
from geholpen.platform.postgres import PostgresFout
from geholpen.platform.ui.assets import AssetsUnavailable, ensure_assets

DATABASE = "geholpen"
AUDITOR = "auditor@waterdam.example"  # has a mailbox in the demo town
VULLEN = "geholpen.packs.waterdam.vullen"
DRUKKER = "geholpen.adapters.kanalen.brief.twin"
BRP = "geholpen.adapters.koppelingen.brp.twin"
WIJK = "geholpen.packs.waterdam.wijksite"
EERST = [
    "Log in als medewerker en open een klantvraag: u ziet alleen wat voor die vraag nodig is.",
    "Log in als klant en stel een vraag. De medewerker ziet haar meteen.",
    "Beantwoord de vraag, en kijk als klant wie uw gegevens heeft bekeken en waarom.",
]


def main(args: argparse.Namespace) -> int:
    """Start everything, say where it is, and keep it running until Ctrl-C."""
    data, stappen = data_dir(), Voortgang(7)
    try:
        with Opzichter(stappen.say) as toezicht, only_one(data):
            if args.reset:
                reset(data)
                show("De gegevens van de vorige keer zijn gewist.")
            _run(data, args, toezicht, stappen)
    except (DemoFout, PoortFout, OpzichtFout, PostgresFout, HookMissing, AssetsUnavailable) as error:
        sys.stderr.write(f"\nDe demo kan niet starten: {error}\n")
        return 1
    except Gestopt:
        pass
    show("Alles is gestopt. Uw gegevens blijven bewaard; bin/demo --reset begint opnieuw.")
    return 0


def _run(data: Path, args: argparse.Namespace, toezicht: Opzichter, stappen: Voortgang) -> None:
    show(f"Geholpen {version()}, demo met de voorbeeldgemeente Waterdam. Gegevens staan in {data}\n")
    poorten = choose_ports()
    _fetch_assets(stappen)
    environment = _database(data, poorten, toezicht, stappen)
    os.environ.update(environment)
    with stappen.step("Tabellen"):
        django_setup()
        hook("geholpen.config.opzet.migrate")()
    with stappen.step("Gemeente Waterdam"):
        hook(f"{VULLEN}.fill")(leeg=args.leeg, klanten=args.klanten, report=stappen.say)
        if not args.leeg:
            hook(f"{VULLEN}.fill_kwarantaine")()
        logins, postbussen = hook(f"{VULLEN}.logins")(), hook(f"{VULLEN}.postbussen")()
        tegenpartijen = hook(f"{VULLEN}.fill_kanalen")(poorten)
        hook("django.db.connections").close_all()
    with stappen.step("Mailserver en aanbieders"):
        environment |= _mail(data, poorten, postbussen, toezicht)
        start_twins(data, tegenpartijen, toezicht)
        environment |= hook(f"{VULLEN}.agendasleutels")()
    environment |= _brp(data, poorten, toezicht)
    _wijksite(data, poorten, toezicht)
    environment |= _post(data, poorten, toezicht)
    with published(data / OMGEVING, environment):
        _application(data, poorten, environment, toezicht, stappen)
        _welcome(poorten, logins)
        toezicht.run()
        show("\nAlles wordt gestopt …")


def _fetch_assets(stappen: Voortgang) -> None:
    with stappen.step("Voorkant"):
        root = source_root()
        if root:
            ensure_assets(root, stappen.say)


def _database(data: Path, poorten: dict[str, int], toezicht: Opzichter, stappen: Voortgang) -> dict[str, str]:
    """Start the database unless DATABASE_URL names one; the environment that every process gets."""
    environment = {
        "GEHOLPEN_DEMO": "1",
        "GEHOLPEN_DATA": str(data),
        "GEHOLPEN_GEHEIM": os.environ.get("GEHOLPEN_GEHEIM") or secret(data),
        "DJANGO_SETTINGS_MODULE": "geholpen.config.settings",
        "PORT": str(poorten["web"]),
        "GEHOLPEN_STROOM_POORT": str(poorten["stroom"]),
        "GEHOLPEN_LMTP_POORT": str(poorten["lmtp"]),
        "GEHOLPEN_ARCHIEF_MAP": os.environ.get("GEHOLPEN_ARCHIEF_MAP") or str(data / "archief"),
        "GEHOLPEN_ZEGEL_MAP": os.environ.get("GEHOLPEN_ZEGEL_MAP") or str(data / "zegel"),
        "GEHOLPEN_ZEGEL_MAIL": os.environ.get("GEHOLPEN_ZEGEL_MAIL") or AUDITOR,
    }
    with stappen.step("Database") as step:
        app, owner = _roles(data, environment["GEHOLPEN_GEHEIM"], toezicht, stappen, step)
    return environment | {"DATABASE_URL": app, "DATABASE_OWNER_URL": owner}


def _roles(data: Path, geheim: str, toezicht: Opzichter, stappen: Voortgang, step: Stap) -> tuple[str, str]:
    """Addresses for the application and for the owner. A DATABASE_URL alone must be allowed to make both roles."""
    url = os.environ.get("DATABASE_URL", "")
    if url and os.environ.get("DATABASE_OWNER_URL"):
        step.note("van DATABASE_URL")
        return url, os.environ["DATABASE_OWNER_URL"]
    if url:
        step.note("van DATABASE_URL")
        return _prepare(url, geheim)
    database = Database(data, stappen.say)
    toezicht.start(database)
    step.note(f"PostgreSQL {database.cluster.binaries.major}")
    return _prepare(database.cluster.url(), geheim, DATABASE)


def _prepare(url: str, geheim: str, name: str = "") -> tuple[str, str]:
    try:
        app, owner = hook("geholpen.config.opzet.prepare")(url, geheim, name)
    except psycopg.Error as error:
        raise DemoFout(f"de database is niet in te richten: {error}") from error
    return app, owner


def _mail(data: Path, poorten: dict[str, int], boxes: list[tuple[str, str]], toezicht: Opzichter) -> dict[str, str]:
    """The mail server twin with a mailbox per address; the environment by which the application finds it."""
    users = data / "mail" / "gebruikers"
    users.parent.mkdir(exist_ok=True)
    write_private(users, "".join(f"{address} {password}\n" for address, password in boxes))
    command = [sys.executable, "-m", TWIN, "--map", str(users.parent / "post"), "--gebruikers", str(users)]
    command += ["--imap-poort", str(poorten["imap"]), "--smtp-poort", str(poorten["smtp"])]
    toezicht.start(Proces("mail", command, data / "log" / "mail.log"), tcp_ready(poorten["imap"]))
    ours = hook("geholpen.config.settings.MAIL_ADRES")
    address, password = next((box for box in boxes if box[0] == str(ours)), boxes[0])
    login = f"{quote(address, safe='')}:{quote(password, safe='')}"
    return {
        "GEHOLPEN_POSTBUS": f"imap://{login}@127.0.0.1:{poorten['imap']}/INBOX",
        "GEHOLPEN_UITGANG": f"smtp://127.0.0.1:{poorten['smtp']}",
    }


def _brp(data: Path, poorten: dict[str, int], toezicht: Opzichter) -> dict[str, str]:
    """The twin of the BRP with the people of the town; the environment by which the application finds it."""
    people = data / "brp.json"
    write_private(people, json.dumps(hook(f"{VULLEN}.brp_personen")()))
    command = [sys.executable, "-m", BRP, "--poort", str(poorten["brp"]), "--personen", str(people)]
    toezicht.start(Proces("brp", command, data / "log" / "brp.log"), tcp_ready(poorten["brp"]))
    return {"GEHOLPEN_BRP_ADRES": f"http://127.0.0.1:{poorten['brp']}/haalcentraal/api/brp"}


def _wijksite(data: Path, poorten: dict[str, int], toezicht: Opzichter) -> None:
    """The neighbours' own site with our chat window on it: another origin, so that a newcomer sees both sides."""
    adres, ons = (f"http://localhost:{poorten[naam]}" for naam in ("wijk", "web"))
    sleutel = hook(f"{VULLEN}.fill_chat")(f"{adres} http://127.0.0.1:{poorten['wijk']}")
    hook("django.db.connections").close_all()
    command = [sys.executable, "-m", WIJK, "--poort", str(poorten["wijk"]), "--geholpen", ons]
    command += ["--stroom", f"http://localhost:{poorten['stroom']}", "--sleutel", str(sleutel)]
    command += hook(f"{VULLEN}.bewoner")()
    toezicht.start(Proces("wijk", command, data / "log" / "wijk.log"), tcp_ready(poorten["wijk"]))


def _post(data: Path, poorten: dict[str, int], toezicht: Opzichter) -> dict[str, str]:
    """The twin of the print provider, and the folder in which the scanner puts what came by post."""
    (data / "scans").mkdir(exist_ok=True)
    adres = f"http://127.0.0.1:{poorten['drukker']}"
    account = hook(f"{VULLEN}.fill_brief")(adres)
    hook("django.db.connections").close_all()
    sleutel, geheim = hook(f"{VULLEN}.brief.SLEUTEL"), hook(f"{VULLEN}.brief.GEHEIM")
    command = [sys.executable, "-m", DRUKKER, "--poort", str(poorten["drukker"]), "--sleutel", str(sleutel)]
    command += ["--geheim", str(geheim), "--terugmelden"]
    command += [f"http://127.0.0.1:{poorten['web']}/kanaal/brief/{account}/status"]
    toezicht.start(Proces("drukker", command, data / "log" / "drukker.log"), tcp_ready(poorten["drukker"]))
    return {"GEHOLPEN_SCANMAP": str(data / "scans")}


def _application(
    data: Path, poorten: dict[str, int], environment: dict[str, str], toezicht: Opzichter, stappen: Voortgang
) -> None:
    """Background work, live stream and pages: started together, then waited for, one after the other."""

    def geholpen(name: str, *words: str) -> Proces:
        env = os.environ | environment | {"GEHOLPEN_PROCES": f"geholpen-{name}", "PYTHONUNBUFFERED": "1"}
        command = [sys.executable, "-m", "geholpen.config.cli", *words]
        return Proces(name, command, data / "log" / f"{name}.log", env=env)

    work, stream, web = geholpen("werk", "work"), geholpen("stroom", "stream"), geholpen("web", "serve")
    with stappen.step("Achtergrondtaken en live berichten"):
        for proces in (work, stream, web):
            toezicht.start(proces)
        toezicht.wait(stream, tcp_ready(poorten["stroom"]))
    with stappen.step("Pagina's"):
        toezicht.wait(web, http_ready(f"http://127.0.0.1:{poorten['web']}/"))
        toezicht.wait(work, work.alive)


def _welcome(poorten: dict[str, int], logins: list[tuple[str, str, str]]) -> None:
    port, wijk = poorten["web"], poorten["wijk"]
    show(f"\n  Geholpen draait: http://localhost:{port}/\n\n  Wie kan inloggen:")
    wide = max((len(name) for name, _, _ in logins), default=0)
    for name, what, how in logins:
        show(f"    {name:<{wide}}  {how}: {what}")
    show("\n  Probeer dit eerst:")
    vullen = importlib.import_module(VULLEN)
    eerst = vullen.probeer_eerst(port) if hasattr(vullen, "probeer_eerst") else EERST
    for number, line in enumerate(
        [*eerst, f"Chat op de site van de buurt met de werkplek: http://localhost:{wijk}/"], 1
    ):
        show(f"    {number}. {line}")
    show("\n  Ctrl-C stopt alles.")
