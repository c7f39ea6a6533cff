"""An OTLP receiver to test and show with: it checks what comes by the specification, and fails as it is told.

    python -m geholpen.adapters.koppelingen.otlp.twin --poort 4318

`POST /v1/traces` takes spans; `GET /` shows what it has.
"""

from geholpen.adapters.koppelingen.otlp.twin.verzamelaar import Verzamelaar

__all__ = ["Verzamelaar"]
