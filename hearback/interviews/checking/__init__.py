"""Is it still open? Asked before every interview; a job that stops stops its interviews."""
