"""Every resource of the standard, one file each."""

from __future__ import annotations

from geholpen.domain.klantinteracties.weergave import Weergave
from geholpen.domain.klantinteracties.weergaven.digitaleadressen import DIGITALEADRESSEN

ALLE: dict[str, Weergave] = {w.naam: w for w in (DIGITALEADRESSEN,)}
