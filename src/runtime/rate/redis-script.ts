/** The reply to a key that holds something else. */
export const foreignState = 'the key holds no state of a rate limiter';

/**
 * A token bucket in Redis: what `Limiter` does, in one atomic step and by the server's own clock. The state of a key is one string: tokens,
 * the microsecond they were counted at, and the latest microsecond somebody was told to act at. It expires once the bucket is full again.
 *
 * KEYS[1]: the key. ARGV: `limit` per second, `burst`, `n`, the longest wait in microseconds (-1: any), and the microsecond of a reservation to
 * give back (empty: take one). Replies: 1 or 0, the delay in microseconds, and the microsecond to act at, as a string.
 *
 * `TIME` gives a different answer each time, so before Redis 5 only the effects may be replicated, which has to be asked for; later it is the
 * default, and asking does nothing. Numbers are written out in full, since Lua's own text of a number has 14 digits and a microsecond of our days has 16.
 */
export const tokenBucketScript = `
if redis.replicate_commands then redis.replicate_commands() end
local clock = redis.call('TIME')
local now = tonumber(clock[1]) * 1000000 + tonumber(clock[2])
local limit, burst, n = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local longest, given_back = tonumber(ARGV[4]), tonumber(ARGV[5])
local tokens, last, latest = burst, now, 0
local state = redis.call('GET', KEYS[1])
if state then
  local a, b, c = string.match(state, '^(%S+) (%S+) (%S+)$')
  tokens, last, latest = tonumber(a), tonumber(b), tonumber(c)
  if not (tokens and last and latest) then return redis.error_reply('ERR ${foreignState}') end
end
tokens = math.min(burst, tokens + math.max(0, now - last) * limit / 1000000)

local function store(act)
  local full = math.min(9e15, math.ceil((burst - tokens) * 1000 / limit) + 1000)
  redis.call('SET', KEYS[1], string.format('%.17g %.0f %.0f', tokens, now, act), 'PX', string.format('%.0f', full))
end

if given_back then
  if not state or given_back < now then return {0, 0, '0'} end
  local restored = n - (latest - given_back) * limit / 1000000
  if restored <= 0 then return {0, 0, '0'} end
  tokens = math.min(burst, tokens + restored)
  local previous = given_back - n * 1000000 / limit
  if given_back == latest and previous >= now then latest = previous end
  store(latest)
  return {1, 0, '0'}
end

local missing = n - tokens
local delay = 0
if missing > 0 then delay = math.min(9e15, math.ceil(missing * 1000000 / limit - 0.001)) end
if n > burst or (longest >= 0 and delay > longest) then return {0, delay, '0'} end
tokens = tokens - n
store(now + delay)
return {1, delay, string.format('%.0f', now + delay)}
`;
