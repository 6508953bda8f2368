"""Fast code on numpy and shapely arrays: arrays in, arrays out, no tables, no plans."""
