"""Every page in a real browser: accessible, keyboard-led, light, whole at every width."""
