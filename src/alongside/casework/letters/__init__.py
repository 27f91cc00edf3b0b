"""What letters are made of, beside their rules, operations and pages."""
