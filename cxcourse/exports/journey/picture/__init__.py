"""A journey as a picture: measured, laid out for a slide, drawn as SVG."""
