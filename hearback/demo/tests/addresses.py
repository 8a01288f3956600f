"""All addresses with the demo's, as when HEARBACK_DEMO is on."""

from django.urls import include, path

from hearback.urls import urlpatterns as usual

urlpatterns = [*usual, path("demo/", include("hearback.demo.urls"))]
