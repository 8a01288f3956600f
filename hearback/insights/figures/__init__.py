"""The figures of the pages: from counts to what is drawn, said and tabled."""
