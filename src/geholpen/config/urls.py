"""Every address of the product."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

import geholpen.faces.api.autorisatie.wegwijzer as wegwijzer
import geholpen.faces.api.schema.view as schema
import geholpen.faces.brief.view as brief
import geholpen.faces.gezond as gezond
import geholpen.faces.scherm.view as scherm
import geholpen.faces.snelweg.view as snelweg
import geholpen.faces.vast as vast
import geholpen.faces.verder.inlog as inlog
import geholpen.faces.verder.view as verder
import geholpen.faces.zegel.view as zegel
import geholpen.faces.zuil.view as zuil

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("geholpen.faces.inloggen.urls")),
    path("mijn/", include("geholpen.faces.mijn.urls")),
    path("chat/", include("geholpen.faces.chat.urls")),
    path("werkplek/", include("geholpen.faces.werkplek.urls")),
    path("beheer/", include("geholpen.faces.beheer.urls")),
    path("brief/<str:sleutel>", brief.view, name="brief"),
    path("verder/<str:token>/", verder.view, name="verder"),
    path("verder/<str:token>/inloggen/", inlog.view, name="verder_inloggen"),
    path("kanaal/", include("geholpen.faces.kanalen.urls")),
    path("verwerkingen/", include("geholpen.faces.verwerkingen.urls")),
    path("weg/", snelweg.weg, name="snel_weg"),
    path("vandaag/", snelweg.vandaag, name="vandaag"),
    path("wachtruimte/<slug:locatie>/", scherm.view, name="scherm"),
    path("zuil/<slug:locatie>/<slug:sleutel>/", zuil.view, name="zuil"),
    path("gezond", gezond.view, name="gezond"),
    path("zegel/", zegel.view, name="zegel"),
    path("zegel.json", zegel.als_json, name="zegel-json"),
    path("robots.txt", vast.robots, name="robots"),
    *(
        path(f"{pad}/schema/", schema.view, {"interface": f"/{pad}/"}, name=f"schema-{naam}")
        for naam, pad in {
            "klantinteracties": "klantinteracties/api/v1",
            "contactgegevens": "contactgegevens/api/v1",
            "ldv": "ldv/api/v1",
            "verwerkingenlogging": "verwerkingenlogging/api/v1",
            "verwerkingeninzage": "verwerkingeninzage/api/v1",
            "authzen": "access/v1",
            "beslissingen": "beslissingen/api/v1",
        }.items()
    ),
    path(".well-known/authzen-configuration", wegwijzer.view, name="authzen"),
    path(".well-known/security.txt", vast.security, name="security"),
]
if settings.DEMO:
    urlpatterns += [
        path("simulator/", include("geholpen.adapters.koppelingen.identiteit.simulator.urls")),
        path("demo/brieven/", include("geholpen.packs.waterdam.brieven.urls")),
        path("demo/mobiel/", include("geholpen.packs.waterdam.mobiel.urls")),
        path("demo/post/", include("geholpen.packs.waterdam.postvak.urls")),
        path("demo/telefoon/", include("geholpen.packs.waterdam.bellen.urls")),
        path("demo/video/", include("geholpen.packs.waterdam.video.urls")),
        path("ui/", vast.galerij, name="galerij"),
        path("ui/<slug:naam>.html", vast.galerij, name="galerij-pagina"),
    ]

handler400 = "geholpen.faces.grens.bad_request"
handler403 = "geholpen.faces.grens.forbidden"
handler404 = "geholpen.faces.grens.not_found"
handler500 = "geholpen.faces.grens.server_error"
