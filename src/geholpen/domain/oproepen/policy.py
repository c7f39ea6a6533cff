"""Who may take in calls, and see or make them. Pure; raises Refused."""

from __future__ import annotations

from geholpen.platform.actors import only_employee, only_roles, only_system

#: Only the system itself takes in what an exchange tells.
may_intake = only_system


#: An employee who works for exactly one customer; the reason says for what.
may_call = only_employee


#: Who manages says which extension is whose: a call must never come up on the wrong screen.
may_set_up = only_roles("Dit doet de functioneel beheerder.", "functioneel_beheerder", code="ALLEEN_BEHEER")
