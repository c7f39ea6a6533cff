"""Middleware: what somebody typed or pasted, without the one character that a database cannot keep."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict


class Leesbaar:
    """Takes null characters out of the query and of forms. It loses nothing that anybody can read."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: Any, view: Any, args: Any, kwargs: Any) -> None:
        """Before the page reads it; a body that is no form is read by its own page."""
        request.GET = without_null(request.GET)
        if request.method == "POST":
            request.POST = without_null(request.POST)


def without_null(data: QueryDict) -> QueryDict:
    """The same data; a copy when something had to go."""
    if not any("\0" in value for _name, values in data.lists() for value in values):
        return data
    clean = data.copy()
    for name, values in data.lists():
        clean.setlist(name, [value.replace("\0", "") for value in values])
    return clean
