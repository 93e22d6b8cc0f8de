"""XML formats: EAD, TEI, Dublin Core, MODS."""
