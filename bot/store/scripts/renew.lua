-- Keep the lease for a turn that takes longer. cid, fence -> 1 | 0 (somebody else took over, or it was given back)
local c = read(conversation(a.cid))
if number(c.fence) ~= a.fence or number(c.lease_ends) == 0 then
  return 0
end
renew(a.cid)
return 1
