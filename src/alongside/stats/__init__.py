"""Every judgement of a number: pure functions, arrays in and arrays out, no clock and no database."""
