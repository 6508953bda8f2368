"""From tables of corners to shapes: reading what a decision prints, proposing the grid, saying what is doubtful."""
