"""Run this twin until Ctrl-C."""

import sys

from geholpen.adapters.kanalen.berichtenbox.twin import Berichtenbox, Instelling
from geholpen.platform.tweeling import run

if __name__ == "__main__":
    sys.exit(run("Berichtenbox voor demo en test.", 8104, lambda said, poort: Berichtenbox(Instelling(**said), poort)))
