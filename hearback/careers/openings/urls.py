"""Addresses of writing and running an opening; the desk includes them under its own name."""

from django.urls import path

from hearback.careers.openings import views

urlpatterns = [
    path("new/", views.new, name="opening_new"),
    path("<slug:slug>/edit/", views.edit, name="opening_edit"),
    path("<slug:slug>/preview/", views.preview, name="opening_preview"),
    path("<slug:slug>/publish/", views.publish, name="opening_publish"),
    path("<slug:slug>/pause/", views.pause, name="opening_pause"),
    path("<slug:slug>/resume/", views.resume, name="opening_resume"),
    path("<slug:slug>/drop/", views.drop, name="opening_drop"),
]
