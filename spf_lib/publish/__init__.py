"""How it goes out: editions, executed notebooks, the site."""
