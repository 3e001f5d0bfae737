"""The post room: print file, labels, envelopes, checklist, printer."""
