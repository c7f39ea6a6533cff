"""@command and @query: policy → transaction → signed purpose → processing log → events.

The platform knows a purpose only as a key. The room `doelbinding` plugs the real guard in at start-up; without one a
door refuses to open. Nobody can write a command without saying who may, or a query without saying which data it
touches.
"""

from __future__ import annotations

import contextlib
import functools
import inspect
from collections.abc import Callable, Iterable, Iterator
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar
from uuid import UUID

from django.db import DatabaseError, connection, transaction

from geholpen.platform import doorbell, events
from geholpen.platform.context import Context
from geholpen.platform.errors import INCIDENT, REDENEN, Refused
from geholpen.platform.hot import Cold, Hot

#: The database says no to what it was asked: a forged or expired purpose, or a row that this purpose does not have.
_FORBIDDEN = "42501"
P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Door:
    """What a command or query says about itself, for the guard and for the architecture tests."""

    name: str
    schrijft: bool
    gegevens: frozenset[int]
    schrijf_gegevens: frozenset[int]
    voor: str  # code of the fixed activity; "" means: follows from the reason (aanleiding)
    handeling: str  # zoeken, lezen, wijzigen …
    naam: str  # Dutch template for the processing log: what was done, for people
    betrokkenen: Callable[[Any], Iterable[UUID]] | None
    may: Callable[..., None] | None
    hot: Hot | None = None


class Grant(Protocol):
    """What the guard decided for one call."""

    token: str
    gebeurtenissen: list[Any]


class Guard(Protocol):
    """Filled by the room doelbinding."""

    def decide(self, ctx: Context, door: Door) -> Grant: ...

    def open(self, ctx: Context, door: Door, grant: Any, outer: Any) -> None: ...

    def log(self, ctx: Context, door: Door, grant: Any, betrokkenen: Iterable[UUID]) -> None: ...

    def log_refusal(self, ctx: Context, door: Door, refusal: Refused) -> None: ...

    def decide_hot(self, ctx: Context, door: Door) -> Grant: ...

    def call_hot(self, ctx: Context, door: Door, grant: Any, values: tuple[Any, ...]) -> Any: ...


class _Closed:
    """No guard, no door."""

    def decide(self, ctx: Context, door: Door) -> Grant:
        raise Refused("GEEN_BEWAKING", "De toegangscontrole is niet gestart. Bel de beheerder.")


guard: Any = _Closed()
doors: dict[str, Door] = {}
_open: ContextVar[tuple[Any, ...]] = ContextVar("open_doors", default=())
_refused: ContextVar[list[tuple[Context, Door, Refused]] | None] = ContextVar("refused", default=None)


def install(new_guard: Guard) -> None:
    """Plug in the guard; called once by doelbinding's AppConfig.ready()."""
    global guard
    guard = new_guard


def is_open() -> bool:
    """True while some door is open on this thread: personal tables may be touched."""
    return bool(_open.get())


def is_nested() -> bool:
    """True inside a door that was opened from within another door."""
    return len(_open.get()) > 1


def command(
    *,
    may: Callable[..., None],
    gegevens: Iterable[int],
    naam: str,
    leest: Iterable[int] = (),
    voor: str = "",
    betrokkenen: Callable[[Any], Iterable[UUID]] | None = None,
    hot: Hot | None = None,
) -> Callable[[Callable[Concatenate[Context, P], R]], Callable[Concatenate[Context, P], R]]:
    """A door that changes something.

    `may(ctx, …)` raises Refused; `gegevens` are the categories written (and read), `leest` those only read; `naam` is
    the Dutch sentence of the log line; `voor` the fixed activity, else it follows from the reason.
    """
    written = frozenset(gegevens)
    return _door(
        schrijft=True,
        gegevens=written | frozenset(leest),
        schrijf_gegevens=written,
        voor=voor,
        handeling="wijzigen",
        naam=naam,
        betrokkenen=betrokkenen,
        may=may,
        hot=hot,
    )


def query(
    *,
    gegevens: Iterable[int],
    naam: str,
    voor: str = "",
    handeling: str = "lezen",
    betrokkenen: Callable[[Any], Iterable[UUID]] | None = None,
    hot: Hot | None = None,
) -> Callable[[Callable[Concatenate[Context, P], R]], Callable[Concatenate[Context, P], R]]:
    """A door that reads something.

    `gegevens` are the categories it touches; `betrokkenen(result)` names the customers shown when the door is not
    limited to known ones (search, lists): they are logged before the result leaves the door.
    """
    return _door(
        schrijft=False,
        gegevens=frozenset(gegevens),
        schrijf_gegevens=frozenset(),
        voor=voor,
        handeling=handeling,
        naam=naam,
        betrokkenen=betrokkenen,
        may=None,
        hot=hot,
    )


def catalogue(function: Callable[P, R]) -> Callable[P, R]:
    """A door to what is the same for everybody (subjects, departments, the register): no customer, so no purpose."""
    function.catalogue = True  # type: ignore[attr-defined]
    return function


def _door(**what: Any) -> Any:
    def wrap(function: Callable[..., Any]) -> Callable[..., Any]:
        door = Door(name=f"{function.__module__}.{function.__qualname__}", **what)
        doors[door.name] = door

        @functools.wraps(function)
        def call(ctx: Context, *args: Any, **kwargs: Any) -> Any:
            return _through(door, function, ctx, args, kwargs)

        call.door = door  # type: ignore[attr-defined]
        return call

    return wrap


def _through(door: Door, function: Callable[..., Any], ctx: Context, args: Any, kwargs: Any) -> Any:
    if _refused.get() is not None:
        return _pass(door, function, ctx, args, kwargs)
    with _Refusals():
        return _pass(door, function, ctx, args, kwargs)


class _Refusals:
    """What was refused in this block is logged after it, when its transaction is over."""

    def __enter__(self) -> None:
        self._found: list[tuple[Context, Door, Refused]] = []
        self._mark = _refused.set(self._found)

    def __exit__(self, *exc: object) -> None:
        _refused.reset(self._mark)
        for who, which, why in self._found:
            guard.log_refusal(who, which, why)


@contextlib.contextmanager
def together() -> Iterator[None]:
    """One transaction around doors and what belongs to them: all or nothing. Refusals are logged all the same."""
    with _Refusals(), transaction.atomic():
        yield


def _pass(door: Door, function: Callable[..., Any], ctx: Context, args: Any, kwargs: Any) -> Any:
    try:
        if door.may is not None:
            door.may(ctx, *args, **kwargs)
        if door.hot is not None and not connection.in_atomic_block:
            with contextlib.suppress(Cold):
                return _hot(door, door.hot, ctx, args, kwargs)
        return _inside(door, function, ctx.met(guard.decide(ctx, door)), args, kwargs)
    except Refused as refusal:
        _note(ctx, door, refusal)
        raise
    except DatabaseError as error:
        if getattr(error.__cause__, "sqlstate", "") == _FORBIDDEN:
            _note(ctx, door, Refused(INCIDENT, REDENEN[INCIDENT]))
        raise


def _note(ctx: Context, door: Door, refusal: Refused) -> None:
    """Keep a refusal for the log; through several doors it is one."""
    refused = _refused.get()
    if refused is not None and all(refusal is not known and known.code != INCIDENT for _, _, known in refused):
        refused.append((ctx, door, refusal))


def _hot(door: Door, hot: Hot, ctx: Context, args: Any, kwargs: Any) -> Any:
    """One statement, committed before its answer is here. Never inside a transaction: its failure would break that."""
    ctx = ctx.met(guard.decide_hot(ctx, door))
    values = hot.waarden(ctx, *args, **kwargs)
    result = hot.resultaat(ctx, guard.call_hot(ctx, door, ctx.grant, values), *args, **kwargs)
    if door.schrijft:
        doorbell.ring()  # the function wrote its event itself
    return result


def _inside(door: Door, function: Callable[..., Any], ctx: Context, args: Any, kwargs: Any) -> Any:
    outer = _open.get()
    within = bool(outer) or connection.in_atomic_block
    mark = _open.set((*outer, ctx.grant))
    try:
        with transaction.atomic():
            guard.open(ctx, door, ctx.grant, outer[-1] if outer else None)
            result = function(ctx, *args, **kwargs)
            if door.betrokkenen is not None:
                guard.log(ctx, door, ctx.grant, door.betrokkenen(result))
            events.record(ctx.grant.gebeurtenissen)
            if within:  # else the transaction ends here, and takes the purpose with it
                _restore(outer)
        return result
    finally:
        _open.reset(mark)


def _restore(outer: tuple[Any, ...]) -> None:
    """Give the surrounding door its own purpose back, or the transaction without a door none."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT kern.open(%s)", [outer[-1].token if outer else ""])


@dataclass(frozen=True, slots=True)
class _Verdict:
    """For the guard's own look-ups (the register, the reason): opened without a purpose, touching no person."""

    token: str = ""


def body(door: Callable[..., R]) -> Callable[..., R]:
    """What a door does, for a door of the same room that is open already and says all of it about itself.

    Raises RuntimeError when none is open.
    """
    if not is_open():
        raise RuntimeError("The body of a door is for inside another door")
    return inspect.unwrap(door)


def backstage() -> Any:
    """Context manager for the guard's own statements on look-up functions that carry no personal data."""
    return _Backstage()


class _Backstage:
    def __enter__(self) -> None:
        self._mark = _open.set((*_open.get(), _Verdict()))

    def __exit__(self, *exc: Any) -> None:
        _open.reset(self._mark)
