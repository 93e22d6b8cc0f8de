"""How a student comes into a class: its code, a nickname, and a limit on wrong codes."""
