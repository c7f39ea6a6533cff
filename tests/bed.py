"""Help for tests on the database: who acts, the pack's catalogues, and emptying what really was committed."""

from __future__ import annotations

import tomllib
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

import psycopg

from geholpen.platform.context import Actor, ActorSoort, Context, system

_PACK = Path(__file__).parents[1] / "src" / "geholpen" / "packs" / "waterdam" / "data"
_PEOPLE = UUID("7f1f7b61-5a7a-4f0e-9f0c-0c1a51f6f0aa")  # fixed ids for employees of the test register
_KEEP = {"django_migrations", "django_content_type", "procrastinate_version"}


def medewerker(code: str, kanaal: str = "werkplek") -> Context:
    """The context of an employee of Waterdam ("mdw-001"), without a reason: add one with `.voor(aanleiding)`."""
    from geholpen.domain.organisatie.models import Medewerker  # noqa: PLC0415  (after django.setup)

    wie = Medewerker.objects.get(code=code)
    return Context(Actor(ActorSoort.MEDEWERKER, wie.id, frozenset(wie.rollen), wie.afdeling_code), kanaal)


def systeem(kanaal: str = "email") -> Context:
    """The context of the system itself: intake and jobs."""
    return system(kanaal, oorsprong="test")


def klant(partij_id: UUID, niveau: str = "authenticated", kanaal: str = "mijn") -> Context:
    """The context of a customer who looks at their own data."""
    return Context(
        Actor(ActorSoort.KLANT, partij_id, frozenset({"klant"}), niveau=niveau), kanaal, partijen=frozenset({partij_id})
    )


def copy_out(connection: psycopg.Connection[Any], table: str) -> bytes:
    """All rows of a table as text for `copy_in`."""
    with connection.cursor() as cursor, cursor.copy(f"COPY {table} TO STDOUT") as copy:
        return b"".join(bytes(part) for part in copy)


def filled_tables(connection: psycopg.Connection[Any]) -> list[str]:
    """The public tables that have rows now, but for the ones we never empty."""
    names = _tables(connection)
    return [t for t in names if connection.execute(f"SELECT EXISTS (SELECT 1 FROM {t})").fetchone() == (True,)]


def _tables(connection: psycopg.Connection[Any]) -> list[str]:
    rows = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename")
    return [name for (name,) in rows if name not in _KEEP]


def empty(admin_url: str, catalogues: dict[str, bytes]) -> None:
    """Empty every table and put the catalogues back. Ends what a test left open in this database."""
    with psycopg.connect(admin_url, autocommit=True) as admin:
        admin.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid() AND state LIKE 'idle in transaction%'"
        )
        admin.execute("SET lock_timeout = '10s'; SET session_replication_role = replica")
        admin.execute(f"TRUNCATE {', '.join(_tables(admin))} RESTART IDENTITY CASCADE")
        for table, rows in catalogues.items():
            with admin.cursor() as cursor, cursor.copy(f"COPY {table} FROM STDIN") as copy:
                copy.write(rows)


def fill_catalogues() -> None:
    """Fill organisation, departments, employees, purposes and subjects from the pack, as the application."""
    try:
        from geholpen.packs.waterdam.vullen import fill_catalogues as of_the_pack  # noqa: PLC0415
    except ImportError:
        _fill_from_toml()
    else:
        of_the_pack()


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((_PACK / f"{name}.toml").read_text(encoding="utf-8"))


def _fill_from_toml() -> None:
    from geholpen.domain.kennis.models import Onderwerp  # noqa: PLC0415
    from geholpen.domain.organisatie.models import Afdeling, Medewerker, Organisatie  # noqa: PLC0415

    bestand = _read("organisatie")
    o = bestand["organisatie"]
    Organisatie.objects.create(code=o["code"], naam=o["naam"], mailadres=o["mailadres"], telefoon=o["telefoon"])
    Afdeling.objects.bulk_create(Afdeling(code=a["code"], naam=a["naam"]) for a in bestand["afdelingen"])
    Medewerker.objects.bulk_create(
        Medewerker(
            id=uuid5(_PEOPLE, m["code"]),
            code=m["code"],
            naam=m["naam"],
            groetnaam=m["ondertekening"],
            functie=m.get("functie", ""),
            afdeling_code=m["afdeling"],
            rollen=m["rollen"],
        )
        for m in _read("medewerkers")["medewerkers"]
    )
    nummers = _fill_activiteiten(_read("verwerkingsactiviteiten"))
    Onderwerp.objects.bulk_create(
        Onderwerp(
            code=w["code"],
            naam=w["naam"],
            domein=w["domein"],
            gevoelig=w["gevoelig"],
            activiteit=nummers[w["activiteit"]],
            afdeling_code=w["afdeling"],
            eerstelijns=w["eerstelijns"],
            termijn_werkdagen=w["termijn_werkdagen"],
            trefwoorden=w.get("trefwoorden", {}),
            toon=w["toon"],
        )
        for w in _read("onderwerpen")["onderwerpen"]
    )


def _fill_activiteiten(bestand: dict[str, Any]) -> dict[str, int]:
    from geholpen.domain.doelbinding.models import (  # noqa: PLC0415
        Verwerkingsactiviteit,
        VerwerkingsactiviteitGegeven,
        VerwerkingsactiviteitVersie,
    )

    nummers = {a["code"]: a["nummer"] for a in bestand["activiteiten"]}

    def bronnen(codes: list[str]) -> list[int]:
        plat = [c for code in codes for c in (bestand["brongroepen"][code[1:]] if code[0] == "@" else [code])]
        return sorted({nummers[c] for c in plat})

    for a in bestand["activiteiten"]:
        Verwerkingsactiviteit.objects.create(nummer=a["nummer"], uuid=a["uuid"], code=a["code"])
        VerwerkingsactiviteitVersie.objects.create(**_versie(a))
        VerwerkingsactiviteitGegeven.objects.bulk_create(
            VerwerkingsactiviteitGegeven(
                nummer=a["nummer"],
                versie=1,
                soort=c["soort"],
                waarom=c["waarom"],
                handelingen=c.get("handelingen", ["lezen"]),
                masker=c.get("masker", "geen"),
                niveau=c.get("niveau", "matched"),
                bronnen=bronnen(c["bronnen"]),
            )
            for c in a["categorieen"]
        )
    return nummers


def _versie(a: dict[str, Any]) -> dict[str, Any]:
    termijn = a["bewaartermijn"]
    taak = a["taak"]
    return {
        "nummer": a["nummer"],
        "versie": 1,
        "status": "actief",
        **{k: a[k] for k in ("naam", "doel", "grondslag", "rollen", "vereist_aanleiding", "selectielijst")},
        **{k: a.get(k, False) for k in ("mag_bsn_tonen", "mag_geheim_adres", "bijzondere_gegevens", "gevoelig")},
        **{k: a.get(k, []) for k in ("ontvangers", "vertegenwoordiging")},
        "taak_titel": taak["titel"],
        "taak_artikel": taak["artikel"],
        "taak_bijdrage": taak["bijdrage"],
        "meetpunt": taak["meetpunt"],
        "evaluatiedatum": datetime.now(UTC).date() + timedelta(days=200),
        "bewaardagen": int(termijn[1:-1]) * {"Y": 365, "D": 1, "M": 30}[termijn[-1]],
        "verdeelt": bool(a.get("verdeelt_naar")),
        "leeftijd_zelf": a["leeftijd_zelf"],
        "geldig_vanaf": datetime.now(UTC) - timedelta(days=30),
        **{f"{rol}_door": uuid5(_PEOPLE, rol) for rol in ("opgesteld", "advies", "goedgekeurd", "geactiveerd")},
    }
