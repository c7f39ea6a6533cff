"""Who may subscribe, and for whom. Pure; raises Refused."""

from __future__ import annotations

from geholpen.platform.actors import only_application, only_roles

#: Other software of the organisation, with a token: for itself.
may_subscribe = only_application


#: The functional manager, for every application.
may_manage = only_roles("Dit doet de functioneel beheerder.", "functioneel_beheerder")
