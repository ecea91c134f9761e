"""Files out: tables of orders in the formats spreadsheets read."""
