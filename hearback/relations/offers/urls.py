"""The addresses of offers: the desk's pages, and the page for a till."""

from django.urls import path

from hearback.relations.offers.views import codes, pools, till, tills

app_name = "offers"
_pool = "desk/offers/<uuid:public_id>/"
urlpatterns = [
    path("till/<str:token>/", till.till, name="till"),
    path("desk/offers/", pools.pools, name="pools"),
    path("desk/offers/new/", pools.pool_new, name="pool_new"),
    path("desk/offers/redeemed/", codes.redeemed, name="redeemed"),
    path("desk/offers/tills/", tills.tills, name="tills"),
    path("desk/offers/tills/<uuid:public_id>/revoke/", tills.revoke, name="revoke"),
    path(_pool, pools.pool, name="pool"),
    path(f"{_pool}codes/", codes.codes, name="codes"),
    path(f"{_pool}state/", pools.state, name="state"),
]
