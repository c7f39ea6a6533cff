"""What a web worker serves."""

from django.core.wsgi import get_wsgi_application

from geholpen.config.vertaling import ensure_all

ensure_all()
application = get_wsgi_application()
