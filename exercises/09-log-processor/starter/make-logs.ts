import type { Entry, Format, Level } from './logs.ts';

const levels: readonly Level[] = ['debug', 'info', 'info', 'info', 'warn', 'error'];
const parts = ['billing', 'search', 'mail', 'images', 'login', 'export'];
const deeds = ['card refused', 'order “42” sent', 'no answer, trying again', 'été à la carte', 'said "no", twice', 'cache [main] emptied', 'user 7 logged in'];
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const begin = Date.UTC(2027, 9, 10, 22, 15);

/** What entry `index` of a made-up log says: the same each time. `origins`: how many different hosts an access log has. */
export function entryAt(format: Format, index: number, origins = 40): Entry {
  const number = scatter(index);
  const time = begin + index * 997 + (number % 500);
  if (format === 'access') {
    const status = [200, 200, 200, 304, 404, 500, 503][number % 7] ?? 200;
    const host = scatter(number) % origins;
    // Times in an access log have no milliseconds.
    return {
      time: time - (time % 1000), level: status >= 500 ? 'error' : status >= 400 ? 'warn' : 'info',
      origin: `10.${Math.floor(host / 65_536) % 256}.${Math.floor(host / 256) % 256}.${host % 256}`, message: `GET /page/${number % 1000}?from=${number % 13} ${status}`,
    };
  }
  const level = levels[number % levels.length] ?? 'info';
  const origin = parts[(number >> 4) % parts.length] ?? '';
  const deed = deeds[(number >> 8) % deeds.length] ?? '';
  const took = number % 3 === 0 ? undefined : 1 + ((number >> 3) % 1900);
  return { time, level, origin, message: took === undefined || format === 'json' ? deed : `${deed} in ${took} ms`, ...(took === undefined ? {} : { duration: took }) };
}

/** The line that says so. */
export function lineOf(format: Format, entry: Entry): string {
  switch (format) {
    case 'access': return accessLine(entry);
    case 'app': return `${new Date(entry.time).toISOString()} ${entry.level.toUpperCase()} [${entry.origin}] ${entry.message}`;
    case 'json': return JSON.stringify({ time: new Date(entry.time).toISOString(), level: entry.level, origin: entry.origin, message: entry.message, ...(entry.duration === undefined ? {} : { ms: entry.duration }), host: 'web-1' });
  }
}

function accessLine({ time, origin, message }: Entry): string {
  // Written in a time zone two hours ahead.
  const local = new Date(time + 2 * 3_600_000);
  const two = (value: number): string => String(value).padStart(2, '0');
  const date = `${two(local.getUTCDate())}/${months[local.getUTCMonth()]}/${local.getUTCFullYear()}`;
  const clock = `${two(local.getUTCHours())}:${two(local.getUTCMinutes())}:${two(local.getUTCSeconds())}`;
  const [method, path, status] = message.split(' ');
  return `${origin} - - [${date}:${clock} +0200] "${method} ${path} HTTP/1.1" ${status} 5120 "-" "Mozilla/5.0"`;
}

/** Far apart for neighbours, and the same each time. */
function scatter(index: number): number {
  let number = Math.imul(index + 1, 0x9e3779b1);
  number = Math.imul(number ^ (number >>> 15), 0x85ebca6b);
  return (number ^ (number >>> 13)) >>> 1;
}

/** A made-up log in pieces of about 64 KB, never more than one of them in memory. */
export function* logPieces(format: Format, entries: number, origins = 40): Generator<Uint8Array, void> {
  const encoder = new TextEncoder();
  let text = '';
  for (let index = 0; index < entries; index += 1) {
    text += `${lineOf(format, entryAt(format, index, origins))}\n`;
    if (text.length < 65_536) continue;
    yield encoder.encode(text);
    text = '';
  }
  if (text !== '') yield encoder.encode(text);
}
