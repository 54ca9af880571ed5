"""Files in: SIE, workbooks and csv become typed records and problems. Never Django."""
