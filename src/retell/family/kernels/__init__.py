"""What is compiled: loops over the bytes and hashes of many texts at once."""
