"""A private Dovecot and a private Postfix in one folder, on loopback ports, for as long as a `with` lasts."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from .certificaat import write_certificate

NIEMAND = pwd.getpwnam("nobody")

DOVECOT = """
base_dir = {map}/run
state_dir = {map}/state
log_path = {map}/dovecot.log
protocols = imap lmtp
listen = 127.0.0.1
ssl = yes
ssl_cert = <{cert}
ssl_key = <{key}
disable_plaintext_auth = no
mail_location = maildir:{map}/mail/%u
first_valid_uid = 1
recipient_delimiter = +
lmtp_hdr_delivery_address = original
passdb {{
  driver = passwd-file
  args = scheme=PLAIN {map}/users
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={map}/mail/%u
}}
service imap-login {{
  inet_listener imap {{
    port = {poort[imap]}
  }}
  inet_listener imaps {{
    port = {poort[imaps]}
  }}
}}
service lmtp {{
  inet_listener lmtp {{
    port = {poort[lmtp]}
  }}
}}
service auth {{
  inet_listener {{
    port = {poort[sasl]}
  }}
}}
"""

MAIN_CF = """
compatibility_level = 3.6
queue_directory = {map}/spool
data_directory = {map}/data
maillog_file = {map}/log/postfix.log
maillog_file_prefixes = {map}
myhostname = mail.waterdam.example
mydestination =
mynetworks =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
alias_maps =
alias_database =
recipient_delimiter = +
virtual_mailbox_domains = {domeinen}
virtual_mailbox_maps = texthash:{map}/adressen
virtual_transport = lmtp:inet:127.0.0.1:{poort[lmtp]}
transport_maps = texthash:{map}/transport
default_transport = error:5.7.1 nothing leaves this machine
message_size_limit = 26214400
smtpd_relay_restrictions = permit_sasl_authenticated, reject_unauth_destination
smtpd_sasl_auth_enable = yes
smtpd_sasl_type = dovecot
smtpd_sasl_path = inet:127.0.0.1:{poort[sasl]}
smtpd_tls_security_level = may
smtpd_tls_auth_only = yes
smtpd_tls_cert_file = {cert}
smtpd_tls_key_file = {key}
queue_run_delay = 1s
minimal_backoff_time = 1s
maximal_backoff_time = 2s
lmtp_destination_concurrency_failed_cohort_limit = 0
"""

# service type private unprivileged chroot wakeup maxproc command
MASTER_CF = """
127.0.0.1:{poort[smtp]} inet n - n - - smtpd
postlog unix-dgram n - n - 1 postlogd
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 1 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
showq unix n - n - - showq
error unix - - n - - error
retry unix - - n - - error
lmtp unix - - n - - lmtp
anvil unix - - n - 1 anvil
"""


def missing() -> str:
    """Why this machine cannot run them; "" when it can."""
    weg = [naam for naam in ("dovecot", "postfix") if shutil.which(naam, path=_path()) is None]
    if weg:
        return f"not installed: {', '.join(weg)} (Debian: dovecot-imapd dovecot-lmtpd postfix)"
    if os.geteuid() != 0:
        return "Postfix starts as root only"
    versie = subprocess.run(["dovecot", "--version"], capture_output=True, text=True, env={"PATH": _path()}).stdout
    if not versie.startswith("2.3."):
        return f"the Dovecot configuration here is for 2.3, found {versie.split()[0] if versie else 'none'}"
    return ""


def _path() -> str:
    return f"/usr/sbin:/usr/bin:/sbin:/bin:{os.environ.get('PATH', '')}"


def free_ports(*namen: str) -> dict[str, int]:
    gaten = {naam: socket.create_server(("127.0.0.1", 0)) for naam in namen}
    poorten = {naam: gat.getsockname()[1] for naam, gat in gaten.items()}
    for gat in gaten.values():
        gat.close()
    return poorten


@dataclass
class Debianpost:
    """`gebruikers` address → password; mail for `eigen_lmtp` goes to our own LMTP server on port `poort["onze"]`."""

    gebruikers: dict[str, str]
    eigen_lmtp: str
    poort: dict[str, int] = field(default_factory=dict)

    def __enter__(self) -> Self:
        # Not below pytest's own folder: the mail user may not enter that, and its path is too long for a socket.
        self.map = Path(tempfile.mkdtemp(prefix="ghpost-"))
        self.map.chmod(0o755)
        self.poort = free_ports("imap", "imaps", "lmtp", "sasl", "smtp", "onze")
        self.cert, sleutel = write_certificate(self.map)
        self._write_files(sleutel)
        self._dovecot = subprocess.Popen(["/usr/sbin/dovecot", "-F", "-c", str(self.map / "dovecot.conf")])
        try:
            self._postfix("start")
            for naam in ("imap", "imaps", "lmtp", "sasl", "smtp"):
                self._wait_for_port(naam)
        except BaseException as fout:
            logboek = self.logs()
            self.__exit__()
            raise RuntimeError(f"the mail servers did not start\n{logboek}") from fout
        return self

    def __exit__(self, *_: object) -> None:
        self._postfix("stop", check=False)
        self._dovecot.terminate()
        self._dovecot.wait(timeout=15)
        shutil.rmtree(self.map, ignore_errors=True)

    def flush(self) -> None:
        """Try the waiting mail now."""
        self._postfix("flush")

    def logs(self) -> str:
        return "\n".join(
            pad.read_text() for pad in (self.map / "dovecot.log", self.map / "log/postfix.log") if pad.exists()
        )

    def _write_files(self, sleutel: Path) -> None:
        for naam in ("mail", "etc", "spool", "data", "log", "run", "state"):
            (self.map / naam).mkdir()
        shutil.chown(self.map / "mail", NIEMAND.pw_uid, NIEMAND.pw_gid)
        shutil.chown(self.map / "data", "postfix")
        domeinen = sorted({adres.partition("@")[2] for adres in (*self.gebruikers, self.eigen_lmtp)})
        waarden = {
            "map": self.map,
            "cert": self.cert,
            "key": sleutel,
            "poort": self.poort,
            "domeinen": " ".join(domeinen),
            "uid": NIEMAND.pw_uid,
            "gid": NIEMAND.pw_gid,
        }
        sjablonen = {"dovecot.conf": DOVECOT, "etc/main.cf": MAIN_CF, "etc/master.cf": MASTER_CF}
        for naam, sjabloon in sjablonen.items():
            (self.map / naam).write_text(sjabloon.format(**waarden).lstrip())
        adressen = [*self.gebruikers, self.eigen_lmtp]
        (self.map / "users").write_text("".join(f"{adres}:{woord}\n" for adres, woord in self.gebruikers.items()))
        (self.map / "adressen").write_text("".join(f"{adres} x\n" for adres in adressen))
        (self.map / "transport").write_text(f"{self.eigen_lmtp} lmtp:inet:127.0.0.1:{self.poort['onze']}\n")

    def _postfix(self, opdracht: str, check: bool = True) -> None:
        commando = ["/usr/sbin/postfix", "-c", str(self.map / "etc"), opdracht]
        uitvoer = subprocess.run(commando, env={"PATH": _path()}, capture_output=True, text=True, timeout=60)
        if check and uitvoer.returncode:
            raise RuntimeError(f"postfix {opdracht}: {uitvoer.stderr}")

    def _wait_for_port(self, naam: str, seconden: float = 20.0) -> None:
        einde = time.monotonic() + seconden
        while True:
            try:
                socket.create_connection(("127.0.0.1", self.poort[naam]), timeout=1).close()
                return
            except OSError:
                if time.monotonic() > einde:
                    raise
                time.sleep(0.1)
