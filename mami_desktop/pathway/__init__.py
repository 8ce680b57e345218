"""The care pathway as data, and the engine that reads it. Pure: no Qt, no database, no clock."""
