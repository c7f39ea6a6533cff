"""Jobs on PostgreSQL. A job is enqueued in the business transaction and carries its context (keys only)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import close_old_connections, transaction
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from geholpen.platform import doorbell
from geholpen.platform.context import Context

#: What went wrong is tried again after 10, 60, 360 … seconds, five times in all.
RETRY = RetryStrategy(max_attempts=5, exponential_wait=6)
_jobs: dict[str, Callable[..., None]] = {}


def job(name: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Register `function(ctx, **ids)` as a job. It must be safe to run twice: at least once is what a queue gives."""

    def wrap(function: Callable[..., None]) -> Callable[..., None]:
        _jobs[name] = function

        @app.task(name=name, retry=RETRY, pass_context=False)
        def run(context: dict[str, Any], **ids: Any) -> None:
            close_old_connections()
            try:
                function(Context.from_json(context, oorsprong=f"taak {name}"), **ids)
            finally:
                close_old_connections()

        return function

    return wrap


def defer(name: str, ctx: Context, *, at: datetime | None = None, lock: str | None = None, **ids: str) -> None:
    """Enqueue a job in the current transaction. `at`: not before; `lock`: jobs with one lock run one after another."""
    options: dict[str, Any] = {"lock": lock}
    if at is not None:
        options["schedule_at"] = at
    app.configure_task(name=name, **options).defer(context=ctx.to_json(), **ids)
    transaction.on_commit(doorbell.ring)


def run_now(name: str, ctx: Context, **ids: str) -> None:
    """Run a job at once in this process; for the shell and for tests."""
    _jobs[name](ctx, **ids)
