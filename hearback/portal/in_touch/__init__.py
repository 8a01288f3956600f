"""The page on which whoever was told no may ask to hear of openings."""
