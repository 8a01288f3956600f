"""The page on which somebody who applied finds links to pass on, and who came by them."""
