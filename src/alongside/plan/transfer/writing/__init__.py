"""Writing what a file says into the records, and leaving alone what people did."""
