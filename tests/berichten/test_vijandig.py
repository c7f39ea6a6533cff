"""Hostile mail as it is stored (attack cases A1 and A2): inert, nothing fetched, the text readable."""

from __future__ import annotations

import re
from collections.abc import Iterator

import psycopg
import pytest
from django.db import connections

from tests.berichten.post import Post, mail

HOSTILE = {
    "script": "<script>alert(1)</script>",
    "handler": '<p onclick="alert(1)" onmouseover=alert(1)>x</p>',
    "img-error": '<img src="x" onerror="alert(1)">',
    "javascript-link": '<a href="javascript:alert(1)">x</a>',
    "javascript-hidden": '<a href="java&#10;script:alert(1)">x</a><a href=" &#14; javascript:alert(1)">y</a>',
    "data-link": '<a href="data:text/html;base64,PHNjcmlwdD4=">x</a>',
    "vbscript": '<a href="vbscript:msgbox(1)">x</a>',
    "svg": '<svg><script>alert(1)</script><a xlink:href="javascript:alert(1)">x</a></svg>',
    "svg-style": '<svg></p><style><a id="</style><img src=1 onerror=alert(1)>">',
    "math": '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
    "mxss-noscript": '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    "mxss-textarea": '<textarea><p title="</textarea><img src=x onerror=alert(1)>">',
    "mxss-title": '<title><p title="</title><img src=x onerror=alert(1)>">',
    "template": "<template><img src=x onerror=alert(1)></template>",
    "css-expression": '<p style="width: expression(alert(1)); behavior: url(x.htc)">x</p>',
    "css-url": '<p style="background: url(https://volg.elders.example/p.gif)">x</p>',
    "css-import": '<style>@import "https://volg.elders.example/a.css";</style>',
    "css-escape": r'<p style="background: \75rl(https://volg.elders.example/p.gif)">x</p>',
    "form": '<form action="https://volg.elders.example/"><input name="a"><button>Log in</button></form>',
    "base": '<base href="https://volg.elders.example/">',
    "meta": '<meta http-equiv="refresh" content="0;url=https://volg.elders.example/">',
    "link": '<link rel="stylesheet" href="https://volg.elders.example/a.css">',
    "iframe": '<iframe src="https://volg.elders.example/" srcdoc="<script>alert(1)</script>"></iframe>',
    "object": '<object data="https://volg.elders.example/x.swf"></object><embed src="x.swf">',
    "pixel": '<img src="https://volg.elders.example/p.gif" width="1" height="1">',
    "srcset": '<img srcset="https://volg.elders.example/p.gif 2x">',
    "picture": '<picture><source srcset="https://volg.elders.example/p"><img src="//volg.elders.example/p"></picture>',
    "video": '<video poster="https://volg.elders.example/p.gif" src="https://volg.elders.example/v"></video>',
    "background": '<table background="https://volg.elders.example/p.gif"><tr><td>x</td></tr></table>',
    "clobber": '<p id="app" name="app" class="knop">x</p>',
    "comment": "<!--><img src=x onerror=alert(1)>-->",
    "unclosed": "<img src=x onerror=alert(1) ",
    "cdata": "<![CDATA[<script>alert(1)</script>]]>",
}
NEVER = re.compile(
    r"<\s*(script|style|svg|math|iframe|object|embed|form|input|button|base|meta|link|template|noscript|textarea|title"
    r"|video|audio|source|picture)\b|\son\w+\s*=|\s(id|class|name|srcset|background|poster|srcdoc|action)\s*="
    r"|(java|vb)script:|(href|src)\s*=\s*[\"']?\s*data:|expression\s*\(|url\s*\(|@import|behavior",
    re.IGNORECASE,
)
FETCHES = re.compile(r"<[^>]*\b(src|background|poster|srcset)\s*=\s*[\"']?\s*(https?:)?//", re.IGNORECASE)


@pytest.fixture(scope="module")
def opgeslagen(admin_url, _leegmaker, django_db_blocker) -> Iterator[dict[str, dict]]:
    """What is stored of each hostile mail."""
    with django_db_blocker.unblock(), psycopg.connect(admin_url, autocommit=True) as db:
        post = Post(db)
        try:
            yield {naam: post.bericht(post.bring(_mail(stuk))) for naam, stuk in HOSTILE.items()}
        finally:
            connections.close_all()
            _leegmaker.empty()


def _mail(stuk: str) -> bytes:
    return mail(f"<html><body><p>Goedemiddag</p>{stuk}<p>Groeten</p></body></html>", html=True)


@pytest.mark.parametrize("naam", HOSTILE)
@pytest.mark.geval("A1")
def test_what_is_stored_is_inert_and_readable(opgeslagen, naam):
    stored, tekst = opgeslagen[naam]["html_veilig"], opgeslagen[naam]["tekst"]
    assert "Goedemiddag" in stored and "Goedemiddag" in tekst
    assert not NEVER.search(_tags_only(stored)), stored
    assert not FETCHES.search(stored), stored


def _tags_only(html: str) -> str:
    """Tags with their attributes; what became text (&lt;script&gt;) is harmless, and values lose their entities."""
    return " ".join(re.findall(r"<[^>]*>", html))


@pytest.mark.geval("A2")
def test_remote_images_are_counted_so_that_a_person_can_ask_for_them(post):
    bericht = post.bericht(post.bring(mail(HOSTILE["pixel"] + "<p>x</p>", html=True)))
    assert bericht["externe_beelden"] == 1


@pytest.mark.geval("A15")
def test_hostile_names_of_attachments_are_stored_harmless(post):
    deel = (
        "--g\r\nContent-Type: text/plain\r\n\r\nZie bijlage.\r\n--g\r\nContent-Type: image/jpeg\r\n"
        'Content-Disposition: attachment; filename="../../\u200b.htaccess"\r\n\r\n'
        "<html><script>1</script></html>\r\n--g--"
    )
    envelop = post.bring(mail(deel, Content_Type="multipart/mixed; boundary=g"))
    bijlage = post.one(
        "SELECT naam, herkend_type, waarschuwing FROM bijlage WHERE bericht_id = %s", envelop["bericht_id"]
    )
    assert not bijlage["naam"].startswith(".")
    assert not {"/", "\u200b"} & set(bijlage["naam"])
    assert bijlage["waarschuwing"]


def test_a_mail_that_takes_too_long_is_set_apart_and_the_rest_goes_on(post, settings):
    settings.LEESTIJD = 0.3
    regels = "begin 644 x\r\n" + ("M" + "A" * 60 + "\r\n") * 390_000  # seconds of decoding, within every other limit
    traag = post.bring(mail(regels, Content_Transfer_Encoding="x-uuencode"))
    assert traag["staat"] == "kwarantaine"
    assert "duurde te lang" in traag["uitleg"]
    assert post.bring(mail())["staat"] == "verwerkt"
