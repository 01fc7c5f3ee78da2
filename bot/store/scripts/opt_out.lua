-- Never text this phone again, or do. phone (digest), out
opt_out(a.phone, a.out, a.now)
