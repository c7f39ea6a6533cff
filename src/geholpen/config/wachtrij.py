"""What the queue's library leaves open: booking the end of a job through an outage, and jobs of workers that died."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from typing import Any

from procrastinate.connector import BaseConnector
from procrastinate.exceptions import ConnectorException
from procrastinate.jobs import Job
from procrastinate.manager import JobManager

logger = logging.getLogger(__name__)
_PAUZE = 0.5  # seconds between two attempts


class Volhouder(JobManager):
    """Keeps trying to book how a job ended, for at most `seconden`.

    The library tries once. A connection that broke just then would leave the job "running" at a worker that lives and
    knows nothing of it, so that nobody would ever take it over.
    """

    def __init__(self, connector: BaseConnector, seconden: float) -> None:
        super().__init__(connector)
        self._seconden = seconden

    async def finish_job(self, *args: Any, **kwargs: Any) -> None:
        await self._insist(super().finish_job, *args, **kwargs)

    async def retry_job(self, *args: Any, **kwargs: Any) -> None:
        await self._insist(super().retry_job, *args, **kwargs)

    async def _insist(self, book: Callable[..., Awaitable[None]], *args: Any, **kwargs: Any) -> None:
        until = time.monotonic() + self._seconden
        while True:
            try:
                return await book(*args, **kwargs)
            except ConnectorException as error:
                if time.monotonic() > until:
                    raise
                if await self._is_booked(kwargs["job"].id):
                    return None
                logger.warning("end of job %s not booked: %s", kwargs["job"].id, type(error.__cause__).__name__)
                await asyncio.sleep(_PAUZE)

    async def _is_booked(self, job_id: int) -> bool:
        """It may have been written just before the line broke; writing it again is then an error."""
        query = "SELECT 1 AS er FROM procrastinate_jobs WHERE id = %(id)s AND status = 'doing'"
        try:
            return not await self.connector.execute_query_all_async(query, id=job_id)
        except ConnectorException:
            return False


async def reap(manager: JobManager, ritme: Any) -> None:
    """Offer jobs of dead workers again, and jobs that nobody can still be running. Never ends by itself."""
    while True:
        await asyncio.sleep(ritme.oogst)
        try:
            stalled = await manager.get_stalled_jobs(seconds_since_heartbeat=ritme.dood_na)
            for job in [*stalled, *await _too_long(manager, ritme.te_lang)]:
                logger.warning("job %s taken over", job.id)
                await manager.retry_job(job=job)
            await manager.prune_stalled_workers(ritme.dood_na)
        except Exception as error:  # noqa: BLE001  the reaper must never stop; the next round tries again
            logger.warning("reaper: %s", type(error).__name__)


async def _too_long(manager: JobManager, seconds: float) -> list[Any]:
    """Jobs that run at a living worker for longer than any job can: their end was never booked."""
    rows = await manager.connector.execute_query_all_async(
        """SELECT j.id, j.status, j.task_name, j.priority, j.lock, j.queueing_lock, j.args, j.scheduled_at,
                  j.queue_name, j.attempts, j.worker_id
           FROM procrastinate_jobs j JOIN procrastinate_workers w ON w.id = j.worker_id
           WHERE j.status = 'doing' AND now() - make_interval(secs => %(seconds)s) >
                 (SELECT max(e.at) FROM procrastinate_events e WHERE e.job_id = j.id AND e.type = 'started')""",
        seconds=seconds,
    )
    return [Job.from_row(row) for row in rows]
