"""The world around the conversation: channels, the office, the store, and what joins them."""
