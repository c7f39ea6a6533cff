"""Compiled templates are kept, and never used for another template, another filter, or in a process's way."""

import sys
from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment

from geholpen.platform.ui.gecompileerd import Gecompileerd
from geholpen.platform.ui.omgeving import sleutel


@pytest.fixture
def cache(tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    return Gecompileerd([sleutel])


def _draw(cache, template="{{ 6 * 7 }}"):
    """What a new process shows, and the files that are there afterwards."""
    drawn = Environment(loader=DictLoader({"a.html": template}), bytecode_cache=cache).get_template("a.html").render()
    return drawn, {f: f.read_bytes() for f in sorted(Path(cache.directory).glob("*"))}


def test_it_is_compiled_once(cache):
    first = _draw(cache)
    (file,) = first[1]
    before = file.stat().st_mtime_ns
    assert _draw(cache) == first and file.stat().st_mtime_ns == before
    assert first[0] == "42"


def test_another_template_or_other_filters_are_compiled_again(cache):
    _, kept = _draw(cache)
    drawn, anew = _draw(cache, "{{ 6 * 8 }}")
    assert drawn == "48" and anew.keys() == kept.keys() and anew != kept
    other = Gecompileerd([_draw])
    assert other.get_source_checksum("a") != cache.get_source_checksum("a")


def test_a_folder_that_cannot_be_written_is_in_nobodys_way(cache, tmp_path):
    blocked = tmp_path / "bestand"
    blocked.write_text("hier kan geen map komen")
    cache.directory = str(blocked / "sjablonen")
    assert _draw(cache)[0] == "42"


def test_who_wants_nothing_beside_the_sources_gets_nothing(cache, monkeypatch):
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert _draw(cache) == ("42", {})
