"""Addresses of chats as people paste them: only services we know, sealed, never shown again."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from django.conf import settings
from django.utils.translation import gettext as _

from hearback.kit import vault
from hearback.kit.errors import Invalid

if TYPE_CHECKING:
    from collections.abc import Mapping

    from apprise.plugins.base import NotifyBase

    from hearback.channels.models import Chat

VAULT: Final = "chats"
LONGEST: Final = 1000
FIELD: Final = "chat"
# Everything else apprise could carry to (files, logs, scripts, mail, texts) is none of our chats.
SERVICES: Final[Mapping[str, str]] = {
    "slack": "Slack",
    "workflow": "Microsoft Teams",
    "workflows": "Microsoft Teams",
    "mmost": "Mattermost",
    "mmosts": "Mattermost",
    "rocket": "Rocket.Chat",
    "rockets": "Rocket.Chat",
    "discord": "Discord",
    "gchat": "Google Chat",
    "matrix": "Matrix",
    "matrixs": "Matrix",
    "ntfy": "ntfy",
    "ntfys": "ntfy",
    "zulip": "Zulip",
}
# For trying things out, never at real work: it would post to any address there is.
_IN_DEMO: Final[Mapping[str, str]] = {"json": "JSON", "jsons": "JSON"}
_ALSO_CALLED: Final[Mapping[str, str]] = {
    "mattermost": "mmosts",
    "rocketchat": "rockets",
    "googlechat": "gchat",
    "ntfy.sh": "ntfys",
}
# As Mattermost shows them; apprise knows them only at hosts that are called so.
_MATTERMOST: Final = re.compile(r"https://[^/?#@]+(/[^?#]*)?/hooks/[a-z0-9]{26}/?")
# Microsoft ended these; what is in their place makes an address that begins with https://.
_ENDED: Final = ("msteams://", ".webhook.office.com/", "outlook.office.com/webhook")
# What may stand behind the ? of an address. Templates and pictures would be read from anywhere.
_ASKED: Final = {"key", "token", "api-version", "sp", "sv", "sig", "to", "channel", "mode", "id"}


def service_name(service: str) -> str:
    """What people call a service that is stored by its scheme."""
    return SERVICES.get(service) or _IN_DEMO.get(service) or service


def check_chat(typed: str) -> tuple[str, str]:
    """The service and the address of what somebody pasted, such as ``slack``, ``https://…``.

    Raises Invalid, on the field `chat`, in a sentence that does not repeat the address.
    """
    address = typed.strip()
    if any(ended in address for ended in _ENDED):
        raise _wrong(
            _(
                "Microsoft has ended these addresses. In Teams, make a workflow that posts to a"
                " chat when a webhook request comes, and paste its address."
            )
        )
    scheme, mark, rest = address.partition("://")
    scheme = _ALSO_CALLED.get(scheme.lower(), scheme.lower())
    if len(address) > LONGEST or not mark or not address.isprintable() or " " in address:
        raise _wrong(_no_chat())
    if scheme != "https" and scheme not in _known():
        raise _wrong(_no_chat())
    address = f"{'mmosts' if _MATTERMOST.fullmatch(address) else scheme}://{rest}"
    return str(_reads(address)["schema"]), address


def plugin_of(address: str) -> NotifyBase:
    """What carries to a chat. Raises Invalid when that address cannot be used (any more)."""
    from apprise import Apprise, AppriseAsset, PersistentStoreMode  # noqa: PLC0415  large

    asset = AppriseAsset(
        async_mode=False,
        plugin_paths=None,
        storage_mode=PersistentStoreMode.MEMORY,
        allow_templates=False,
        http_redirects=False,
        app_id="Hearback",
        image_url_mask="",
        image_url_logo="",
    )
    plugin = Apprise.instantiate(_reads(address), asset=asset)
    if plugin is None:
        raise _wrong(_no_chat())
    if len(plugin) != 1:
        raise _wrong(_("This address names several chats. Give one that only you read."))
    return plugin


def sealed(address: str) -> str:
    """The address as it is stored."""
    return vault.hide(VAULT, address)


def opened(chat: Chat) -> str:
    """The address of a chat. Raises vault.Lost when the installation's key is another now."""
    return vault.reveal(VAULT, chat.sealed)


def _known() -> set[str]:
    return set(SERVICES) | (set(_IN_DEMO) if settings.HEARBACK_DEMO else set())


def _reads(address: str) -> dict[str, object]:
    """The parts of an address as apprise reads them. Raises Invalid for what it must not carry."""
    from apprise import plugins  # noqa: PLC0415

    parts = plugins.url_to_dict(address)  # type: ignore[no-untyped-call]
    if not parts or parts["schema"] not in _known():
        raise _wrong(_no_chat())
    asked = {name.lower() for name in parts.get("qsd") or {}}
    if odd := sorted(asked - _ASKED):
        words = _("Leave “%(name)s” out of this address: we do not follow it.")
        raise _wrong(words % {"name": odd[0][:40]})
    return dict(parts)


def _no_chat() -> str:
    return _(
        "This is not the address of a chat we know. Paste the webhook address of Slack, Teams,"
        " Mattermost, Rocket.Chat, Discord, Google Chat, Matrix, ntfy or Zulip."
    )


def _wrong(sentence: str) -> Invalid:
    return Invalid(sentence, {FIELD: sentence})
