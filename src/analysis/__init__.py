"""What a notebook imports, and nothing else."""
