"""Names of addresses."""

MACHINE = "translation_machine"
"""``translations/machine/?thing=<standing>``: what would be sent, and the button that sends it."""
ANSWER = "translation_machine_answer"
"""Where services call back."""
