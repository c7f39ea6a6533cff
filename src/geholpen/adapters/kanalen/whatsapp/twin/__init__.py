"""The WhatsApp platform to test and show with: the Graph API, signed webhooks, and the telephones of customers.

    python -m geholpen.adapters.kanalen.whatsapp.twin --instellingen FILE [--poort 8101]

The file is JSON with the fields of `Instelling`. `POST /_/storing` sets faults (see `platform/tweeling`).
"""

from geholpen.adapters.kanalen.whatsapp.twin.platform import Instelling, Platform

__all__ = ["Instelling", "Platform"]
