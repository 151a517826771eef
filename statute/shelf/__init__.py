"""Laws kept in a database: imported from files, found by citation, name or words, as of any date."""
