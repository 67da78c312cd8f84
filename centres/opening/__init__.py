"""When a centre is open: schedule, special hours, holidays, time zones."""
