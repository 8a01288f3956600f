"""Pure rules: values in, values out, no framework, no database and no clock."""
