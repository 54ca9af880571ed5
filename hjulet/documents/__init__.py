"""One Report out: HTML, PDF, charts and the sealed edition. Never Django."""
