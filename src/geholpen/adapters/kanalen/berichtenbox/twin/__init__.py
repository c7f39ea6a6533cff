"""The message box to test and show with: taking messages, and reading them as whoever they are for.

    python -m geholpen.adapters.kanalen.berichtenbox.twin --instellingen FILE [--poort 8104]

The file is JSON with the fields of `Instelling`. `POST /_/storing` sets faults (see `platform/tweeling`).
"""

from geholpen.adapters.kanalen.berichtenbox.twin.box import Berichtenbox, Instelling

__all__ = ["Berichtenbox", "Instelling"]
