"""A provider of the Twilio form to test and show with: sending, signed callbacks, and customers who text.

    python -m geholpen.adapters.kanalen.sms.twin --instellingen FILE [--poort 8102]

The file is JSON with the fields of `Instelling`. `POST /_/storing` sets faults (see `platform/tweeling`).
"""

from geholpen.adapters.kanalen.sms.twin.provider import Instelling, Provider

__all__ = ["Instelling", "Provider"]
