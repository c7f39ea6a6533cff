"""Addresses of the chat. No address holds a token or anything about a person."""

from django.urls import path

from geholpen.faces.chat import inloggen, pagina, v1

app_name = "chat"
urlpatterns = [
    path("v1/config", v1.config, name="config"),
    path("v1/start", v1.start, name="start"),
    path("v1/messages", v1.messages, name="messages"),
    path("v1/identify", v1.identify, name="identify"),
    path("v1/login", v1.login, name="login"),
    path("v1/typing", v1.typing, name="typing"),
    path("v1/read", v1.read, name="read"),
    path("v1/events", v1.events, name="events"),
    path("v1/end", v1.end, name="end"),
    path("v1/uploads", v1.uploads, name="uploads"),
    path("v1/files/<uuid:id>", v1.file, name="file"),
    path("v1/continue", v1.continue_, name="continue"),
    path("inloggen/", inloggen.inloggen, name="inloggen"),
    path("verder/<str:token>/", pagina.verder, name="verder"),
    path("<uuid:sleutel_id>/", pagina.pagina, name="pagina"),
]
