"""The whole mail path on a real database with real commits; a post house where something is sent."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

import pytest

from geholpen.adapters.kanalen.email.twin import Posthuis
from tests.berichten.post import ONS, SAMIRA, WOUTER, Post, mail, partij


@pytest.fixture
def post(echte_commits, beheer, register) -> Post:
    """Bring mails in and see what was stored."""
    return Post(beheer)


@pytest.fixture
def posthuis(tmp_path, settings) -> Iterator[Posthuis]:
    """A mail server on loopback with our address and two customers; our mail goes out over it."""
    with Posthuis(tmp_path / "post", dict.fromkeys((ONS, SAMIRA, WOUTER), "geheim")) as huis:
        settings.UITGANG = huis.smtp_url(ONS)
        settings.POSTBUS = huis.imap_url(ONS)
        yield huis


@pytest.fixture
def begin(post: Post, settings) -> UUID:
    """A question by mail of a customer we know; answers are kept for a minute."""
    settings.VERZENDPAUZE = 60
    partij(SAMIRA)
    return post.bring(mail(mid="eerste@inwoner.example"))
