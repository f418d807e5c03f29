"""Reading messy spreadsheets into a plan. Free of Qt and of the database."""
