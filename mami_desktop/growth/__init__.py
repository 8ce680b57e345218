"""Growth of infants by the WHO Child Growth Standards: pure arithmetic on given facts."""
