"""Run this twin until Ctrl-C."""

import sys

from geholpen.adapters.kanalen.sms.twin import Instelling, Provider
from geholpen.platform.tweeling import run

if __name__ == "__main__":
    sys.exit(run("Sms voor demo en test.", 8102, lambda said, poort: Provider(Instelling(**said), poort)))
