"""`geholpen work`: run jobs, fetch mail, deliver events. One process; stop it with SIGTERM and it finishes its work."""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Callable

import django
from django.conf import settings
from django.db import Error, close_old_connections, connection

logger = logging.getLogger(__name__)

#: A job whose worker gave no sign of life for this long (seconds) is taken over by another worker.
DOOD_NA = 30.0


def main() -> int:
    """Work until SIGTERM or Ctrl-C."""
    django.setup()
    from geholpen.adapters.kanalen.email.ontvangst import follow_mailbox, start_lmtp  # noqa: PLC0415
    from geholpen.domain.berichten import tasks  # noqa: PLC0415
    from geholpen.platform import events  # noqa: PLC0415

    stop = threading.Event()
    threads = [_every(2.0, events.deliver, stop), _every(60.0, tasks.sweep, stop)]
    if settings.POSTBUS:
        threads.append(threading.Thread(target=follow_mailbox, args=(stop,), name="postbus", daemon=True))
    lmtp = start_lmtp() if settings.LMTP_POORT else None
    for thread in threads:
        thread.start()
    try:
        asyncio.run(_work())
    finally:
        stop.set()
        if lmtp is not None:
            lmtp.stop()
        for thread in threads:
            thread.join(timeout=10)
    return 0


def _every(seconds: float, function: Callable[[], object], stop: threading.Event) -> threading.Thread:
    """A thread that calls `function` again and again; the database being away is no reason to stop."""

    def loop() -> None:
        while not stop.wait(seconds):
            try:
                close_old_connections()
                function()
            except Error as error:
                logger.warning("%s: %s", function.__name__, type(error).__name__)
                connection.close()

    return threading.Thread(target=loop, name=function.__name__, daemon=True)


async def _work() -> None:
    """Run the queue; come back when the database was away."""
    from procrastinate.contrib.django import app  # noqa: PLC0415  (needs a set-up Django)

    while True:
        try:
            worker = app.with_connector(app.connector.get_worker_connector())
            async with worker.open_async():
                reaper = asyncio.create_task(_reap(worker))
                await worker.run_worker_async(
                    name="geholpen",
                    concurrency=4,
                    fetch_job_polling_interval=0.5,
                    listen_notify=False,
                    delete_jobs="successful",
                    shutdown_graceful_timeout=30,
                )
                reaper.cancel()
            return
        except OSError as error:
            logger.warning("worker: %s, again in 2 seconds", type(error).__name__)
            await asyncio.sleep(2)


async def _reap(worker: object) -> None:
    """Jobs of a worker that died are offered again."""
    manager = worker.job_manager  # type: ignore[attr-defined]
    while True:
        await asyncio.sleep(10)
        try:
            for job in await manager.get_stalled_jobs(seconds_since_heartbeat=DOOD_NA):
                logger.warning("job %s taken over", job.id)
                await manager.retry_job(job)
            await manager.prune_stalled_workers(DOOD_NA)
        except Exception as error:  # noqa: BLE001  the reaper must never stop; the next round tries again
            logger.warning("reaper: %s", type(error).__name__)
