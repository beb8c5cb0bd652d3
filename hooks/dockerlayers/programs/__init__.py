"""What is known of the programs that commands call: names, options, what they wrap. Facts, and no words."""
