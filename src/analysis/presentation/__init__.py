"""How figures look: charts, tables, sentences and sources on a page; nothing here computes a figure."""
