// module
/** From the least to the most serious; the place is the rank, 0 to 4. */
export const levels = [
  'debug', 'info', 'warn', 'error', 'fatal',
] as const;
export type Level = (typeof levels)[number];

/** A line, and where it comes from. */
export interface Line {
  readonly file: string;
  readonly number: number;
  readonly text: string;
}

/** A line taken apart. A part that the line lacks is undefined. */
export interface Entry {
  readonly level: Level;
  readonly time: string | undefined;
  readonly ip: string | undefined;
  readonly path: string | undefined;
  readonly status: number | undefined;
  readonly latency: number | undefined;
  readonly message: string | undefined;
}

/** What went wrong, and where. */
export interface Trouble {
  readonly where: string;
  readonly why: string;
}

/** What travels from stage to stage: a value, or what went wrong. */
export type Outcome<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly trouble: Trouble };

const patterns = {
  time: /\b(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ)/,
  ip: /\b(\d{1,3}(?:\.\d{1,3}){3})\b/,
  status: /\bstatus=(\d{3})\b/,
  latency: /\blatency=(\d+)ms\b/,
  path: /\b(?:GET|POST|PUT|DELETE) (\S+)/,
  level: /\b(DEBUG|INFO|WARN|ERROR|FATAL)\b/,
  message: /"([^"]*)"/,
};

/** Takes a line apart. A line without a level is no entry. */
export function parse(line: Line): Outcome<Entry> {
  const part = (name: keyof typeof patterns): string | undefined =>
    patterns[name].exec(line.text)?.[1];
  const number = (text: string | undefined): number | undefined =>
    text === undefined ? undefined : Number(text);

  const level = part('level')?.toLowerCase();
  if (!isLevel(level)) {
    const where = `${line.file}:${line.number}`;
    return { ok: false, trouble: { where, why: 'no level' } };
  }
  return {
    ok: true,
    value: {
      level,
      time: part('time'),
      ip: part('ip'),
      path: part('path'),
      status: number(part('status')),
      latency: number(part('latency')),
      message: part('message'),
    },
  };
}

/** Whether a level is at least as serious as another one. */
export function atLeast(level: Level, least: Level): boolean {
  return levels.indexOf(level) >= levels.indexOf(least);
}

function isLevel(word: string | undefined): word is Level {
  return levels.some((level) => level === word);
}
