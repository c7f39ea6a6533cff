"""Notify: the sending service of governments (GOV.UK Notify, NotifyNL). Text messages, mail and letters by template.

Channels use it for accounts of which the provider is `notify`: `verzend_…` to send, `ontvang` for a callback,
`lees` for what was stored of it, `vraag_na` for what became of a message.
"""

from geholpen.adapters.koppelingen.notify.aanroep import VELDEN, probeer
from geholpen.adapters.koppelingen.notify.ontvangst import lees, ontvang
from geholpen.adapters.koppelingen.notify.verzenden import (
    verzend_brief,
    verzend_mail,
    verzend_pdf,
    verzend_sms,
    vraag_na,
)

__all__ = [
    "VELDEN",
    "lees",
    "ontvang",
    "probeer",
    "verzend_brief",
    "verzend_mail",
    "verzend_pdf",
    "verzend_sms",
    "vraag_na",
]
