"""partijen: customers as other software reads, makes, changes and removes them."""

from __future__ import annotations

from typing import Any

from tests import cast
from tests.api.oproep import Beller


def test_a_customer_of_the_product_is_found_by_bsn_and_its_bsn_is_readable(client: Beller, waterdam: Any) -> None:
    vraag = {
        "partijIdentificator__codeSoortObjectId": "bsn",
        "partijIdentificator__objectId": cast.SAMIRA.bsn,
        "expand": "digitaleAdressen",
    }
    [samira] = client.get("partijen", vraag).json["results"]
    assert samira["partijIdentificatie"]["volledigeNaam"] == "Samira Belhadi"
    [nummer] = samira["partijIdentificatoren"]
    assert nummer["partijIdentificator"]["objectId"] == cast.SAMIRA.bsn
    assert samira["bezoekadres"]["straatnaam"] == "Turfkade"
    assert len(samira["_expand"]["digitaleAdressen"]) == len(samira["digitaleAdressen"]) > 0
