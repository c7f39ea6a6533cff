"""The end of a job is booked through an outage, and what nobody can still be running is taken over."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import Any

import pytest
from django.db import OperationalError
from procrastinate.contrib.django import app
from procrastinate.exceptions import ConnectorException
from procrastinate.jobs import Job, Status

from geholpen.config.wachtrij import Volhouder, reap
from geholpen.config.werk import Ritme
from geholpen.platform.tasks import MAX_HERHALINGEN, RETRY
from tests.berichten.post import mail


class Wankel:
    """A connector whose line breaks: `voor` times before a statement ran, `na` times just after."""

    def __init__(self, connector: Any, voor: int = 0, na: int = 0) -> None:
        self.connector, self.voor, self.na = connector, voor, na

    async def execute_query_async(self, query: str, **arguments: Any) -> None:
        if self.voor:
            self.voor -= 1
            raise ConnectorException
        await self.connector.execute_query_async(query, **arguments)
        if self.na:
            self.na -= 1
            raise ConnectorException

    def __getattr__(self, name: str) -> Any:
        return getattr(self.connector, name)


def with_queue(work: Any, **breuken: int) -> Any:
    """Run `work(manager, connector)` with a manager over a connector that breaks."""

    async def run() -> Any:
        queue = app.with_connector(app.connector.get_worker_connector())
        async with queue.open_async():
            return await work(Volhouder(Wankel(queue.connector, **breuken), 5.0), queue.connector)

    return asyncio.run(run())


async def started(manager: Volhouder) -> Job:
    """The one waiting job, running at a worker that lives."""
    worker_id = await manager.register_worker()
    job = await manager.fetch_job(queues=None, worker_id=worker_id)
    assert job is not None
    return job


@pytest.mark.parametrize("breuken", [{"voor": 3}, {"na": 1}], ids=["before", "after"])
@pytest.mark.parametrize("einde", ["gelukt", "opnieuw"])
@pytest.mark.geval("F20")
def test_the_end_of_a_job_is_booked_though_the_line_breaks(post, breuken, einde):
    post.store(mail())

    async def work(manager, connector):
        job = await started(Volhouder(connector, 5.0))
        if einde == "gelukt":
            await manager.finish_job(job=job, status=Status.SUCCEEDED, delete_job=True)
        else:
            await manager.retry_job(job=job)

    with_queue(work, **breuken)
    left = [row["status"] for row in post.all("SELECT status::text FROM procrastinate_jobs")]
    assert left == ([] if einde == "gelukt" else ["todo"])


def test_it_gives_up_in_the_end(post):
    post.store(mail())

    async def work(manager, connector):
        job = await started(Volhouder(connector, 5.0))
        manager._seconden = 0.0
        with pytest.raises(ConnectorException):
            await manager.finish_job(job=job, status=Status.SUCCEEDED, delete_job=True)

    with_queue(work, voor=99)


def test_a_job_of_a_living_worker_that_lasts_impossibly_long_is_taken_over(post):
    post.store(mail())

    async def work(manager, connector):
        job = await started(manager)
        reaper = asyncio.create_task(reap(manager, Ritme(oogst=0.05)))
        await asyncio.sleep(0.3)
        assert post.one("SELECT status::text FROM procrastinate_jobs")["status"] == "doing"  # a slow server is no fault
        post.db.execute("UPDATE procrastinate_events SET at = now() - interval '1 hour' WHERE job_id = %s", [job.id])
        await asyncio.sleep(0.5)
        reaper.cancel()
        with suppress(asyncio.CancelledError):
            await reaper

    with_queue(work)
    assert post.one("SELECT status::text FROM procrastinate_jobs")["status"] == "todo"


def test_a_job_waits_for_the_database_as_long_as_it_takes_and_for_a_mistake_five_times():
    def again(error: Exception, attempts: int) -> bool:
        job = Job(id=1, queue="q", lock=None, queueing_lock=None, task_name="x", attempts=attempts)
        return RETRY.get_retry_decision(exception=error, job=job) is not None

    assert all(again(OperationalError(), n) for n in (0, 5, 50, 500))
    assert again(ValueError(), MAX_HERHALINGEN - 1)
    assert not again(ValueError(), MAX_HERHALINGEN)
