"""The gate for what people upload: what is kept, in which form, where it lies and how it is handed out."""
