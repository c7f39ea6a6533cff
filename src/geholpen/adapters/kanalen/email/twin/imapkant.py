"""The IMAP side of the post house: pymap's server with our own accounts, folders and faults."""

from __future__ import annotations

import asyncio
import ssl
from argparse import Namespace
from asyncio import StreamReader, StreamWriter
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, closing, suppress
from pathlib import Path
from secrets import compare_digest

from proxyprotocol.sock import SocketInfo, SocketInfoLocal
from pymap.backend.maildir import Config, FilterSet, Identity, Login, Session
from pymap.backend.maildir.layout import MaildirLayout
from pymap.backend.maildir.mailbox import Maildir
from pymap.concurrent import Subsystem
from pymap.context import connection_exit
from pymap.exceptions import InvalidAuth
from pymap.imap import IMAPConnection, IMAPServer
from pymap.imap.state import ConnectionState
from pymap.parsing.response import Response
from pymap.user import UserMetadata
from pysasl.creds.server import ServerCredentials
from pysasl.hashing import Cleartext

from .postvak import Postvakken
from .storingen import Storingen

LAYOUT = "++"


class Instellingen(Config):
    """pymap's settings, for one loop on loopback and without TLS."""

    def __init__(self, map_: Path, gebruikers: dict[str, str], storingen: Storingen) -> None:
        super().__init__(
            Namespace(passlib_cfg=None, proxy_protocol=None),
            host=None,
            port=0,
            base_dir=str(map_),
            layout=LAYOUT,
            colon=None,
            tls_enabled=False,
            ssl_context=ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER),  # never used; the default one reads the environment
            subsystem=Subsystem.for_asyncio(),
            cpu_subsystem=Subsystem.for_asyncio(),
            hash_context=Cleartext(),
        )
        self.gebruikers = gebruikers
        self.storingen = storingen

    @property
    def greeting(self) -> bytes:
        return b"Posthuis ready"  # the inherited one asks DNS for our own name

    @property
    def login_capability(self) -> Sequence[bytes]:
        weg = {naam.encode() for naam in self.storingen.imap_zonder}
        return [naam for naam in super().login_capability if naam not in weg]


class Aanmelding(Login):
    """Checks an address and its password against the post house's own list."""

    config: Instellingen

    async def authenticate(self, credentials: ServerCredentials) -> Identity:
        adres = credentials.authcid.lower()
        bekend = self.config.gebruikers.get(adres)
        gebruiker = UserMetadata(self.config, credentials.authcid, password=bekend)
        if bekend is None or not credentials.verify(gebruiker):
            raise InvalidAuth()
        return Rekening(self.config, self.tokens, adres, None, set())

    async def authorize(self, authenticated: Identity, authzid: str) -> Identity:  # type: ignore[override]
        if not compare_digest(authenticated.name, authzid.lower()):
            raise InvalidAuth()
        return authenticated


class Rekening(Identity):
    """One address that is logged in."""

    config: Instellingen  # type: ignore[misc]

    @asynccontextmanager
    async def new_session(self) -> AsyncIterator[Session]:
        pad = str(Path(self.config.base_dir, self.name))
        maildir: Maildir = Maildir(pad, create=False)
        layout = MaildirLayout.get(pad, LAYOUT, Maildir)
        yield Session(
            self.name, self.config, Postvakken(maildir, layout, self.config.storingen), FilterSet(layout.path)
        )


class Verbinding(IMAPConnection):
    """One client; can be cut off halfway a body."""

    __slots__: list[str] = []
    config: Instellingen

    async def write_response(self, resp: Response) -> None:
        storingen = self.config.storingen
        if storingen.imap_breek_fetch > 0 and b"BODY[" in (geheel := bytes(resp)):
            storingen.imap_breek_fetch -= 1
            self.writer.write(geheel[: len(geheel) // 2])
            await self.writer.drain()
            self.writer.transport.abort()
            raise ConnectionResetError("cut off on purpose")
        await super().write_response(resp)


class Server(IMAPServer):
    """Accepts clients for `asyncio.start_server`."""

    __slots__: list[str] = []

    def __init__(self, map_: Path, gebruikers: dict[str, str], storingen: Storingen) -> None:
        config = Instellingen(map_, gebruikers, storingen)
        config.apply_context()
        super().__init__(Aanmelding(config), config)

    async def accept(self, reader: StreamReader, writer: StreamWriter) -> None:
        with suppress(ConnectionError, asyncio.IncompleteReadError):  # a client may leave whenever it likes
            await self(reader, writer, SocketInfoLocal(writer))

    async def __call__(self, reader: StreamReader, writer: StreamWriter, sock_info: SocketInfo) -> None:
        verbinding = Verbinding(self.commands, self._config, reader, writer, sock_info)
        async with AsyncExitStack() as stapel:
            connection_exit.set(stapel)
            stapel.enter_context(closing(verbinding))
            await verbinding.run(ConnectionState(self._login, self._config))
