"""The parts of the JSON document: values, instructions, stages, and what depends on what."""
