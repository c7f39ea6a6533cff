"""A room is entered through its doors only: commands, queries, events and ports."""

from __future__ import annotations

import importlib
import importlib.util
import inspect
from types import ModuleType

import grimp
import pytest

from geholpen.domain.doelbinding.gegevenssoort import Gegevenssoort
from geholpen.platform import doors
from tests.architecture.huis import ROOMS, short, sources

DOORS = {"commands", "queries", "events", "ports"}  # of commands only the package itself: what is behind it is inside
#: What else may be imported from outside its room, and why.
ALSO = {
    "geholpen.domain.doelbinding.gegevenssoort": "the numbers of the data categories: every door names them",
    "geholpen.domain.partijen.herkennen": "on the way to filing a message, under that door's own log line",
    "geholpen.domain.partijen.onbekende": "who keeps a contact that nobody's is yet, written in one statement with it",
    "geholpen.domain.berichten.inschrijven": "messages that a door of the chat writes with its own rows",
    "geholpen.domain.klantcontacten.kenmerk": "under which key a public reference is found",
    "geholpen.domain.klantcontacten.opschrijven": "rows of a conversation that a door of berichten writes with its own",
}
#: Who may go through a wall, and why.
PASS = {
    "geholpen.config.werk": "starts the background jobs of every room",
    "geholpen.config.herstel": "cleans up what has expired in a copy that was put back",
    "geholpen.config.opzet": "gives every table its rule for destroying, after the migrations",
    "geholpen.config.logcontrole": "runs a check of the logs itself, with the progress on the screen",
}
#: Commands that fill the register and the catalogues: there is no purpose yet to ask for, and no customer in them.
BOOTSTRAP = {
    "load_activiteit",
    "load_bewaartermijn",
    "load_selectieregel",
    "load_onderwerp",
    "load_organisatie",
    "load_applicatie",
    "load_toestel",
    "load_agenda",
    "load_antwoordsjabloon",
}


@pytest.fixture(scope="module")
def graph() -> grimp.ImportGraph:
    return grimp.build_graph("geholpen", cache_dir=None)


def _room(module: str) -> tuple[str, str]:
    """(room, what is imported of it) of a module in the domain, else ("", "")."""
    parts = module.split(".")
    if parts[:2] != ["geholpen", "domain"] or len(parts) < 3:
        return "", ""
    return parts[2], parts[3] if len(parts) > 3 else ""


def _is_test(module: str) -> bool:
    return module.rpartition(".")[2].startswith("test_")


def _is_door(module: str) -> bool:
    """The module `commands` (not what is behind it), and everything under queries, events and ports."""
    parts = module.split(".")
    return module in ALSO or (parts[3] in DOORS and (parts[3] != "commands" or len(parts) == 4))


def test_a_room_is_entered_through_its_doors(graph):
    through_walls = [
        f"{importer} → {module}"
        for module in sorted(graph.modules)
        for room, part in [_room(module)]
        if part and not _is_door(module)
        for importer in sorted(graph.find_modules_that_directly_import(module))
        if _room(importer)[0] != room and importer not in PASS and not _is_test(importer)
    ]
    assert not through_walls, "\n".join(through_walls)


def test_who_may_go_through_a_wall_exists_and_does(graph):
    for importer in PASS:
        used = {_room(m) for m in graph.find_modules_directly_imported_by(importer)}
        assert {part for room, part in used if room} - DOORS, f"{importer} no longer needs its pass"


def test_what_else_is_a_door_is_used_from_another_room(graph):
    for module in ALSO:
        outside = {_room(i)[0] for i in graph.find_modules_that_directly_import(module)} - {_room(module)[0]}
        assert outside, f"{module} needs no exception"


def test_models_and_migrations_stay_inside_their_room(graph):
    """A model of one room in a migration of another would tie their histories together."""
    for room in ROOMS:
        module = f"geholpen.domain.{room}.models"
        if module in graph.modules:
            outside = {i for i in graph.find_modules_that_directly_import(module) if _room(i)[0] != room}
            assert not outside - set(PASS), f"{module} is imported by {sorted(outside)}"


def _doors_of_rooms(kind: str) -> list[str]:
    found = [f"geholpen.domain.{room}.{kind}" for room in ROOMS]
    return [name for name in found if importlib.util.find_spec(name)]


def _public_functions(module: ModuleType) -> list[tuple[str, object]]:
    """What another room can call: functions in the module's namespace that come from this module or from behind it."""
    return [
        (name, thing)
        for name, thing in inspect.getmembers(module, inspect.isfunction)
        if not name.startswith("_") and inspect.unwrap(thing).__module__.startswith(module.__name__)
    ]


@pytest.mark.parametrize("name", _doors_of_rooms("commands"))
def test_every_command_says_who_may(name):
    for function_name, function in _public_functions(importlib.import_module(name)):
        door = getattr(function, "door", None)
        if function_name in BOOTSTRAP:
            assert getattr(function, "catalogue", False), f"{name}.{function_name} writes catalogues: say @catalogue"
            continue
        assert door is not None, f"{name}.{function_name} is no @command: keep it behind the door"
        assert door.schrijft, f"{name}.{function_name} is a query among commands"
        assert door.may is not None


@pytest.mark.parametrize("name", _doors_of_rooms("queries"))
def test_every_query_says_which_data_it_touches(name):
    for function_name, function in _public_functions(importlib.import_module(name)):
        what = f"{name}.{function_name}"
        door = getattr(function, "door", None)
        assert door or getattr(function, "catalogue", False), f"{what} is no @query or @catalogue"
        assert door is None or not door.schrijft, f"{what} is a command among queries"


def _every_door() -> list[doors.Door]:
    for name in _doors_of_rooms("commands") + _doors_of_rooms("queries"):
        importlib.import_module(name)
    return sorted((d for d in doors.doors.values() if d.name.startswith("geholpen.")), key=lambda d: d.name)


def test_every_door_says_something_true_about_itself(register, django_db_blocker):
    with django_db_blocker.unblock():
        codes = {code for code in {d.voor for d in _every_door()} if code and register.code(code) is None}
    assert not codes, f"unknown activities: {sorted(codes)}"
    for door in _every_door():
        assert door.gegevens <= set(Gegevenssoort), f"{door.name} names an unknown category"
        assert 10 <= len(door.naam) <= 200, f"{door.name} has no sentence for the customer's log"
        assert len(door.name.removeprefix("geholpen.domain.")) <= 120, f"{door.name} is too long for the log"
        assert door.handeling in {"lezen", "zoeken", "wijzigen", "tellen", "exporteren", "verstrekken"}


def test_policy_is_pure():
    """Who may is decided on the context alone: no rows are read for it."""
    for path in sources():
        if path.name == "policy.py":
            text = path.read_text()
            assert ".objects" not in text, short(path)
            assert "django.db" not in text, short(path)
