"""Letters made → the forms in which others take them on: drafts of e-mail, packs for printers."""
