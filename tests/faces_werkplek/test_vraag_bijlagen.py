"""What a mail brings along on the page of its question: markup, pictures and files."""

from __future__ import annotations

from base64 import b64decode
from email.message import EmailMessage

from tests import cast
from tests.faces_werkplek.bureau import ONS, Bureau, first_vraag, mail, plain, post


def _bericht(van: str, onderwerp: str, nummer: str, tekst: str) -> EmailMessage:
    """A mail to us, to which something can be added."""
    bericht = EmailMessage()
    bericht["From"], bericht["To"], bericht["Subject"], bericht["Message-ID"] = van, ONS, onderwerp, nummer
    bericht.set_content(tekst)
    return bericht


def test_markup_of_a_mail_is_shown_in_a_frame_that_may_do_nothing(jolanda, stad):
    mail(
        "Hallo",
        "Container niet geleegd",
        html="<p onclick='x()'>Hallo <b>daar</b></p><script>alert(1)</script><img src='https://volg.example/1.png'>",
    )
    vraag = first_vraag(jolanda.get("postvak"))
    html = jolanda.get("vraag", *vraag)
    assert "1 afbeelding van buiten weggelaten" in plain(html)
    assert "<iframe" in html
    assert "sandbox" in html
    (frame,) = {part.split('"')[0] for part in html.split('src="') if "/bericht/" in part.split('"')[0]}
    answer = jolanda.client.get(frame)
    assert answer.status_code == 200
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    body = answer.content.decode()
    assert "<b>daar</b>" in body
    assert "script" not in body
    assert "volg.example" not in body


def test_pictures_in_a_mail_come_along_where_the_purpose_gives_documents(jolanda, stad):
    bericht = _bericht(cast.SAMIRA.mail, "Kunt u even kijken", "<beeld@mail.example>", "Zie de foto")
    bericht.add_alternative('<p>Zie <img src="cid:foto1"></p>', subtype="html")
    png = b64decode(b"iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")
    bericht.get_payload()[1].add_related(png, "image", "png", cid="<foto1>")
    post(bericht.as_bytes())
    vraag = first_vraag(jolanda.get("postvak"))
    html = jolanda.get("vraag", *vraag)
    frame = next(part.split('"')[0] for part in html.split('src="') if "/bericht/" in part.split('"')[0])
    body = jolanda.client.get(frame).content.decode()
    assert "cid:" not in body
    assert 'src="data:image/png;base64,' in body


def test_attachments_that_are_held_back_are_told_with_the_reason(jolanda, stad):
    bericht = _bericht(
        "onbekende@elders.example",
        "Bezwaar tegen de aanslag gemeentelijke belasting",
        "<dicht@mail.example>",
        "Zie de bijlagen",
    )
    for naam in ("aanslag.pdf", "foto.pdf"):
        bericht.add_attachment(b"%PDF-1.4 inhoud", maintype="application", subtype="pdf", filename=naam)
    post(bericht.as_bytes())
    vraag = first_vraag(jolanda.get("postvak"))
    jolanda.post("doen", *vraag, "onderwerp", onderwerp="gemeentebelasting")
    html = jolanda.get("vraag", *vraag)
    assert "2 bijlagen die u nu niet ziet" in html
    assert "Controleer eerst wie de klant is." in html
    assert "?doe=identiteit#doen" in html
    assert "aanslag.pdf" not in html


def test_an_attachment_comes_as_a_file_and_a_dangerous_one_is_named(jolanda, stad):
    bericht = _bericht(cast.SAMIRA.mail, "Kunt u even kijken", "<bijlage@mail.example>", "Zie de bijlagen")
    bericht.add_attachment(b"%PDF-1.4 inhoud", maintype="application", subtype="pdf", filename="huurcontract é.pdf")
    bericht.add_attachment(b"MZ\x90\x00", maintype="application", subtype="octet-stream", filename="foto.jpg.exe")
    post(bericht.as_bytes())
    vraag = first_vraag(jolanda.get("postvak"))
    html = jolanda.get("vraag", *vraag)
    assert "huurcontract é.pdf" in html
    assert "gh-melding--let-op" in html
    urls = [part.split('"')[0] for part in html.split('href="') if "/bijlage/" in part.split('"')[0]]
    files = [jolanda.client.get(url) for url in urls]
    assert {f.content for f in files} == {b"%PDF-1.4 inhoud", b"MZ\x90\x00"}
    for file in files:
        assert file["Content-Disposition"].startswith("attachment")
        assert file["X-Content-Type-Options"] == "nosniff"
        assert file["Content-Type"] == "application/octet-stream"
    stranger = Bureau(cast.BRAM.code).client.get(urls[0])
    assert stranger.status_code == 403
