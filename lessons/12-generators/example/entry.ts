// module
/** From the least to the most serious; the place is the rank, 0 to 4. */
export const levels = [
  'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL',
] as const;
export type Level = (typeof levels)[number];

/** A line of a log, taken apart. */
export interface Entry {
  readonly time: Date;
  readonly level: Level;
  readonly message: string;
  /** What the line says as key=value. */
  readonly details: Readonly<Record<string, string>>;
}

/** What becomes of a line: an entry, or why it is none. */
export type Parsed =
  | { readonly ok: true; readonly entry: Entry }
  | { readonly ok: false; readonly why: string };

/** `2026-03-01T09:15:00Z ERROR cannot reach the store user=ann` */
export function parse(line: string): Parsed {
  const [stamp = '', level, ...words] = line.split(' ');
  const time = new Date(stamp);
  if (Number.isNaN(time.getTime())) return { ok: false, why: 'no time' };
  if (!isLevel(level)) return { ok: false, why: 'no level' };

  const details: Record<string, string> = {};
  const message: string[] = [];
  for (const word of words) {
    const pair = /^(\w+)=(.*)$/.exec(word);
    if (pair === null) message.push(word);
    else details[pair[1]!] = pair[2]!;
  }
  const entry = { time, level, message: message.join(' '), details };
  return { ok: true, entry };
}

/** Whether a level is at least as serious as another one. */
export function atLeast(level: Level, least: Level): boolean {
  return levels.indexOf(level) >= levels.indexOf(least);
}

function isLevel(word: string | undefined): word is Level {
  return levels.some((level) => level === word);
}
