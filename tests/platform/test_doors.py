"""Doors without a room: closed until somebody guards them."""

from __future__ import annotations

import threading

import pytest

from geholpen.platform import doors
from geholpen.platform.context import ALLE, system
from geholpen.platform.errors import Refused


def test_without_a_guard_no_door_opens():
    with pytest.raises(Refused) as caught:
        doors._Closed().decide(system("test"), next(iter(doors.doors.values())))
    assert caught.value.code == "GEEN_BEWAKING"


def test_a_command_must_say_who_may_and_a_query_what_it_touches():
    with pytest.raises(TypeError):
        doors.command(gegevens=(), naam="Zonder te zeggen wie")
    with pytest.raises(TypeError):
        doors.query(naam="Zonder te zeggen wat")


def test_a_command_reads_what_it_writes():
    @doors.command(may=lambda ctx: None, gegevens={9}, leest={2}, naam="Proef van een deur")
    def proef(ctx):
        """Never opened."""

    assert (proef.door.schrijft, proef.door.schrijf_gegevens, proef.door.gegevens) == (True, {9}, {2, 9})
    del doors.doors[proef.door.name]


def test_open_is_per_thread():
    seen = []
    with doors.backstage():
        assert doors.is_open()
        thread = threading.Thread(target=lambda: seen.append(doors.is_open()))
        thread.start()
        thread.join()
    assert seen == [False]
    assert not doors.is_open()


def test_a_new_reason_or_scope_drops_what_was_decided():
    ctx = system("test")
    assert ctx.partijen is ALLE
    assert ctx.over([]).grant is None
