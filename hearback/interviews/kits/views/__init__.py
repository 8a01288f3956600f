"""The pages of kits, scorecards and debriefs, under the desk."""
