"""How Django itself writes dates and numbers; see FORMAT_MODULE_PATH."""
