"""The front desk in Slack: joins Slack's wire with the desk, the store and the practice. README.md is the map."""
