"""Settings pages of the resource library and of the reasons for a no."""

# In work: the settings pages (resources, reasons) are being written by another colleague right now.
