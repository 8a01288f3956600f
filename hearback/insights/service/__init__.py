"""Service quality: how we keep our word, by team, recruiter, interviewer, manager and client."""
