"""Run this twin until Ctrl-C."""

import sys

from geholpen.adapters.koppelingen.notify.twin import Dienst, Instelling
from geholpen.platform.tweeling import run

if __name__ == "__main__":
    sys.exit(run("Notify voor demo en test.", 8103, lambda said, poort: Dienst(Instelling(**said), poort)))
