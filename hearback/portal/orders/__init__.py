"""What a candidate orders to be kept confidential, on pages opened by their own link."""
