"""What is asked on the pages of audits and learning."""
