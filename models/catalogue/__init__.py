"""The catalogue: document types, indicators, tables and programmes as strictly loaded YAML."""
