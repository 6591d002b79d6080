"""The use cases: what people do with a notebook. Each takes a session and never commits."""
