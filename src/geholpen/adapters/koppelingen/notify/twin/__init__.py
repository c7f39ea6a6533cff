"""Notify to test and show with: sending, asking back by reference, callbacks, and customers who text.

    python -m geholpen.adapters.koppelingen.notify.twin --instellingen FILE [--poort 8103]

The file is JSON with the fields of `Instelling`. `POST /_/storing` sets faults (see `platform/tweeling`).
"""

from geholpen.adapters.koppelingen.notify.twin.dienst import Dienst, Instelling

__all__ = ["Dienst", "Instelling"]
