"""Jobs on PostgreSQL. A job is enqueued in the business transaction and carries its context (keys only)."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.db import InterfaceError, OperationalError, close_old_connections, connection, transaction
from procrastinate import BaseRetryStrategy, RetryDecision
from procrastinate.contrib.django import app
from procrastinate.jobs import Job
from psycopg.types.json import Jsonb

from geholpen.platform import doorbell, prepared, trace
from geholpen.platform.context import Context

MAX_HERHALINGEN = 5
#: How long (seconds) an outcome that is known waits for a database that is away.
BOEK_WACHT = (0.5, 1.0, 2.0, 4.0, 8.0, 15.0)
#: What other systems take their time for has a queue and a worker of its own: mail and questions never wait for it.
UITGAAND = "uitgaand"
#: So has sending: a provider that answers slowly holds up no mail that comes in, and no subscriber holds up an answer.
BEZORGING = "bezorging"
_DEFER = """SELECT procrastinate_defer_jobs_v1(ARRAY[
                ROW(%s, %s, 0, %s, NULL, %s, %s)::procrastinate_job_to_defer_v1])"""


class _Again(BaseRetryStrategy):
    """What went wrong is tried again after 6, 36, 216 … seconds, five times; with the database away until it is back.

    A job that gave up during a long outage would be an answer that never leaves, without anybody who knows.
    """

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:
        if isinstance(exception, OperationalError | InterfaceError):
            return RetryDecision(retry_in={"seconds": min(2 * 2 ** min(job.attempts, 8), 300)})
        if job.attempts >= MAX_HERHALINGEN:
            return None
        return RetryDecision(retry_in={"seconds": 6 ** (job.attempts + 1)})


RETRY = _Again()
_jobs: dict[str, Callable[..., None]] = {}


def job(name: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Register `function(ctx, **ids)` as a job. It must be safe to run twice: at least once is what a queue gives."""

    def wrap(function: Callable[..., None]) -> Callable[..., None]:
        _jobs[name] = function

        @app.task(name=name, retry=RETRY, pass_context=False)
        def run(context: dict[str, Any], **ids: Any) -> None:
            close_old_connections()
            ctx = Context.from_json(context, oorsprong=f"taak {name}")
            trace.follow(ctx.trace)
            try:
                function(ctx, **ids)
            finally:
                trace.follow("")
                close_old_connections()

        return function

    return wrap


def defer(
    name: str,
    ctx: Context,
    *,
    at: datetime | None = None,
    lock: str | None = None,
    queue: str = "default",
    **ids: str,
) -> None:
    """Enqueue a job in the current transaction. `at`: not before; `lock`: jobs with one lock run one after another."""
    prepared.fetch(_DEFER, [queue, name, lock, Jsonb({"context": ctx.to_json(), **ids}), at])
    transaction.on_commit(doorbell.ring)


def insist(book: Callable[[], None]) -> None:
    """Book what is known, also when the database is just restarting: else it would end as unknown."""
    for wait in BOEK_WACHT:
        try:
            return book()
        except (OperationalError, InterfaceError):
            time.sleep(wait)
            close_old_connections()
    return book()


def planned(name: str, argument: str) -> set[str]:
    """The values of one argument in the jobs of this name that wait or run."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT args->>%s FROM procrastinate_jobs WHERE task_name = %s AND status IN ('todo', 'doing')",
            [argument, name],
        )
        return {value for (value,) in cursor.fetchall()}


def offer_again(name: str, failed_for: timedelta) -> int:
    """Plan the jobs of this name that gave up longer ago than this. Returns how many."""
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT count(procrastinate_retry_job_v2(j.id, now(), NULL, NULL, NULL)::text)
               FROM procrastinate_jobs j WHERE j.task_name = %s AND j.status = 'failed'
               AND (SELECT max(e.at) FROM procrastinate_events e WHERE e.job_id = j.id)
                   < now() - make_interval(secs => %s)""",
            [name, failed_for.total_seconds()],
        )
        return int(cursor.fetchone()[0])


def forget(mention: str) -> int:
    """Remove every job whose arguments name this id; one that runs at this moment ends by itself. Returns how many."""
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM procrastinate_jobs WHERE status <> 'doing' AND position(%s in args::text) > 0", [mention]
        )
        return int(cursor.rowcount)


def forget_old(days: int) -> int:
    """Remove what ended or gave up this many days ago. Returns how many."""
    with connection.cursor() as cursor:
        cursor.execute(
            """DELETE FROM procrastinate_jobs j WHERE j.status IN ('failed', 'cancelled', 'aborted', 'succeeded')
               AND (SELECT max(e.at) FROM procrastinate_events e WHERE e.job_id = j.id)
                   < now() - make_interval(days => %s)""",
            [days],
        )
        return int(cursor.rowcount)


def run_now(name: str, ctx: Context, **ids: str) -> None:
    """Run a job at once in this process; for the shell and for tests."""
    _jobs[name](ctx, **ids)
