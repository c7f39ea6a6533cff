"""Every resource of the standard, one file each."""

from __future__ import annotations

from geholpen.domain.klantinteracties.weergave import Weergave
from geholpen.domain.klantinteracties.weergaven.digitaleadressen import DIGITALEADRESSEN
from geholpen.domain.klantinteracties.weergaven.partij_identificatoren import PARTIJ_IDENTIFICATOREN
from geholpen.domain.klantinteracties.weergaven.partijen import PARTIJEN

ALLE: dict[str, Weergave] = {w.naam: w for w in (DIGITALEADRESSEN, PARTIJEN, PARTIJ_IDENTIFICATOREN)}
