"""The admin where it is other than Wagtail makes it: forms, lists, choosers and texts that all rooms share."""
