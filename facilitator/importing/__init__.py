"""Read what others wrote: bytes to records and problems, one source per module; nothing here touches the archive."""
