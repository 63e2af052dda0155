"""Reading from the network: public addresses alone, within caps on time and size."""
