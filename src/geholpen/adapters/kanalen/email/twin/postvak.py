"""How the post house keeps mail: the maildir backend of pymap, with the parts that lose or change mail replaced.

What was wrong in pymap 0.36.7, and is put right here by overriding, because the on-disk form itself is sound:

- a message was parsed and written out again on every read, so its bytes changed; here they are served as stored;
- COPY wrote an empty message, because only the metadata was read;
- a file appeared before its UID was recorded, so a second session could give it another one; here both happen
  under the lock of the UID list;
- the UID list was written in the system's temporary folder and renamed from there, which fails across file systems;
- a message nested 1,500 deep ended the connection with a recursion error; here it is served as flat text.
"""

from __future__ import annotations

import itertools
import os
import time
from collections.abc import AsyncIterable, Iterable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from pymap.backend.maildir.io import FileWriteable
from pymap.backend.maildir.mailbox import LoadedMessage, MailboxData, MailboxSet, Maildir, Message
from pymap.backend.maildir.uidlist import Record, UidList
from pymap.concurrent import Event
from pymap.exceptions import NotAllowedError
from pymap.interfaces.message import CachedMessage
from pymap.mailbox import MailboxSnapshot
from pymap.mime import MessageBody, MessageContent, MessageHeader
from pymap.parsing.message import AppendMessage
from pymap.parsing.specials import FetchRequirement, ObjectId
from pymap.selected import SelectedMailbox

from .storingen import Storingen

IDLE_KIJKT_ELKE = 0.25  # seconds between two looks for new mail while a client waits in IDLE
DIEPSTE = 100  # parts that hold parts; more is served as flat text
SLEUTELWOORDEN = ("$GeholpenVerwerkt",)  # keywords a client may set; pymap never adds one itself
_volgnummer = itertools.count()


def _write_beside(self: FileWriteable) -> None:
    """Write a metadata file next to its target and swap it in; a rename from /tmp fails across file systems."""
    doel = self.get_file(self.path)
    with open(f"{doel}.nieuw", "w", encoding="utf-8", newline="") as bestand:
        self.write(bestand)
    os.replace(f"{doel}.nieuw", doel)
    self._touched = False


FileWriteable.file_write = _write_beside  # type: ignore[method-assign]


def open_postvak(pad: Path) -> None:
    """Create the maildir at `pad` when it is not there, with the keywords a client may set."""
    Maildir(str(pad), create=True)
    sleutels = pad / "dovecot-keywords"
    if not sleutels.exists():
        sleutels.write_text("".join(f"{nummer} {woord}\n" for nummer, woord in enumerate(SLEUTELWOORDEN)))


async def store_mail(pad: Path | str, raw: bytes, *, codes: str = "", wanneer: float | None = None) -> Record:
    """Put one message in the maildir at `pad` and give it its UID. `wanneer` is the INTERNALDATE in epoch seconds.

    The bytes are on disk before this returns. Raises OSError when they cannot be written.
    """
    sleutel = f"{time.time_ns()}.{os.getpid()}_{next(_volgnummer)}.posthuis"
    naam = f"{sleutel}:2,{codes}"
    tijdelijk = Path(pad, "tmp", sleutel)
    with open(tijdelijk, "wb") as bestand:
        bestand.write(raw)
        bestand.flush()
        os.fsync(bestand.fileno())
    if wanneer is not None:
        os.utime(tijdelijk, (wanneer, wanneer))
    async with UidList.with_write(str(pad)) as lijst:
        os.replace(tijdelijk, Path(pad, "cur", naam))
        return _add_record(lijst, naam)


def _add_record(lijst: UidList, naam: str) -> Record:
    velden = {"E": str(ObjectId.random_email_id()), "T": str(ObjectId.random_thread_id())}
    record = Record(lijst.next_uid, velden, naam)
    lijst.next_uid += 1
    lijst.set(record)
    return record


async def renew_uidvalidity(pad: Path) -> int:
    """Number all messages again under a new UIDVALIDITY, as after a restored backup. Returns the new value."""
    async with UidList.with_write(str(pad)) as lijst:
        records = sorted(lijst.records, key=lambda record: record.uid)
        for record in records:
            lijst.remove(record.uid)
        lijst.uid_validity = max(MailboxSnapshot.new_uid_validity(), lijst.uid_validity + 1)
        lijst.next_uid = 1
        for record in records:
            _add_record(lijst, record.filename)
        lijst.touch()
        return lijst.uid_validity


def _parse(raw: bytes) -> MessageContent:
    """As pymap sees it; a message that may be nested beyond what its recursion survives is one flat text."""
    laag = raw.lower()
    if laag.count(b"boundary=") + laag.count(b"message/rfc822") <= DIEPSTE:
        return MessageContent.parse(raw)
    regels = MessageContent._find_lines(raw)
    zicht = memoryview(raw)
    kop, romp = MessageContent._split_lines(raw, regels)
    return MessageContent(
        raw, MessageHeader._parse(raw, zicht, kop), MessageBody._parse(raw, zicht, romp, content_type=None)
    )


class Bericht(Message):
    """A stored message that is served byte for byte."""

    __slots__: list[str] = []

    @classmethod
    def of(cls, msg: Message) -> Bericht:
        return cls(
            msg.uid,
            msg.internal_date,
            msg.permanent_flags,
            expunged=msg.expunged,
            email_id=msg.email_id,
            thread_id=msg.thread_id,
            recent=msg.recent,
            maildir=msg._maildir,
            key=msg._key,
        )

    async def load_content(self, requirement: FetchRequirement) -> LoadedMessage:
        if self._key is None or self._maildir is None or requirement.has_none(FetchRequirement.CONTENT):
            return LoadedMessage(self, requirement, None)
        try:
            raw = self._maildir.get_bytes(self._key)
        except (KeyError, FileNotFoundError):
            return LoadedMessage(self, requirement, None)
        return LoadedMessage(self, requirement, _parse(raw))


class Postvak(MailboxData):
    """One folder of one address."""

    def __init__(self, mailbox_id: ObjectId, maildir: Maildir, path: str) -> None:
        super().__init__(mailbox_id, maildir, path)
        self._datums: dict[str, datetime] = {}

    async def update_selected(self, selected: SelectedMailbox, *, wait_on: Event | None = None) -> SelectedMailbox:
        if wait_on is not None:
            await wait_on.wait(timeout=IDLE_KIJKT_ELKE)
        return await super().update_selected(selected)

    async def get(self, uid: int, cached_msg: CachedMessage) -> Bericht:
        return Bericht.of(await super().get(uid, cached_msg))

    async def messages(self) -> AsyncIterable[Message]:
        async with UidList.with_read(self._path) as lijst:
            records = list(lijst.records)
        codes = await self._get_keys()
        for record in records:
            if record.key not in codes:
                continue
            with suppress(KeyError, FileNotFoundError):  # somebody removed it just now
                yield Bericht(
                    record.uid,
                    self._date_of(record.key),
                    self.maildir_flags.from_maildir(codes[record.key].removeprefix("2,")),
                    email_id=self._get_object_id(record, "E"),
                    thread_id=self._get_object_id(record, "T"),
                    maildir=self._maildir,
                    key=record.key,
                )

    async def _get_keys(self) -> dict[str, str]:
        """Key → info of every message, from the file names alone: pymap asks the disk about each at every command."""
        namen = (naam.partition(":") for deel in ("new", "cur") for naam in os.listdir(Path(self._path, deel)))
        return {sleutel: info for sleutel, _, info in namen}

    def _date_of(self, sleutel: str) -> datetime:
        """INTERNALDATE; it never changes, so it is read once."""
        if sleutel not in self._datums:
            self._datums[sleutel] = datetime.fromtimestamp(self._maildir.get_message_metadata(sleutel).get_date())
        return self._datums[sleutel]

    async def append(self, append_msg: AppendMessage, *, recent: bool = False) -> Message:
        codes = self.maildir_flags.to_maildir(append_msg.flag_set)
        wanneer = (append_msg.when or datetime.now()).timestamp()
        record = await store_mail(self._path, bytes(append_msg.literal), codes=codes, wanneer=wanneer)
        return self._message_of(record)

    async def copy(self, uid: int, destination: MailboxData, *, recent: bool = False) -> int | None:
        try:
            record, metadata = await self._get_maildir_msg(uid)
            raw = self._maildir.get_bytes(record.key)
        except (KeyError, FileNotFoundError):
            return None
        kopie = await store_mail(destination._path, raw, codes=metadata.get_flags(), wanneer=metadata.get_date())
        return kopie.uid

    async def move(self, uid: int, destination: MailboxData, *, recent: bool = False) -> int | None:
        if destination._path == self._path:
            return None  # it is there already; the lock below cannot be taken twice
        async with UidList.with_write(self._path) as hier, UidList.with_write(destination._path) as daar:
            try:
                naam = self._maildir.move_message(hier.get(uid).key, destination._maildir, "cur")
            except (KeyError, FileNotFoundError):
                return None
            hier.remove(uid)
            return _add_record(daar, naam).uid

    async def delete(self, uids: Iterable[int]) -> None:
        weg = list(uids)
        await super().delete(weg)
        async with UidList.with_write(self._path) as lijst:
            for uid in lijst.get_all(weg):
                lijst.remove(uid)

    def _message_of(self, record: Record) -> Bericht:
        metadata = self._maildir.get_message_metadata(record.key)
        return Bericht.of(
            Bericht.from_maildir(record.uid, metadata, self._maildir, record.key, None, None, self.maildir_flags)
        )


class Postvakken(MailboxSet):
    """All folders of one address."""

    def __init__(self, maildir: Maildir, layout: Any, storingen: Storingen) -> None:
        super().__init__(maildir, layout)
        self._storingen = storingen

    async def get_mailbox(self, name: str) -> MailboxData:
        if name not in self._cache:
            gewoon = await super().get_mailbox(name)  # raises KeyError when there is no such folder
            self._cache[name] = Postvak(gewoon.mailbox_id, gewoon._maildir, gewoon._path)
        return await self._cache[name].reset()

    async def add_mailbox(self, name: str) -> ObjectId:
        if self._storingen.imap_geen_mappen:
            raise NotAllowedError("Creating folders is not allowed.")
        mailbox_id = await super().add_mailbox(name)
        open_postvak(Path(self._layout.get_path(name, self.delimiter)))
        return mailbox_id
