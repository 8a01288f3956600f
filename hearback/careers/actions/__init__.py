"""Every write of the careers chapter, one file per verb."""

from hearback.careers.actions.submit import KeptFile, Submission, Submitted, submit_application

__all__ = ["KeptFile", "Submission", "Submitted", "submit_application"]
