"""Being alone with an application while its candidate changes something about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hearback.pipeline.models import Application

if TYPE_CHECKING:
    from django.db.models import QuerySet


def lock(application: Application) -> Application:
    """The application as it is now, held until the transaction ends.

    It is locked first and read afterwards: a locking read that joins other tables would, after
    waiting for somebody, compare the new row with the old neighbours and might find nothing.
    """
    held: QuerySet[Application] = Application.objects.select_for_update(no_key=True)
    pk = held.values_list("pk", flat=True).get(pk=application.pk)
    return Application.objects.select_related("opening", "candidate", "owner").get(pk=pk)
