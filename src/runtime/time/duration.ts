// Durations are milliseconds, as everywhere in JavaScript.

/** A millionth of a millisecond. Go: `time.Nanosecond`. */
export const Nanosecond = 1e-6;
/** A thousandth of a millisecond. Go: `time.Microsecond`. */
export const Microsecond = 1e-3;
/** The unit of every duration. Go: `time.Millisecond`. */
export const Millisecond = 1;
/** 1,000 milliseconds: `3 * time.Second`. Go: `time.Second`. */
export const Second = 1_000;
/** 60 seconds. Go: `time.Minute`. */
export const Minute = 60_000;
/** 60 minutes. Go: `time.Hour`. */
export const Hour = 3_600_000;

/** A duration in Go's notation: `1h2m3.5s`, `250ms`, `0s`. Go: `d.String()`. */
export function formatDuration(milliseconds: number): string {
  const sign = milliseconds < 0 ? '-' : '';
  if (!Number.isFinite(milliseconds)) return String(milliseconds);
  const nanoseconds = Math.round(Math.abs(milliseconds) * 1e6);
  if (nanoseconds === 0) return '0s';
  if (nanoseconds < 1e3) return `${sign}${nanoseconds}ns`;
  if (nanoseconds < 1e6) return `${sign}${decimal(nanoseconds / 1e3)}µs`;
  if (nanoseconds < 1e9) return `${sign}${decimal(nanoseconds / 1e6)}ms`;
  const hours = Math.floor(nanoseconds / 3.6e12);
  const minutes = Math.floor((nanoseconds % 3.6e12) / 6e10);
  const seconds = `${decimal((nanoseconds % 6e10) / 1e9)}s`;
  if (hours > 0) return `${sign}${hours}h${minutes}m${seconds}`;
  return minutes > 0 ? `${sign}${minutes}m${seconds}` : `${sign}${seconds}`;
}

const units: Readonly<Record<string, number>> = {
  ns: Nanosecond, us: Microsecond, 'µs': Microsecond, 'μs': Microsecond, ms: Millisecond, s: Second, m: Minute, h: Hour,
};

/** Reads Go's notation: `1h2m3.5s`, `-250ms`. Go: `time.ParseDuration`. @returns milliseconds @throws {SyntaxError} `time: invalid duration …` */
export function parseDuration(text: string): number {
  const [, sign, body] = /^([+-]?)(.*)$/s.exec(text) ?? [];
  if (body === '0') return 0;
  const part = /(\d+\.?\d*|\.\d+)(ns|us|µs|μs|ms|s|m|h)/y;
  let total = 0;
  while (body && part.lastIndex < body.length) {
    const match = part.exec(body);
    if (!match) throw new SyntaxError(`time: invalid duration "${text}"`);
    total += Number(match[1]) * (units[match[2] ?? ''] ?? NaN);
  }
  if (!body) throw new SyntaxError(`time: invalid duration "${text}"`);
  // Whole nanoseconds, as Go's durations are.
  const duration = Math.round(total * 1e6) / 1e6;
  return sign === '-' ? -duration : duration;
}

/** At most nine decimals, none of them a trailing zero. */
function decimal(value: number): string {
  return value.toFixed(9).replace(/\.?0+$/, '');
}
