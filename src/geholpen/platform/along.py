"""A running job takes waiting jobs of its name along: fetching and ending a job costs more than a small one does.

What is taken counts as running at the same worker, so that it is taken over like any other when that worker dies. Each
stays a job by itself: one that fails goes back to the queue and the rest goes on.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import InterfaceError, OperationalError

from geholpen.platform import prepared
from geholpen.platform.context import Context
from geholpen.platform.tasks import insist

logger = logging.getLogger(__name__)
#: Only beside a job that runs at a worker; never one with a lock, which has an order to keep.
_TAKE = """
    WITH mij AS (SELECT worker_id FROM procrastinate_jobs
                 WHERE task_name = %s AND status = 'doing' AND args @> %s AND worker_id IS NOT NULL LIMIT 1),
         mee AS (SELECT j.id FROM procrastinate_jobs j, mij WHERE j.task_name = %s AND j.status = 'todo'
                 AND j.lock IS NULL AND (j.scheduled_at IS NULL OR j.scheduled_at <= now())
                 ORDER BY j.priority DESC, j.id LIMIT %s FOR UPDATE OF j SKIP LOCKED)
    UPDATE procrastinate_jobs j SET status = 'doing', worker_id = mij.worker_id FROM mij, mee WHERE j.id = mee.id
    RETURNING j.id, j.args"""
_DONE = """
    SELECT procrastinate_finish_job_v1(id, 'succeeded', true)
    FROM procrastinate_jobs WHERE id = ANY (%s) AND status = 'doing'"""
_AGAIN = """
    SELECT procrastinate_retry_job_v2(id, now() + make_interval(secs => 6 ^ (attempts + 1)), NULL, NULL, NULL)
    FROM procrastinate_jobs WHERE id = ANY (%s) AND status = 'doing'"""


@dataclass(frozen=True, slots=True)
class _Taken:
    id: int
    context: Context
    ids: dict[str, str]


def take_along(name: str, function: Callable[..., None], limit: int, **ids: str) -> int:
    """Do up to `limit` waiting jobs `name` too, in the running job with the arguments `ids`. Returns how many it took.

    `function(ctx, **ids)` does one. Raises OperationalError or InterfaceError when the database goes away; what was
    not done by then is waiting again.
    """
    taken = [_taken(name, *row) for row in prepared.fetch(_TAKE, [name, json.dumps(ids), name, limit])]
    done: list[int] = []
    try:
        for job in taken:
            if _do(function, job):
                done.append(job.id)
    finally:
        if taken:
            back = [job.id for job in taken if job.id not in done]
            insist(lambda: _book(done, back))
    return len(taken)


def _taken(name: str, id: int, args: Any) -> _Taken:
    ids = json.loads(args)
    return _Taken(id, Context.from_json(ids.pop("context"), oorsprong=f"taak {name}"), ids)


def _do(function: Callable[..., None], job: _Taken) -> bool:
    try:
        function(job.context, **job.ids)
    except (OperationalError, InterfaceError):
        raise
    except Exception as crash:  # noqa: BLE001  its own mistake costs only itself: it is tried again by itself
        logger.warning("job %s: %s", job.id, type(crash).__name__)
        return False
    return True


def _book(done: list[int], back: list[int]) -> None:
    prepared.fetch(_DONE, [done])
    prepared.fetch(_AGAIN, [back])
