"""The package of a list in the form of BagIt (RFC 8493): files under data/, and manifests of their checksums."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from geholpen.domain.bewaren.overbrengen import mdto
from geholpen.domain.bewaren.overbrengen.dossier import Gelezen

MANIFEST, BAGIT, INFO, TAGMANIFEST = "manifest-sha256.txt", "bagit.txt", "bag-info.txt", "tagmanifest-sha256.txt"
_VERSIE = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"


@dataclass(slots=True)
class Boekhouding:
    """What went into the package while it was made: the checksum of every file, and rows per table."""

    sommen: dict[str, str] = field(default_factory=dict)
    omvang: int = 0  # bytes
    dossiers: int = 0
    rijen: dict[str, int] = field(default_factory=dict)

    def add(self, pad: str, inhoud: bytes) -> tuple[str, bytes]:
        """Count a file in."""
        self.sommen[pad] = hashlib.sha256(inhoud).hexdigest()
        self.omvang += len(inhoud)
        return pad, inhoud


@dataclass(frozen=True, slots=True)
class Omschrijving:
    """What is said of every dossier of a list."""

    archiefvormer: str
    selectielijst: str
    gemaakt: datetime
    onderwerpen: dict[str, str]  # code → name
    taken: dict[str, str]  # code of the subject → the task that the organisation has


def files(dossiers: Iterable[Gelezen], wat: Omschrijving, boek: Boekhouding) -> Iterator[tuple[str, bytes]]:
    """Every file of the package, dossier by dossier; the manifests last. Fills `boek`."""
    for gelezen in dossiers:
        yield from (boek.add(pad, inhoud) for pad, inhoud in _dossier(gelezen, wat))
        boek.dossiers += 1
        for naam, aantal in gelezen.rijen.items():
            boek.rijen[naam] = boek.rijen.get(naam, 0) + aantal
    payload = dict(boek.sommen)
    tags = {
        BAGIT: _VERSIE,
        INFO: _info(wat, boek, len(payload)),
        MANIFEST: _manifest(payload),
    }
    for pad, inhoud in tags.items():
        yield boek.add(pad, inhoud)
    yield boek.add(TAGMANIFEST, _manifest({pad: boek.sommen[pad] for pad in tags}))


def _dossier(gelezen: Gelezen, wat: Omschrijving) -> Iterator[tuple[str, bytes]]:
    """Each file with its metadata beside it, and the metadata of the dossier."""
    v = gelezen.vraag
    code, map_ = v["onderwerp_code"], f"data/{v['kenmerk']}"
    naam = wat.onderwerpen.get(code, code)
    for stuk in gelezen.stukken:
        pad = f"{map_}/{stuk.pad}"
        som = hashlib.sha256(stuk.inhoud).hexdigest()
        over = mdto.Bestand(pad, len(stuk.inhoud), stuk.formaat, som, wat.gemaakt)
        yield pad, stuk.inhoud
        yield f"{pad}.mdto.xml", mdto.bestand(over, v["kenmerk"], naam)
    dossier = mdto.Dossier(
        kenmerk=v["kenmerk"],
        naam=naam,
        taak=wat.taken.get(code, naam),
        selectielijst=wat.selectielijst,
        van=datetime.fromisoformat(v["gestart_op"]).date(),
        tot=datetime.fromisoformat(v["afgesloten_op"]).date() if v["afgesloten_op"] else None,
        archiefvormer=wat.archiefvormer,
        overgebracht=wat.gemaakt,
    )
    yield f"{map_}/{v['kenmerk']}.mdto.xml", mdto.dossier(dossier, [f"{map_}/{s.pad}" for s in gelezen.stukken])


def _manifest(sommen: dict[str, str]) -> bytes:
    return "".join(f"{som}  {pad}\n" for pad, som in sorted(sommen.items())).encode()


def _info(wat: Omschrijving, boek: Boekhouding, aantal: int) -> bytes:
    return (
        f"Source-Organization: {wat.archiefvormer}\n"
        f"Bagging-Date: {wat.gemaakt.date().isoformat()}\n"
        f"Payload-Oxum: {boek.omvang}.{aantal}\n"
        f"External-Description: {wat.selectielijst}, blijvend te bewaren, {boek.dossiers} dossiers\n"
    ).encode()


def differences(sommen: dict[str, str], gevonden: Iterable[tuple[str, bytes]]) -> list[str]:
    """Paths that are missing, that were not made by us, or that are not what was written; [] when all is well."""
    left, wrong = dict(sommen), []
    for pad, inhoud in gevonden:
        if left.pop(pad, "") != hashlib.sha256(inhoud).hexdigest():
            wrong.append(pad)
    return [*wrong, *left]
