// module
export interface Config {
  readonly workers: number;
  readonly queue: number;
  readonly port: number;
}

type Settings = Readonly<Record<string, string | undefined>>;

/** Reads the settings. A wrong one ends the program at the start. */
export function readConfig(settings: Settings): Config {
  return {
    workers: whole(settings, 'NUM_WORKERS', 4, 1),
    queue: whole(settings, 'QUEUE_SIZE', 100, 1),
    port: whole(settings, 'PORT', 8080, 0),
  };
}

function whole(
  settings: Settings, name: string, usual: number, least: number,
): number {
  const text = settings[name];
  if (text === undefined) return usual;
  const value = Number(text);
  if (text.trim() !== '' && Number.isInteger(value) && value >= least) {
    return value;
  }
  throw new RangeError(`${name}: a whole number from ${least}, `
    + `not "${text}"`);
}
