"""Law as it stands on paper: its lines read to levels, and levels set in lines again."""
