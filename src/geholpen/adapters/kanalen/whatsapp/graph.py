"""Calls to the Graph API of one account."""

from __future__ import annotations

import secrets
from typing import Any
from urllib.parse import urlsplit

from geholpen.adapters.kanalen.whatsapp.vorm import read, write
from geholpen.domain.berichten.ports import Kanaalaccount, UitgaandeBijlage
from geholpen.platform.outbound import Accepted, Limits, Outcome, send

BASIS = "https://graph.facebook.com/v23.0"
#: Where files may be fetched from: the platform's own machines, and wherever its API itself is.
_HOSTS = (".fbsbx.com", ".facebook.com", ".whatsapp.net", ".fbcdn.net")
_BESTANDEN = Limits(connect=5.0, read=20.0, total=60.0, size=26_000_000)


def base(account: Kanaalaccount) -> str:
    """The beginning of every address, without a slash at the end."""
    return (account.instellingen.get("basis") or BASIS).rstrip("/")


def number(account: Kanaalaccount) -> str:
    """The id of our number."""
    return account.instellingen.get("phone_number_id", "")


def call(account: Kanaalaccount, methode: str, pad: str, thing: Any = None) -> Outcome:
    """Call with our token; `thing` goes along as JSON."""
    headers = _headers(account) | ({"Content-Type": "application/json"} if thing is not None else {})
    body = b"" if thing is None else write(thing)
    return send(methode, f"{base(account)}/{pad}", body=body, headers=headers, counted_by=_counter(account))


def upload(account: Kanaalaccount, bijlage: UitgaandeBijlage) -> Outcome:
    """Bring a file, so that a message can name it."""
    grens = secrets.token_hex(16)
    fields = {"messaging_product": "whatsapp", "type": bijlage.type}
    parts = [
        f'--{grens}\r\nContent-Disposition: form-data; name="{k}"\r\n\r\n{v}\r\n'.encode() for k, v in fields.items()
    ]
    naam = bijlage.naam.replace('"', "").replace("\r", "").replace("\n", "")
    kop = f'--{grens}\r\nContent-Disposition: form-data; name="file"; filename="{naam}"\r\nContent-Type: {bijlage.type}'
    body = b"".join([*parts, f"{kop}\r\n\r\n".encode(), bijlage.inhoud, f"\r\n--{grens}--\r\n".encode()])
    headers = _headers(account) | {"Content-Type": f"multipart/form-data; boundary={grens}"}
    adres = f"{base(account)}/{number(account)}/media"
    return send("POST", adres, body=body, headers=headers, limits=_BESTANDEN, counted_by=_counter(account))


def download(account: Kanaalaccount, adres: str) -> Outcome | None:
    """Fetch a file with our token; None when the address is not one of the platform."""
    if not ours_to_call(account, adres):
        return None
    return send("GET", adres, headers=_headers(account), limits=_BESTANDEN, counted_by=f"media {_counter(account)}")


def ours_to_call(account: Kanaalaccount, adres: str) -> bool:
    """Whether our token may go to this address."""
    try:
        theirs, own = urlsplit(adres), urlsplit(base(account))
        if (theirs.scheme, theirs.netloc) == (own.scheme, own.netloc):
            return True
        return theirs.scheme == "https" and theirs.port in {None, 443} and f".{theirs.hostname}".endswith(_HOSTS)
    except ValueError:
        return False


def answer(outcome: Accepted) -> Any:
    """The JSON of an answer; {} when it is none."""
    try:
        return read(outcome.body)
    except ValueError:
        return {}


def _headers(account: Kanaalaccount) -> dict[str, str]:
    return {"Authorization": f"Bearer {account.geheimen.get('token', '')}"}


def _counter(account: Kanaalaccount) -> str:
    """Failures are counted by account: one number that is closed says nothing about another."""
    return f"whatsapp {account.id}"
