"""`python -m geholpen.adapters.koppelingen.clamav.twin --poort 3310`: a clamd that knows EICAR only."""

from __future__ import annotations

import argparse
import socketserver
import struct
import sys
import time
from collections.abc import Sequence
from pathlib import Path

EICAR = b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!"
#: As clamd: more than this in one stream is refused.
MAX = 25 * 1024 * 1024


class Gesprek(socketserver.StreamRequestHandler):
    """One connection, one command."""

    server: Wachter

    def handle(self) -> None:
        """PING and INSTREAM, in the forms with z (ended by a null) and n (by a new line)."""
        opdracht = self._word()
        storing = self.server.storing()
        if storing == "traag":
            time.sleep(60)
        elif opdracht == "PING":
            self._say("PONG")
        elif opdracht == "INSTREAM":
            inhoud = self._stream()
            if storing == "fout":
                self._say("INSTREAM: Can't allocate memory ERROR")
            elif inhoud is None:
                self._say("INSTREAM size limit exceeded. ERROR")
            else:
                self._say("stream: Eicar-Test-Signature FOUND" if EICAR in inhoud else "stream: OK")
        else:
            self._say("UNKNOWN COMMAND")

    def _word(self) -> str:
        found = b""
        while not found.endswith((b"\0", b"\n")) and len(found) < 100:
            teken = self.rfile.read(1)
            if not teken:
                break
            found += teken
        return found[:-1].decode("ascii", "replace").lstrip("zn")

    def _stream(self) -> bytes | None:
        found = b""
        while True:
            kop = self.rfile.read(4)
            (lengte,) = struct.unpack(">I", kop) if len(kop) == 4 else (0,)
            if lengte == 0:
                return found
            found += self.rfile.read(lengte)
            if len(found) > MAX:
                return None

    def _say(self, tekst: str) -> None:
        self.wfile.write(tekst.encode() + b"\0")


class Wachter(socketserver.ThreadingTCPServer):
    """Listens on the loopback."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, poort: int, schakelaar: Path | None) -> None:
        super().__init__(("127.0.0.1", poort), Gesprek)
        self._schakelaar = schakelaar

    def storing(self) -> str:
        """What goes wrong now: "", traag or fout."""
        return self._schakelaar.read_text().strip() if self._schakelaar and self._schakelaar.exists() else ""


def main(argv: Sequence[str] | None = None) -> int:
    """Serve until killed."""
    parser = argparse.ArgumentParser(prog="clamav-twin", description=__doc__)
    parser.add_argument("--poort", type=int, required=True)
    parser.add_argument("--schakelaar", type=Path, help="bestand met één woord: traag of fout")
    args = parser.parse_args(argv)
    Wachter(args.poort, args.schakelaar).serve_forever()
    return 0


if __name__ == "__main__":
    sys.exit(main())
