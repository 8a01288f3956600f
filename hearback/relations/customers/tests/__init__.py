"""Tests of customers: through the analyst's page, the form, the status page and the shop's API."""
