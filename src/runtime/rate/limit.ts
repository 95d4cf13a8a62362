/** The limit that allows everything. Go: `rate.Inf`. */
export const Inf = Infinity;

/** The delay of a reservation that is not granted. Go: `rate.InfDuration`. */
export const InfDuration = Infinity;

const NANOSECONDS_PER_MILLISECOND = 1e6;
const NANOSECONDS_PER_SECOND = 1e9;
/** More nanoseconds than this are no duration in Go; here they are for ever. */
const LONGEST_IN_NANOSECONDS = 2 ** 63;

/** The limit of one event every `interval` milliseconds, in events per second; `Inf` when the interval is not positive. Go: `rate.Every(interval)`. */
export function every(interval: number): number {
  if (typeof interval !== 'number' || Number.isNaN(interval)) throw new TypeError(`rate.every: an interval is a number of milliseconds, not ${String(interval)}`);
  return interval <= 0 ? Inf : 1_000 / interval;
}

/** How long it takes to earn `tokens` at `limit` tokens per second. Milliseconds, in whole nanoseconds as in Go. */
export function durationFromTokens(limit: number, tokens: number): number {
  if (limit <= 0) return InfDuration;
  const nanoseconds = (tokens / limit) * NANOSECONDS_PER_SECOND;
  return nanoseconds > LONGEST_IN_NANOSECONDS ? InfDuration : Math.trunc(nanoseconds) / NANOSECONDS_PER_MILLISECOND;
}

/** How many tokens `limit` tokens per second give in `duration` milliseconds. Whole nanoseconds count, so that the noise of sums of milliseconds does not. */
export function tokensFromDuration(limit: number, duration: number): number {
  if (limit <= 0) return 0;
  return (Math.round(duration * NANOSECONDS_PER_MILLISECOND) / NANOSECONDS_PER_SECOND) * limit;
}

/** The milliseconds from `earlier` to `later`; 0 between two that never come. */
export function between(earlier: number, later: number): number {
  return earlier === later ? 0 : later - earlier;
}

/**
 * `delay` milliseconds after `at`. Since a double holds moments of our days to a quarter of a microsecond, the sum is rounded up where it
 * would be early: whoever waits until then never acts before the time.
 */
export function after(at: number, delay: number): number {
  const moment = at + delay;
  return moment - at < delay ? moment + Math.abs(moment) * Number.EPSILON : moment;
}
