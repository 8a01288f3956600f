"""What the team's pages leave to a worker."""

from procrastinate.contrib.django import app

from hearback.kit import clock
from hearback.team import actions, queries


@app.task(name="team.send_password_link", queue="letters")
def send_password_link(member_id: int) -> None:
    """Send a password link; 0 stands for an address nobody has.

    The page leaves this to a worker in either case, so that its answer takes as long for a known
    address as for an unknown one.
    """
    member = queries.member_by_id(member_id)
    if member is not None:
        actions.send_password_link(member, now=clock.now())
