"""Formats that offices have, read within limits and handed on as they are."""
