"""Who may take over from another register. Pure; raises Refused."""

from __future__ import annotations

from geholpen.platform.actors import only_system

#: Only the system itself, started by whoever manages the installation.
may_take_over = only_system
