"""The one settings file. Everything from outside is read here, typed, with a default that suits the demo."""

import os
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from geholpen.platform.keys import derive

BASE_DIR = Path(__file__).resolve().parents[1]
DATA_DIR = Path(os.environ.get("GEHOLPEN_DATA", "var")).absolute()


def _flag(name: str) -> bool:
    return os.environ.get(name, "").lower() in {"1", "true", "ja", "yes"}


def _list(name: str, default: str = "") -> list[str]:
    return [part.strip() for part in os.environ.get(name, default).split(",") if part.strip()]


DEMO = _flag("GEHOLPEN_DEMO")
DEBUG = False
# Which environment this is. A database remembers whose it is: a copy of production starts nowhere else.
OMGEVING = os.environ.get("GEHOLPEN_OMGEVING", "") or ("demo" if DEMO else "productie")

# One secret; every key is derived from it (platform/keys.py), so that rotating means changing one value.
GEHEIM = os.environ.get("GEHOLPEN_GEHEIM", "")
SECRET_KEY = derive(GEHEIM, "django").hex()


def database(url: str) -> dict[str, Any]:
    """A Django database entry from postgresql://user:password@host:port/name; `?host=` may name a socket folder."""
    parts = urlsplit(url)
    query = dict(pair.split("=", 1) for pair in parts.query.split("&") if "=" in pair)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")) or "geholpen",
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or "") or unquote(query.pop("host", "")),
        "PORT": str(parts.port or query.pop("port", "")),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "DISABLE_SERVER_SIDE_CURSORS": True,
        "OPTIONS": {
            "application_name": os.environ.get("GEHOLPEN_PROCES", "geholpen"),
            "options": "-c timezone=UTC -c statement_timeout=20s -c idle_in_transaction_session_timeout=30s",
            **({"sslmode": query["sslmode"]} if "sslmode" in query else {}),
        },
    }


# `default` is the application role: no owner, no superuser. `eigenaar` owns the tables and is used by migrations only.
DATABASE_URL = os.environ.get("DATABASE_URL", "postgresql:///geholpen")
DATABASE_OWNER_URL = os.environ.get("DATABASE_OWNER_URL", DATABASE_URL)
DATABASES = {"default": database(DATABASE_URL), "eigenaar": database(DATABASE_OWNER_URL)}
# Values travel apart from the statement, so that the server keeps the plan of what it meets twice on a connection:
# under row-level security making the plan costs more than the read itself. Migrations keep no plans.
DATABASES["default"]["OPTIONS"] |= {"server_side_binding": True, "prepare_threshold": 2}
DATABASES["eigenaar"]["CONN_MAX_AGE"] = 0
DATABASES["eigenaar"]["TEST"] = {"MIRROR": "default"}

INSTALLED_APPS = [
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "procrastinate.contrib.django",
    "rest_framework",
    "geholpen.platform",
    "geholpen.domain.organisatie",
    "geholpen.domain.doelbinding",
    "geholpen.domain.partijen",
    "geholpen.domain.kennis",
    "geholpen.domain.klantcontacten",
    "geholpen.domain.berichten",
    "geholpen.domain.chat",
    "geholpen.domain.bewaren",
    "geholpen.domain.kanaalwissel",
    "geholpen.domain.klantbeeld",
    "geholpen.domain.klantinteracties",
    "geholpen.domain.notificaties",
    "geholpen.domain.oproepen",
    "geholpen.domain.balie",
    "geholpen.domain.overnemen",
    "geholpen.domain.rechten",
    "geholpen.domain.verantwoording",
    "geholpen.adapters.kanalen.berichtenbox",
    "geholpen.adapters.kanalen.chat",
    "geholpen.adapters.kanalen.brief",
    "geholpen.adapters.kanalen.email",
    "geholpen.adapters.kanalen.sms",
    "geholpen.adapters.kanalen.whatsapp",
    "geholpen.adapters.kanalen.telefoon",
    "geholpen.adapters.kanalen.wachtrij",
    "geholpen.adapters.koppelingen.bewaarplaats",
    "geholpen.adapters.koppelingen.brp",
    "geholpen.adapters.koppelingen.clamav",
    "geholpen.adapters.koppelingen.identiteit.simulator",
    "geholpen.adapters.koppelingen.jcc",
    "geholpen.adapters.koppelingen.qmatic",
    "geholpen.adapters.koppelingen.notificaties",
    "geholpen.adapters.koppelingen.otlp",
    "geholpen.packs.waterdam",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "geholpen.faces.grens.Grens",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "geholpen.faces.taal.Taal",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "geholpen.faces.leesbaar.Leesbaar",
    "django.contrib.messages.middleware.MessageMiddleware",
    "geholpen.faces.inloggen.Aanmelding",
]

ROOT_URLCONF = "geholpen.config.urls"
WSGI_APPLICATION = "geholpen.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [BASE_DIR / "faces", BASE_DIR / "platform" / "ui", BASE_DIR / "packs", BASE_DIR / "adapters"],
        "APP_DIRS": False,
        "OPTIONS": {"environment": "geholpen.platform.ui.omgeving.environment"},
    },
]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True

# Static path of the organisation's own look: a file that overrides design tokens.
GEHOLPEN_THEMA = os.environ.get("GEHOLPEN_THEMA", "waterdam/thema.css" if DEMO else "")
STATIC_URL = "/static/"
STATIC_ROOT = None  # served from where they are; a proxy may cache them
STATICFILES_DIRS = [BASE_DIR / "platform" / "ui" / "static", BASE_DIR / "packs" / "waterdam" / "static"]
STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False

PORT = int(os.environ.get("PORT", "8000"))
# A proxy in front of us whose X-Forwarded-* headers may be believed.
PROXY = _flag("GEHOLPEN_PROXY")
# Calls per minute that one token of an application may make at one web process; 0 is no limit.
API_PER_MINUUT = int(os.environ.get("GEHOLPEN_API_PER_MINUUT", "0"))
# Hosts and networks inside our own walls that we may call all the same, and without TLS. The demo calls itself.
UITGAAND_TOEGESTAAN = _list("GEHOLPEN_UITGAAND_TOEGESTAAN", "127.0.0.1,::1" if DEMO else "")
# Where others find us: the beginning of every address that we tell (notifications, the public register, the log).
ADRES = (os.environ.get("GEHOLPEN_ADRES", "") or (f"http://localhost:{PORT}" if DEMO else "")).rstrip("/")
# Our name as the sender of events: a URI, by the Dutch profile urn:nld:oin:<number>:systeem:<name>.
GEBEURTENIS_BRON = os.environ.get("GEHOLPEN_GEBEURTENIS_BRON", "") or ADRES
# Days on which pseudonyms in the log get a new key (ISO, in order): lines from that day on have the next number.
PSEUDONIEM_WISSELT = [date.fromisoformat(dag) for dag in _list("GEHOLPEN_PSEUDONIEM_WISSELT")]
# Where the processing log is brought to: the address of an OTLP receiver (…/v1/traces), and its Authorization header.
OTLP_ADRES = os.environ.get("GEHOLPEN_OTLP_ADRES", "")
OTLP_AUTH = os.environ.get("GEHOLPEN_OTLP_AUTH", "")
# The key register of persons: Haal Centraal BRP Personen bevragen 2 (without /personen), and its X-API-KEY.
BRP_ADRES = os.environ.get("GEHOLPEN_BRP_ADRES", "")
BRP_SLEUTEL = os.environ.get("GEHOLPEN_BRP_SLEUTEL", "")
# Where people can ask the keeper of the BRP who looked (LDV, extension lezen); in our lines of calls to it.
BRP_LEES_API = os.environ.get("GEHOLPEN_BRP_LEES_API", "")
# A scanner for viruses (clamd): tcp://host:3310 or unix:///path. Empty: nobody looks, and every file says so.
CLAMAV = os.environ.get("GEHOLPEN_CLAMAV", "")
# Whether other software may log with us over TLS only.
LDV_TLS = _flag("GEHOLPEN_LDV_TLS")
ALLOWED_HOSTS = _list("GEHOLPEN_HOSTS", "localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = _list("GEHOLPEN_HERKOMST")
HTTPS = _flag("GEHOLPEN_HTTPS")
SESSION_COOKIE_NAME = "geholpen_sessie"
SESSION_COOKIE_AGE = 8 * 3600
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_NAME = "geholpen_csrf"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
CSRF_FAILURE_VIEW = "geholpen.faces.grens.csrf_mislukt"
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
# A shell, a test or a page that touches personal data outside a door is stopped before the database sees it.
PERSONAL_DATA_GUARD = True

STROOM_POORT = int(os.environ.get("GEHOLPEN_STROOM_POORT", str(PORT + 1)))
# Where the browser finds the live stream: a path behind a reverse proxy, or empty for "same host, port STROOM_POORT".
STROOM_PAD = os.environ.get("GEHOLPEN_STROOM_PAD", "")

# Seconds after which an open stream asks again whether its employee still may listen.
STROOM_CONTROLE = float(os.environ.get("GEHOLPEN_STROOM_CONTROLE", "60"))

# E-mail: a mailbox to read, a server to send with, a port to receive on. Empty means: this way is not used.
POSTBUS = os.environ.get("GEHOLPEN_POSTBUS", "")
UITGANG = os.environ.get("GEHOLPEN_UITGANG", "")
LMTP_POORT = int(os.environ.get("GEHOLPEN_LMTP_POORT", "0"))
MAIL_ADRES = os.environ.get("GEHOLPEN_MAIL_ADRES", "klantcontact@waterdam.example")
# Whose Authentication-Results we believe. Outside the demo there is no default: with a name that everybody can read
# here, anybody could write the header that proves who they are.
AUTHSERV_ID = os.environ.get("GEHOLPEN_AUTHSERV_ID", "mail.waterdam.example" if DEMO else "")

# Letters: the folder in which the scan supplier puts its batches. Empty means: no letters come in.
SCANMAP = os.environ.get("GEHOLPEN_SCANMAP", "")

# Processor seconds for reading one mail; longer goes to the quarantine.
LEESTIJD = float(os.environ.get("GEHOLPEN_LEESTIJD", "20"))
# Seconds that an answer is kept before it goes, so that its writer can take it back; 0: it goes at once.
VERZENDPAUZE = int(os.environ.get("GEHOLPEN_VERZENDPAUZE", "10"))
# Seconds between a message that did not arrive and the try over another channel.
HERSTEL_NA = int(os.environ.get("GEHOLPEN_HERSTEL_NA", "300"))
# Mails per hour above which no confirmations go out and the managers get an alarm: of one sender, of one mailbox.
STORM_AFZENDER = int(os.environ.get("GEHOLPEN_STORM_AFZENDER", "20"))
STORM_GEMIST = int(os.environ.get("GEHOLPEN_STORM_GEMIST", "60"))
STORM_POSTBUS = int(os.environ.get("GEHOLPEN_STORM_POSTBUS", "500"))

# Where checkpoints of the logs are kept outside the database: a folder (on another machine, best one that cannot be
# written twice), and the mailbox of the auditor, with the minutes between two mails.
ZEGEL_MAP = os.environ.get("GEHOLPEN_ZEGEL_MAP", "")
ZEGEL_MAIL = os.environ.get("GEHOLPEN_ZEGEL_MAIL", "")
ZEGEL_MAIL_MINUTEN = int(os.environ.get("GEHOLPEN_ZEGEL_MAIL_MINUTEN", "60"))
# Where packages for the archive are put: a folder that the archivist can reach.
ARCHIEF_MAP = os.environ.get("GEHOLPEN_ARCHIEF_MAP", "")

# Identity: one OIDC broker for employees and one for customers (DigiD, eHerkenning, eIDAS behind it).
# The demo is its own provider, asked over the loopback.
_SIMULATOR = f"http://127.0.0.1:{PORT}/simulator" if DEMO else ""
OIDC_MEDEWERKERS = os.environ.get("GEHOLPEN_OIDC_MEDEWERKERS", "") or (_SIMULATOR and f"{_SIMULATOR}/medewerkers")
OIDC_KLANTEN = os.environ.get("GEHOLPEN_OIDC_KLANTEN", "") or (_SIMULATOR and f"{_SIMULATOR}/klanten")
OIDC_CLIENT_ID = os.environ.get("GEHOLPEN_OIDC_CLIENT_ID", "geholpen")
OIDC_CLIENT_SECRET = os.environ.get("GEHOLPEN_OIDC_CLIENT_SECRET", "") or derive(GEHEIM, "oidc").hex()
# An employee's second factor shows in `amr` (mfa, otp) or in one of these values of `acr`.
OIDC_MFA_ACR = _list("GEHOLPEN_OIDC_MFA_ACR")
# The lowest level a customer may log in with: basis, midden, substantieel, hoog.
OIDC_KLANT_NIVEAU = os.environ.get("GEHOLPEN_OIDC_KLANT_NIVEAU", "midden")

# Agendas of others for the counter: "client:secret" of JCC-Afspraken, "user:password" of Qmatic Orchestra.
JCC_SLEUTEL = os.environ.get("GEHOLPEN_JCC_SLEUTEL", "")
QMATIC_SLEUTEL = os.environ.get("GEHOLPEN_QMATIC_SLEUTEL", "")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "regel": {
            "class": "geholpen.platform.bsn.ZonderBsn",  # no BSN in any line, with the trace of an error
            "format": "{asctime} {levelname} {name} {message}",
            "style": "{",
        }
    },
    "handlers": {"uit": {"class": "logging.StreamHandler", "formatter": "regel"}},
    "root": {"handlers": ["uit"], "level": os.environ.get("GEHOLPEN_LOGNIVEAU", "INFO")},
    "loggers": {"procrastinate": {"level": "WARNING"}, "httpx": {"level": "WARNING"}, "pikepdf": {"level": "WARNING"}},
}
