"""The services that translate, each behind one Protocol."""
