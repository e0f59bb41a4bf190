"""An executed notebook as a page to be sent: what of it is shown, its head and sections, as HTML and as PDF."""
