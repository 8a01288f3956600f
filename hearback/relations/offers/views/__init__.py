"""The pages of offers, a file for each thing one comes for."""
