"""Faults with real processes: a post house on loopback, a worker that can be killed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from geholpen.adapters.kanalen.email.twin import Posthuis
from tests.berichten.post import ONS, SAMIRA, WOUTER, Post
from tests.storingen.proces import Werker


@pytest.fixture
def post(echte_commits, beheer, register) -> Post:
    """Bring mails in and see what was stored."""
    return Post(beheer)


@pytest.fixture
def posthuis(tmp_path, settings) -> Iterator[Posthuis]:
    """A mail server on loopback with our address and two customers."""
    with Posthuis(tmp_path / "post", dict.fromkeys((ONS, SAMIRA, WOUTER), "geheim")) as huis:
        settings.UITGANG = huis.smtp_url(ONS)
        settings.POSTBUS = huis.imap_url(ONS)
        yield huis


@pytest.fixture
def werker(posthuis, tmp_path) -> Iterator[Werker]:
    """A worker on the test database that sends over the post house; not started yet."""
    worker = Werker(tmp_path / "werker.log", GEHOLPEN_UITGANG=posthuis.smtp_url(ONS))
    yield worker
    worker.kill()
