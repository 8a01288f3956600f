"""The analyst's page of customers, and the administrator's of the shop's keys."""
