"""The vendors' wire formats on one side, events and texts on the other. A channel knows neither the office nor the store."""
