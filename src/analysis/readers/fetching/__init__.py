"""Downloads of official releases from GOV.UK."""
