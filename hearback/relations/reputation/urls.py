"""Addresses of public reviews, under the desk."""

from django.urls import path

from hearback.relations.reputation import views

app_name = "reputation"
urlpatterns = [
    path("reviews/", views.reviews, name="reviews"),
    path("reviews/new/", views.new, name="new"),
    path("reviews/file/", views.from_file, name="file"),
    path("reviews/terms/", views.terms, name="terms"),
    path("reviews/terms/key/", views.new_key, name="new_key"),
    path("reviews/causes/<int:pk>/offer/", views.offer_cause, name="offer_cause"),
    path("reviews/<uuid:public_id>/", views.review, name="review"),
]
