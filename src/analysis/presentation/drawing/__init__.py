"""The figure of a chart: its axes and pictures, how they look, and what they show in words."""
