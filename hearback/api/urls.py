"""Addresses for other machines; every one checks who is speaking before it listens."""

from django.urls import path

from hearback.api import mail, mail_events, offers, reviews, shop, sms

app_name = "api"
urlpatterns = [
    path("reviews/", reviews.told, name="reviews"),
    path("sms/", sms.heard, name="sms_heard"),
    path("sms/<uuid:message_id>/", sms.reported, name="sms_report"),
    path("offers/redeemed/", offers.redeemed, name="offers_redeemed"),
    path("mail-events/", mail_events.reported, name="mail_events"),
    path("shop/", shop.ours, name="shop"),
    path("shop/shopify/", shop.shopify, name="shop_shopify"),
    path("mail/postmark/", mail.postmark, name="mail_postmark"),
    path("mail/mailgun/", mail.mailgun, name="mail_mailgun"),
]
