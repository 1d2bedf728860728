"""Questions, one file each: tables in, one table out; no files, no clock, no settings object."""
