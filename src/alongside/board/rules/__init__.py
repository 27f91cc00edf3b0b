"""What the board may do and when: pure, dated facts in, decisions or refusals out."""
