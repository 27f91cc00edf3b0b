"""What an EHC plan is made of, beside its rules, operations and pages."""
