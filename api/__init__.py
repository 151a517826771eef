"""The doors over HTTP: routes, their schemas and the page; no law in them."""
