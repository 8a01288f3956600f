"""The order in which rows are locked: application, conversation, then their promises, always."""

from __future__ import annotations

from hearback.pipeline.models import Application, Conversation


def lock_application(pk: int | None) -> None:
    """Lock an application for this transaction; None is about none and locks nothing.

    Closing a promise makes the no-black-hole trigger lock its application at commit. An act that
    held the promise by then, while another held the application and wanted the promise, would
    wait for it for ever. So whoever closes a promise comes here first.
    """
    if pk is not None:
        list(Application.objects.select_for_update(no_key=True).filter(pk=pk).values_list("pk"))


def lock_conversation(pk: int | None) -> None:
    """Lock a conversation for this transaction, after its application and before its promises."""
    if pk is not None:
        list(Conversation.objects.select_for_update(no_key=True).filter(pk=pk).values_list("pk"))
