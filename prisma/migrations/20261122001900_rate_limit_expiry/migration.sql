-- Expired counters are swept by this, a bounded number at a time (lib/auth/rate-limit.ts).
CREATE INDEX rate_limit_expire ON rate_limit (expire);
