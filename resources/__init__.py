"""Hold icons, styles, templates, samples and translations: data, read through facilitator.paths."""
