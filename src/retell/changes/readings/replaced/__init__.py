"""What the evidence on replaced words amounts to, and what a learned judge makes of them."""
