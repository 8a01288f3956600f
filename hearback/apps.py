"""Start-up: hands the plot to the ledger, the outbox and whoever reads our mail."""

from django.apps import AppConfig


class HearbackConfig(AppConfig):
    """The whole house; last of the installed apps, so that every room is ready."""

    name = "hearback"
    label = "hearback"

    def ready(self) -> None:
        """Tell the lower rooms what `story.py` wants of them."""
        from hearback import story  # noqa: PLC0415  models exist only now
        from hearback.answers import readiness  # noqa: PLC0415
        from hearback.careers import extras, friends  # noqa: PLC0415
        from hearback.channels import hooks  # noqa: PLC0415
        from hearback.feedback.circle import evidence  # noqa: PLC0415
        from hearback.inbox import thanks  # noqa: PLC0415
        from hearback.inbox.arrivals import plot as arrivals  # noqa: PLC0415
        from hearback.ledger import plot  # noqa: PLC0415

        plot.learn(story.WHEN)
        hooks.learn(
            before_sending=story.BEFORE_SENDING,
            accepted=story.ACCEPTED,
            undelivered=story.UNDELIVERED,
            stopped=story.STOPPED,
            returned=story.RETURNED,
            waiting=story.WAITING,
            minds=story.MINDS_BEFORE_SENDING,
            dresses=story.DRESSES,
        )
        arrivals.learn(
            apply=story.APPLY_BY_MAIL,
            ask=story.ASK_FOR_CV,
            heed=story.HEED_CALENDAR,
            word=story.HEED_WORD,
            text=story.HEED_TEXT,
        )
        readiness.learn(story.BEFORE_DECIDING)
        extras.learn(story.ALSO_ASKED)
        friends.learn(story.FRIEND_BEHIND)
        thanks.learn(story.THANKS)
        evidence.learn(points=story.WHAT_WAS_SEEN, met=story.WHO_WAS_MET)
