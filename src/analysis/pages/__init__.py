"""What `analysis.Page` is made of: its loading, its assessments, and notices of what is missing."""
