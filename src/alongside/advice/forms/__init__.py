"""What is asked for when advice is asked for, answered and checked."""
