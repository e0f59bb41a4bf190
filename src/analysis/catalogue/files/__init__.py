"""The official releases in the folder of downloads: which there are, what each holds, and what it calls itself."""
