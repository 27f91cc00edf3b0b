"""What is asked for in casework."""
