"""A small OpenID Connect provider for the demo and the tests, shaped like a broker for DigiD and one for employees.

Anybody may pick a person here and be that person: it refuses to exist outside the demo (see apps.py).
"""

from geholpen.adapters.koppelingen.identiteit.simulator.personen import Persoon, register_personen

__all__ = ["Persoon", "register_personen"]
