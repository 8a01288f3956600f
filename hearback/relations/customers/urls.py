"""Addresses of customers, under the desk."""

from django.urls import path

from hearback.relations.customers.views import customers, shop

app_name = "customers"
urlpatterns = [
    path("insights/customers/", customers.customers, name="customers"),
    path("insights/customers/<uuid:public_id>/broken.csv", customers.broken, name="broken"),
    path("settings/shop/", shop.shop, name="shop"),
    path("settings/shop/<slug:kind>/end/", shop.end, name="shop_end"),
]
