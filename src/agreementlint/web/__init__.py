"""The local web page: a file goes in, its report comes out, and nothing is kept."""
