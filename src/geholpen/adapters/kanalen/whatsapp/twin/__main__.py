"""Run this twin until Ctrl-C."""

import sys

from geholpen.adapters.kanalen.whatsapp.twin import Instelling, Platform
from geholpen.platform.tweeling import run

if __name__ == "__main__":
    sys.exit(run("WhatsApp voor demo en test.", 8101, lambda said, poort: Platform(Instelling(**said), poort)))
