"""Who may talk in a chat. Pure; raises Refused."""

from __future__ import annotations

from geholpen.platform.actors import only_employee_of, only_system

#: Only the system itself, for the browser that showed its token.
may_serve = only_system


#: An employee working for exactly this customer.
may_answer = only_employee_of
