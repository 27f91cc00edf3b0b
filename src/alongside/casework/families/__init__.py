"""What the family's own side of a case is made of, beside its rules, operations and pages."""
