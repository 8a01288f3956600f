"""Packs: what each side hopes for and worries about, told to the other before they meet."""
