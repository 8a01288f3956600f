"""What the web server calls for every request."""

import os
from importlib import import_module

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hearback.settings")
application = get_wsgi_application()
# Django would import every page at the first request, whose visitor would wait for it.
import_module(settings.ROOT_URLCONF)
