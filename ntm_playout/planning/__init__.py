"""Planning: from a workspace and a week to a plan; exact, pure, and integer throughout."""
