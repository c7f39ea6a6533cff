"""News about a shielded file goes to nobody: that something happened there would say that it is there."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.db import transaction

from geholpen.domain.klantcontacten.events import KlantvraagChanged
from geholpen.platform import events
from tests import cast
from tests.faces_werkplek.bureau import import_klant
from tests.partijen.schilden import groep, label

pytestmark = pytest.mark.slow


@pytest.mark.geval("A12")
def test_news_about_a_file_with_a_label_does_not_leave(stroom):
    shut, other = import_klant(cast.SAMIRA), import_klant(cast.WOUTER)
    groep(cast.HENK_JAN)
    label(shut)
    with stroom.listen(cast.JOLANDA.code) as jolanda:
        with transaction.atomic():
            events.record([KlantvraagChanged(p, uuid4(), "kcc", False, "bericht_in") for p in (shut, other)])
        (nieuws,) = jolanda.wait_for(1)
    assert nieuws["data"]["partij_id"] == str(other)
    assert str(shut) not in str(jolanda.nieuws)
