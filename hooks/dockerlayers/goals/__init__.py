"""What an exercise asks for, so that it can be judged: not by a solution, but by what a Dockerfile makes."""
