"""Layout, components, form fields, error pages and the one clock door. No records of its own."""
