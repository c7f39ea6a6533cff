"""Who may change who we are. Pure; raises Refused."""

from __future__ import annotations

from geholpen.platform.actors import only_application, only_roles, only_system

#: Other software of the organisation, with a token.
may_connect = only_application


#: The functional manager.
may_manage = only_roles("Dit doet de functioneel beheerder.", "functioneel_beheerder")


#: Only the system itself takes over from another one.
may_take_over = only_system


#: Whoever leads a team.
may_set_hours = only_roles("Dit doet de teamleider.", "teamleider", code="ALLEEN_TEAMLEIDER")


#: The functional manager proposes, the privacy officer agrees where two must; the database knows who may which.
may_change_settings = only_roles(
    "Instellingen van de organisatie wijzigt de functioneel beheerder.", "functioneel_beheerder", "fg"
)
