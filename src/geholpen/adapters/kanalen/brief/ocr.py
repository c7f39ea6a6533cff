"""Read the text of a scan, in Dutch: `ocrmypdf` with Tesseract, programs of this machine, in a bounded process.

They are other people's programs on strangers' pictures, so each run has its own limits of time, memory and pixels and
ends with everything that it started. Where they are not installed a letter waits for a person; nothing else stops.
"""

from __future__ import annotations

import contextlib
import csv
import io
import os
import resource
import shutil
import signal
import subprocess
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path

TAAL = "nld"
#: Bytes that one program may use, and millions of pixels of one page.
MAX_GEHEUGEN = 2 * 1024**3
MAX_MEGAPIXELS = 120
#: Seconds for one letter: a fixed part, and a part per page.
VAST, PER_PAGINA, HOOGSTENS = 60.0, 30.0, 900.0
MAX_TEKST = 1_000_000


class OcrMislukt(Exception):
    """It did not work; `reden` is plain Dutch."""

    def __init__(self, reden: str) -> None:
        super().__init__(reden)
        self.reden = reden


@dataclass(frozen=True, slots=True)
class Gelezen:
    """The text, and a copy of the PDF in which it can be searched."""

    tekst: str
    kopie: bytes


@dataclass(frozen=True, slots=True)
class Woord:
    """One word of a page and how sure the reader is of it, 0 to 100."""

    tekst: str
    zeker: float


@cache
def available() -> bool:
    """Whether this machine can read Dutch."""
    if not (shutil.which("ocrmypdf") and shutil.which("tesseract")):
        return False
    try:
        talen = subprocess.run(["tesseract", "--list-langs"], capture_output=True, timeout=20, check=False)  # noqa: S603, S607
    except (OSError, subprocess.TimeoutExpired):
        return False
    return TAAL in talen.stdout.decode("ascii", "replace").split()


def read(pdf: bytes, paginas: int) -> Gelezen:
    """A cleaned PDF in; its text and a searchable copy out. Raises OcrMislukt."""
    if not available():
        raise OcrMislukt("Het programma dat tekst uit scans leest is hier niet geïnstalleerd.")
    with tempfile.TemporaryDirectory(prefix="geholpen-ocr-") as plek:
        heen, terug, tekst = (Path(plek) / naam for naam in ("heen.pdf", "terug.pdf", "tekst.txt"))
        heen.write_bytes(pdf)
        # Not PDF/A: with the programs of the distribution that needs Ghostscript for more than drawing pages.
        command = ["ocrmypdf", "-q", "-l", TAAL, "--force-ocr", "--deskew", "--rotate-pages", "--output-type", "pdf"]
        command += ["--max-image-mpixels", str(MAX_MEGAPIXELS), "--tesseract-timeout", str(int(PER_PAGINA))]
        command += ["--jobs", "1", "--optimize", "0", "--sidecar", str(tekst), str(heen), str(terug)]
        _run(command, min(VAST + PER_PAGINA * paginas, HOOGSTENS), Path(plek))
        if not terug.is_file():
            raise OcrMislukt("Het lezen van de tekst is mislukt.")
        gelezen = tekst.read_text("utf-8", "replace") if tekst.is_file() else ""
        return Gelezen(_plain(gelezen), terug.read_bytes())


def words(png: bytes) -> list[Woord]:
    """The words of one page image with how sure each is. Raises OcrMislukt."""
    with tempfile.TemporaryDirectory(prefix="geholpen-ocr-") as plek:
        beeld, uit = Path(plek) / "blad.png", Path(plek) / "blad"
        beeld.write_bytes(png)
        _run(["tesseract", str(beeld), str(uit), "-l", TAAL, "tsv"], PER_PAGINA, Path(plek))
        try:
            tabel = uit.with_suffix(".tsv").read_text("utf-8", "replace")
        except OSError:
            raise OcrMislukt("Het lezen van de tekst is mislukt.") from None
    rijen = csv.DictReader(io.StringIO(tabel), delimiter="\t", quoting=csv.QUOTE_NONE)
    return [Woord(r["text"].strip(), float(r["conf"])) for r in rijen if (r.get("text") or "").strip()]


def _run(command: list[str], seconds: float, plek: Path) -> None:
    """One program with limits; what it says goes nowhere, for it may quote the letter."""
    omgeving = {"PATH": os.pathsep.join(os.get_exec_path()), "LANG": "C.UTF-8", "TMPDIR": str(plek), "HOME": str(plek)}
    omgeving |= {"OMP_THREAD_LIMIT": "1"}
    proces = subprocess.Popen(  # noqa: S603  our own list of words
        command,
        cwd=plek,
        env=omgeving,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        preexec_fn=lambda: _limit(seconds),  # noqa: PLW1509  two calls of the kernel, before anything else runs
    )
    try:
        code = proces.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        raise OcrMislukt("Het lezen van de tekst duurde te lang en is afgebroken.") from None
    finally:
        _end(proces)
    if code:
        raise OcrMislukt("Het lezen van de tekst is mislukt.")


def _limit(seconds: float) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MAX_GEHEUGEN, MAX_GEHEUGEN))
    resource.setrlimit(resource.RLIMIT_CPU, (int(seconds), int(seconds) + 5))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _end(proces: subprocess.Popen[bytes]) -> None:
    """Everything that it started goes with it."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(proces.pid, signal.SIGKILL)
    proces.wait()


def _plain(tekst: str) -> str:
    regels = (regel.strip() for regel in tekst.replace("\f", "\n").replace("\0", "").splitlines())
    return "\n".join(regels).strip()[:MAX_TEKST]
