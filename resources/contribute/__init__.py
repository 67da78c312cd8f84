"""A good practice sent by somebody without an account: asked step by step, made a draft, read, answered, published."""
