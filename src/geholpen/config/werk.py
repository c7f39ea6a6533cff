"""`geholpen work`: run jobs, fetch mail, deliver events. One process; stop it with SIGTERM and it finishes its work.

A database that is away, for a moment or for an hour, never ends it: every part waits and goes on.
"""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import django
from django.conf import settings
from django.db import close_old_connections, connection

logger = logging.getLogger(__name__)
#: On a busy machine whoever waits for an answer goes first: people and providers, and this process after them. Further
#: back they wait for what a job holds in the database: at 19 fewer messages of a burst were taken in, at 10 no more.
VOORRANG = 5
#: So many of our own jobs at once. More take turns with the web processes for the database, and providers wait for it.
TEGELIJK = 2
#: So many messages on their way to a provider at once, and so many other jobs that wait for somebody else.
TEGELIJK_BEZORGING = 4
TEGELIJK_UITGAAND = 8


@dataclass(frozen=True, slots=True)
class Ritme:
    """How often, in seconds. A job of a worker that died is taken over after `dood_na` + `oogst` + `hartslag`."""

    kijk: float = 0.5  # for new jobs
    hartslag: float = 10.0  # sign of life of a worker
    dood_na: float = 30.0  # no sign of life for this long: dead
    oogst: float = 10.0  # looking for jobs of the dead
    volhouden: float = 60.0  # the end of a job is booked within this time, or the job is run again
    te_lang: float = 1200.0  # no job takes this long: sending may wait ten minutes for an answer
    gebeurtenissen: float = 2.0
    veeg: float = 60.0
    chat: float = 15.0  # chats that nobody answers, visitors who left
    verdelen: float = 1.0  # questions to employees who have room
    evaluaties: float = 3600.0  # what the register has to say today; it says everything once
    zegel: float = 1.0
    bewaar: float = 10.0  # looking whether a checkpoint must be brought outside
    uitvoer: float = 5.0  # lines of the log to another system
    waak: float = 60.0  # looking whether the logs are well
    post: float = 15.0  # scans in the folder; letters whose post has closed
    vergeet: float = 600.0  # Idempotency-Keys that lived for a day
    opruimen: float = 900.0  # looking whether it is time to destroy what has expired
    oproepen: float = 60.0  # looking for calls that an exchange stopped telling about
    verloren: float = 120.0  # an envelope that waits this long without a job is planned again


def _rounds(ritme: Ritme, stop: threading.Event) -> list[threading.Thread]:
    """What comes round by the clock, each on a thread of its own: one that waits holds up no other."""
    from geholpen.domain.balie import tasks as balie  # noqa: PLC0415
    from geholpen.domain.berichten import tasks  # noqa: PLC0415
    from geholpen.domain.bewaren import tasks as bewaren  # noqa: PLC0415
    from geholpen.domain.doelbinding import tasks as logboek  # noqa: PLC0415
    from geholpen.domain.doelbinding.toezicht.melden import forget_bekeken  # noqa: PLC0415
    from geholpen.domain.klantcontacten.tasks import keep_giving  # noqa: PLC0415
    from geholpen.domain.klantcontacten.toezicht import look_at_losse_inzage  # noqa: PLC0415
    from geholpen.domain.notificaties import tasks as notificaties  # noqa: PLC0415
    from geholpen.domain.verantwoording import tasks as verantwoording  # noqa: PLC0415
    from geholpen.platform import events, herhalingen  # noqa: PLC0415

    def tell() -> int:
        events.deliver()
        return notificaties.wake()

    def sweep() -> int:
        notificaties.clean()
        return tasks.sweep(timedelta(seconds=ritme.verloren))

    return [
        _every(ritme.gebeurtenissen, tell, stop),
        _every(ritme.veeg, sweep, stop),
        _every(ritme.verdelen, keep_giving, stop),
        _every(ritme.post, _post, stop),
        _every(ritme.vergeet, herhalingen.forget_old, stop),
        *(_every(ritme.evaluaties, look, stop) for look in _hourly()),
        _every(ritme.vergeet, forget_bekeken, stop),
        _every(ritme.waak, look_at_losse_inzage, stop),
        _every(ritme.zegel, logboek.seal_log, stop),
        _every(ritme.bewaar, logboek.bring_checkpoints, stop),
        _every(ritme.bewaar, bewaren.bring_outside, stop),
        _every(ritme.waak, logboek.watch_log, stop),
        _every(ritme.uitvoer, verantwoording.bring_log, stop),
        _every(ritme.opruimen, bewaren.nightly, stop),
        _every(ritme.oproepen, balie.look_round, stop),
    ]


def _hourly() -> tuple[Callable[[], object], ...]:
    """What is looked at every hour, and says everything once."""
    from geholpen.domain.doelbinding.evaluaties import look_at_evaluaties  # noqa: PLC0415
    from geholpen.domain.doelbinding.toezicht.doeldag import count_days  # noqa: PLC0415
    from geholpen.domain.doelbinding.toezicht.melden import look_at_noodtoegang  # noqa: PLC0415
    from geholpen.domain.rechten.tasks import look_at_verzoeken  # noqa: PLC0415
    from geholpen.domain.verantwoording.tasks import bring_what_was_put_aside  # noqa: PLC0415

    return look_at_evaluaties, look_at_noodtoegang, look_at_verzoeken, bring_what_was_put_aside, count_days


def _post() -> None:
    """Letters: scans that lie in the folder, rounds whose post has closed."""
    from geholpen.adapters.kanalen.brief.ontvangst import look_at_scans  # noqa: PLC0415
    from geholpen.domain.berichten.tasks import post_round  # noqa: PLC0415

    look_at_scans()
    post_round()


def _chat_rounds(ritme: Ritme, stop: threading.Event) -> list[threading.Thread]:
    from geholpen.domain.chat import tasks as chat  # noqa: PLC0415

    return [_every(ritme.chat, chat.look_after, stop)]


def main(ritme: Ritme | None = None) -> int:
    """Work until SIGTERM or Ctrl-C."""
    ritme = ritme or Ritme()
    os.nice(VOORRANG)
    django.setup()
    from geholpen.adapters.kanalen.email.ontvangst import follow_mailbox, follow_mailboxes, start_lmtp  # noqa: PLC0415
    from geholpen.adapters.kanalen.telefoon.asterisk.ontvangst import follow_exchanges  # noqa: PLC0415

    stop = threading.Event()
    threads = [*_rounds(ritme, stop), *_chat_rounds(ritme, stop)]
    if settings.POSTBUS:
        threads.append(threading.Thread(target=follow_mailbox, args=(stop,), name="postbus", daemon=True))
    threads.append(threading.Thread(target=follow_exchanges, args=(stop,), name="centrales", daemon=True))
    threads.append(threading.Thread(target=follow_mailboxes, args=(stop,), name="postbussen", daemon=True))
    lmtp = start_lmtp() if settings.LMTP_POORT else None
    for thread in threads:
        thread.start()
    try:
        asyncio.run(_work(ritme))
    finally:
        stop.set()
        if lmtp is not None:
            lmtp.stop()
        for thread in threads:
            thread.join(timeout=10)
    return 0


def _every(seconds: float, function: Callable[[], object], stop: threading.Event) -> threading.Thread:
    """A thread that calls `function` again and again; nothing that goes wrong in it is a reason to stop."""

    def loop() -> None:
        while not stop.wait(seconds):
            try:
                close_old_connections()
                function()
            except Exception as error:  # noqa: BLE001  a thread that dies in silence is the worst outcome of all
                logger.warning("%s: %s", function.__name__, type(error).__name__)
                connection.close()

    return threading.Thread(target=loop, name=function.__name__, daemon=True)


async def _work(ritme: Ritme) -> None:
    """Run the queue until a signal; begin again when the database was away."""
    stop = asyncio.Event()
    for sign in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(sign, stop.set)
    while not stop.is_set():
        try:
            await _run_queue(stop, ritme)
        except Exception as error:  # noqa: BLE001  the queue's library and driver have many names for "away"
            logger.warning("worker: %s, again in 2 seconds", type(error).__name__)
        if not stop.is_set():  # the library also ends without an error, when its heartbeat failed
            await _wait(stop, 2.0)


async def _wait(stop: asyncio.Event, seconds: float) -> None:
    try:
        await asyncio.wait_for(stop.wait(), seconds)
    except TimeoutError:
        return


async def _run_queue(stop: asyncio.Event, ritme: Ritme) -> None:
    """One worker of the queue, until it ends or `stop` is set; then it finishes the jobs at hand."""
    from procrastinate.contrib.django import app  # noqa: PLC0415  (needs a set-up Django)

    from geholpen.config.wachtrij import Volhouder, reap  # noqa: PLC0415
    from geholpen.platform.tasks import BEZORGING, UITGAAND  # noqa: PLC0415

    ours: Any = app.connector
    queue = app.with_connector(ours.get_worker_connector())
    queue.job_manager = Volhouder(queue.connector, ritme.volhouden)
    async with queue.open_async():
        tegelijk = {"default": TEGELIJK, BEZORGING: TEGELIJK_BEZORGING, UITGAAND: TEGELIJK_UITGAAND}
        workers = [_worker(queue, ritme, name, count) for name, count in tegelijk.items()]
        others = [asyncio.create_task(reap(queue.job_manager, ritme)), asyncio.create_task(stop.wait())]
        try:
            await asyncio.wait([*workers, others[1]], return_when=asyncio.FIRST_COMPLETED)
            for worker in workers:
                if not worker.done():
                    worker.cancel()
            await asyncio.gather(*workers)
        except asyncio.CancelledError:
            return
        finally:
            for task in others:
                task.cancel()


def _worker(queue: Any, ritme: Ritme, wachtrij: str, tegelijk: int) -> asyncio.Task[Any]:
    """A worker of one queue, doing this many jobs at the same time."""
    return asyncio.create_task(
        queue.run_worker_async(
            queues=[wachtrij],
            name=f"geholpen-{wachtrij}",
            concurrency=tegelijk,
            fetch_job_polling_interval=ritme.kijk,
            update_heartbeat_interval=ritme.hartslag,
            stalled_worker_timeout=ritme.dood_na,
            listen_notify=False,
            delete_jobs="successful",
            shutdown_graceful_timeout=30,
            install_signal_handlers=False,
        )
    )
