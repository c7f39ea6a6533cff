"""`python -m geholpen.packs.waterdam.wijksite`: serve the site, with the content policy of a careful owner."""

from __future__ import annotations

import argparse
import html
import sys
import time
import uuid
from collections.abc import Sequence
from functools import partial
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from joserfc import jwt
from joserfc.jwk import OctKey

SITE = Path(__file__).parent / "site"
SOORTEN = {".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8"}
PAGINAS = {"/": "index.html", "/agenda": "agenda.html", "/stijl.css": "stijl.css"}
INGELOGD = "/mijn-wijk"


def proof(sleutel: str, bewoner: str, geheim: str) -> str:
    """What a portal says of whoever is logged in: signed, for one chat key, good for two minutes and once."""
    now = int(time.time())
    claims = {"iss": "wijk", "aud": sleutel, "sub": bewoner, "jti": uuid.uuid4().hex, "iat": now, "exp": now + 120}
    return jwt.encode({"alg": "HS256", "typ": "JWT"}, claims, OctKey.import_key(geheim.encode()))


class Handler(BaseHTTPRequestHandler):
    """The pages, with the addresses of the chat filled in."""

    def __init__(self, site: argparse.Namespace, *args: object) -> None:
        self.site = site
        self.geholpen, self.stroom, self.sleutel = site.geholpen, site.stroom, site.sleutel
        super().__init__(*args)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        """One page, or 404."""
        pad = self.path.partition("?")[0]
        naam = "mijn-wijk.html" if pad == INGELOGD and self.site.bewoner else PAGINAS.get(pad)
        if naam is None:
            self.send_error(HTTPStatus.NOT_FOUND)
            return
        inhoud = (SITE / naam).read_text(encoding="utf-8")
        inhoud = inhoud.replace("{{geholpen}}", self.geholpen).replace("{{sleutel}}", self.sleutel)
        if pad == INGELOGD:
            inhoud = inhoud.replace("{{bewoner}}", html.escape(self.site.bewoner_naam))
            inhoud = inhoud.replace("{{bewijs}}", proof(self.sleutel, self.site.bewoner, self.site.portaalgeheim))
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", SOORTEN[Path(naam).suffix])
        self.send_header("Content-Security-Policy", self._policy())
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(inhoud.encode())

    def _policy(self) -> str:
        """Nothing inline, nothing evaluated: only the script of the chat, and where it calls."""
        return (
            f"default-src 'none'; style-src 'self'; script-src {self.geholpen};"
            f" connect-src {self.geholpen} {self.stroom}; base-uri 'none'; form-action 'none';"
            " frame-ancestors 'none'; require-trusted-types-for 'script'"
        )

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: who visits is nobody's business."""


def main(argv: Sequence[str] | None = None) -> int:
    """Serve until killed."""
    parser = argparse.ArgumentParser(prog="wijksite", description=__doc__)
    parser.add_argument("--poort", type=int, required=True)
    parser.add_argument("--geholpen", required=True, help="begin van het adres van Geholpen, zoals de browser het kent")
    parser.add_argument("--stroom", required=True, help="hetzelfde van de live berichten")
    parser.add_argument("--sleutel", required=True, help="de chatsleutel")
    parser.add_argument("--bewoner", default="", help="uuid van wie op de site is ingelogd")
    parser.add_argument("--bewoner-naam", default="een bewoner")
    parser.add_argument("--portaalgeheim", default="", help="waarmee de site zegt wie dat is")
    args = parser.parse_args(argv)
    server = ThreadingHTTPServer(("127.0.0.1", args.poort), partial(Handler, args))
    server.serve_forever()
    return 0


if __name__ == "__main__":
    sys.exit(main())
