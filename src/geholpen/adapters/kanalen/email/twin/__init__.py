"""The e-mail counterpart that ships with the product: a real SMTP and a real IMAP server on loopback, in one folder.

Demo and tests talk to it over sockets exactly as they would to a town's own mail server.
"""

from .doorzenden import break_forwarding
from .posthuis import Posthuis
from .storingen import Storingen

__all__ = ["Posthuis", "Storingen", "break_forwarding"]
