"""Rights in a real browser: consent that counts at the next read, a correction that is carried out and passed on."""

from __future__ import annotations

import re

import psycopg
import pytest
from playwright.sync_api import expect

from tests import cast
from tests.a11y.test_bladzijden import judge
from tests.stories.beeld import picture
from tests.stories.mensen import Mensen
from tests.stories.stad import Stad
from tests.stories.test_zonder_script import find
from tests.storingen.proces import wait_until

pytestmark = [pytest.mark.browser, pytest.mark.slow]
PANEL = "Meedoen aan het inwonerspanel"


def test_consent_is_given_seen_and_stopped_and_counts_at_the_next_read(stad: Stad, mensen: Mensen):
    wrong: list[str] = []
    lotte = mensen.klant(cast.LOTTE)
    lotte.goto("/mijn/vraag/nieuw/")
    expect(lotte.get_by_role("option", name="Paspoort").first).to_be_attached()
    expect(lotte.get_by_role("option", name=PANEL)).to_have_count(0)
    lotte.goto("/mijn/rechten/")
    expect(lotte.get_by_role("heading", name=PANEL)).to_be_visible()
    assert lotte.locator("input[name^=antwoord]:checked").count() == 0
    lotte.get_by_role("button", name=f"Antwoord bewaren: {PANEL}").click()
    wrong += judge(lotte, "toestemming zonder antwoord")
    lotte.get_by_label("Ja", exact=True).check()
    lotte.get_by_role("button", name=f"Antwoord bewaren: {PANEL}").click()
    expect(lotte.get_by_text(re.compile("U zei ja op"))).to_be_visible()
    wrong += judge(lotte, "toestemming gegeven")

    lotte.goto("/mijn/vraag/nieuw/")
    lotte.get_by_label("Waar gaat uw vraag over?").select_option(label=PANEL)
    lotte.get_by_label("Uw vraag", exact=True).fill("Ik doe graag mee, ook over de Turfkade.")
    lotte.get_by_role("button", name="Versturen", exact=True).click()
    nummer = re.search(r"WD-[0-9A-Z]{4}-[0-9A-Z]{4}", lotte.locator("main").inner_text())
    assert nummer is not None
    jolanda = mensen.medewerker(cast.JOLANDA)
    find(jolanda, nummer[0])
    expect(jolanda.locator("#gesprek")).to_contain_text("ook over de Turfkade")
    vraag = jolanda.url

    lotte.goto("/mijn/rechten/")
    lotte.get_by_role("button", name=f"Stoppen: {PANEL}").click()
    expect(lotte.get_by_text("Uw toestemming is gestopt.")).to_be_visible()
    answer = jolanda.goto(vraag)
    assert answer is not None and answer.status == 403
    expect(jolanda.get_by_text("De klant gaf hiervoor geen toestemming")).to_be_visible()
    assert "Turfkade" not in jolanda.content()
    wrong += judge(jolanda, "zonder toestemming")
    assert wrong == []


def test_a_curator_answers_for_somebody_who_sees_it_and_stops_it(stad: Stad, mensen: Mensen):
    wrong: list[str] = []
    hilde, romy = mensen.klant(cast.HILDE), mensen.klant(cast.ROMY)
    naam = cast.ROMY.weergavenaam
    hilde.goto("/mijn/namens/")
    expect(hilde.get_by_role("heading", name=f"Toestemming: {PANEL}")).to_have_count(1)
    assert hilde.locator("input[name^=antwoord]:checked").count() == 0
    hilde.get_by_role("button", name=f"Antwoord bewaren voor {naam}: {PANEL}").click()
    expect(hilde.get_by_text("Kies ja of nee.").first).to_be_visible()
    wrong += judge(hilde, "voor een ander, zonder antwoord")
    picture(hilde, "namens_fout_1280")
    hilde.get_by_label("Ja", exact=True).check()
    hilde.get_by_role("button", name=f"Antwoord bewaren voor {naam}: {PANEL}").click()
    expect(hilde.get_by_text(f"U zei ja voor {naam} op")).to_be_visible()
    wrong += judge(hilde, "voor een ander, gegeven")
    picture(hilde, "namens_gegeven_1280")
    hilde.set_viewport_size({"width": 390, "height": 2400})
    picture(hilde, "namens_gegeven_390")

    romy.goto("/mijn/rechten/")
    expect(romy.get_by_text("Uw curator zei ja voor u op")).to_be_visible()
    wrong += judge(romy, "door de curator gegeven")
    picture(romy, "rechten_romy_1280")
    romy.goto("/mijn/inzage/")
    expect(romy.get_by_text("Voor een ander antwoord gegeven op de vraag om toestemming").first).to_be_visible()
    romy.goto("/mijn/rechten/")
    romy.get_by_role("button", name=f"Stoppen: {PANEL}").click()
    expect(romy.get_by_text("Uw toestemming is gestopt.")).to_be_visible()

    hilde.reload()
    expect(hilde.get_by_text(f"{naam} stopte de toestemming zelf op")).to_be_visible()
    assert wrong == []


def test_an_address_is_corrected_and_the_citizen_sees_who_knows(stad: Stad, mensen: Mensen):
    wrong: list[str] = []
    roos, carlijn = mensen.klant(cast.ROOS), mensen.medewerker(cast.CARLIJN)
    roos.goto("/mijn/rechten/vragen/correctie/")
    wrong += judge(roos, "wat klopt er niet")
    roos.get_by_role("link", name="Uw adres").first.click()
    roos.get_by_label("Postcode").fill("99")
    roos.get_by_role("button", name="Verzoek versturen").click()
    expect(roos.get_by_text("Een postcode heeft vier cijfers en twee letters").first).to_be_visible()
    wrong += judge(roos, "adres met fout")
    roos.get_by_label("Postcode").fill("9999 CD")
    roos.get_by_label("Huisnummer").fill("70")
    roos.get_by_role("button", name="Verzoek versturen").click()
    expect(roos.get_by_text("Wij hebben uw verzoek ontvangen.")).to_be_visible()
    verzoek = roos.url
    carlijn.goto("/beheer/rechten/")
    carlijn.get_by_role("link", name="Verzoek om te verbeteren").first.click()
    expect(carlijn.get_by_text("9999 CD").first).to_be_visible()
    carlijn.locator("input[name=deel_3][value=toegewezen]").check()
    carlijn.locator("input[name=uitkomst][value=toegewezen]").check()
    carlijn.get_by_label("Uitleg voor de klant").fill("U heeft gelijk. Wij veranderen het.")
    carlijn.get_by_role("button", name="Besluit vastleggen").click()
    expect(carlijn.get_by_text("Uw besluit is vastgelegd.")).to_be_visible()
    with psycopg.connect(stad.admin_url, autocommit=True) as db:

        def corrected() -> bool:
            return (
                db.execute("SELECT 1 FROM adres WHERE huisnummer = 70 AND postcode = '9999 CD'").fetchone() is not None
            )

        wait_until(corrected, 60, "the worker to carry it out")
    carlijn.reload()
    expect(carlijn.get_by_role("heading", name="Wie het moet weten")).to_be_visible()
    wrong += judge(carlijn, "verbeterd, bij de privacy officer")
    roos.goto(verzoek)
    expect(roos.get_by_role("heading", name="Aan wie wij dit vertelden")).to_be_visible()
    wrong += judge(roos, "verbeterd, in Mijn")
    assert wrong == []
