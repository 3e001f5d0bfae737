"""The local web page that shows and tailors letters."""
