"""The page of the map: how its data is packed, and what it is put together from."""
