"""How the queue of jobs is doing, in numbers."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connection


@dataclass(frozen=True, slots=True)
class TaskState:
    """Counts and ages in seconds; None means: there is none."""

    waiting: int
    failed: int
    oldest: float | None  # of a job that could have been done already
    heartbeat: float | None  # of the worker that was seen last


def task_state() -> TaskState:
    """Read the tables of the queue. Raises a database error when they cannot be read."""
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT count(*) FILTER (WHERE j.status = 'todo'), count(*) FILTER (WHERE j.status = 'failed'),
                      extract(epoch FROM now() - min(coalesce(j.scheduled_at, e.at))
                              FILTER (WHERE j.status = 'todo' AND coalesce(j.scheduled_at, e.at) <= now())),
                      (SELECT extract(epoch FROM now() - max(last_heartbeat)) FROM procrastinate_workers)
               FROM procrastinate_jobs j
               LEFT JOIN LATERAL (SELECT min(at) AS at FROM procrastinate_events
                                  WHERE job_id = j.id AND j.status = 'todo') e ON true
               WHERE j.status IN ('todo', 'failed')"""
        )
        waiting, failed, oldest, heartbeat = cursor.fetchone()
    return TaskState(waiting, failed, _seconds(oldest), _seconds(heartbeat))


def _seconds(value: object) -> float | None:
    return None if value is None else round(float(str(value)), 1)
