"""Who and where: names of people, bodies and places, and what stands for them."""
