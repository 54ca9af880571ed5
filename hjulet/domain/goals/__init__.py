"""Goals as a network with history: structures of planning periods, their elements, and links between them."""
