-- Append one audit record that belongs to no commit: somebody read something, or was refused. entry
audit(a.entry)
