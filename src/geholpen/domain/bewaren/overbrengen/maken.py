"""Make the package of a list: dossier by dossier to the place outside, read back from there, and booked."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from geholpen.domain.bewaren import ports
from geholpen.domain.bewaren.commands import book_pakket
from geholpen.domain.bewaren.commands.overbrengen import TAAK, waiting
from geholpen.domain.bewaren.models import Lijstregel, Vernietigingslijst
from geholpen.domain.bewaren.overbrengen import pakket
from geholpen.domain.bewaren.overbrengen.dossier import Gelezen
from geholpen.domain.bewaren.overbrengen.pakket import MANIFEST, Boekhouding, Omschrijving
from geholpen.domain.bewaren.queries_overbrengen import read_dossier
from geholpen.domain.doelbinding.queries import activiteiten
from geholpen.domain.kennis.queries import onderwerpen
from geholpen.domain.organisatie.queries import organisatie
from geholpen.platform.context import Context
from geholpen.platform.errors import Refused

__all__ = ["TAAK", "make_package"]

logger = logging.getLogger(__name__)


def make_package(ctx: Context, lijst_id: UUID) -> None:
    """Write it, read it back, book the outcome. What went wrong is booked in words; nothing is tried in silence."""
    lijst = waiting(lijst_id)
    if lijst is None:
        return
    plaats = ports.overdrachtsplaats()
    if plaats is None:
        book_pakket(ctx, lijst_id, _failed("geen_plaats"))
        return
    nu = timezone.now()
    naam, boek = f"overbrenging-{nu:%Y%m%d-%H%M%S-%f}-{lijst_id}", Boekhouding()
    try:
        waar = plaats.keep(naam, pakket.files(_dossiers(ctx, lijst), _about(lijst, nu), boek))
        wrong = pakket.differences(boek.sommen, plaats.read(naam))
    except Refused:
        book_pakket(ctx, lijst_id, _failed("geen_doel"))
        return
    except OSError as error:
        logger.error("overdrachtspakket: %s", type(error).__name__)
        book_pakket(ctx, lijst_id, _failed("schrijven"))
        return
    if wrong:
        book_pakket(ctx, lijst_id, _failed("nalezen"))
        return
    if not boek.dossiers:
        book_pakket(ctx, lijst_id, _failed("leeg"))
        return
    book_pakket(ctx, lijst_id, _made(naam, waar, boek))


def _dossiers(ctx: Context, lijst: Vernietigingslijst) -> Iterator[Gelezen]:
    """Each question of the list, under its own line in the log."""
    for regel_id in Lijstregel.objects.filter(lijst_id=lijst.id, af_op=None).values_list("id", flat=True):
        gelezen = read_dossier(ctx, regel_id)
        if gelezen is None:
            raise OSError("een dossier is niet te lezen")
        yield gelezen


def _about(lijst: Vernietigingslijst, nu: datetime) -> Omschrijving:
    taken = {a.nummer: f"{a.taak_titel} ({a.artikel})" for a in activiteiten()}
    alle = onderwerpen()
    return Omschrijving(
        archiefvormer=organisatie().naam,
        selectielijst=lijst.selectielijst,
        gemaakt=nu,
        onderwerpen={o.code: o.naam for o in alle},
        taken={o.code: taken.get(o.activiteit, o.naam) for o in alle},
    )


def _made(naam: str, waar: str, boek: Boekhouding) -> dict[str, Any]:
    return {
        "stand": "gemaakt",
        "naam": naam,
        "plaats": waar,
        "bestanden": len(boek.sommen),
        "bytes": boek.omvang,
        "dossiers": boek.dossiers,
        "rijen": boek.rijen,
        "manifest": boek.sommen[MANIFEST],
        "gelezen_op": timezone.now().isoformat(timespec="seconds"),
    }


def _failed(waarom: str) -> dict[str, Any]:
    return {"stand": "mislukt", "waarom": waarom, "sinds": timezone.now().isoformat(timespec="seconds")}
