/** What a judgement starts from. */

/** A number, to repeat a run by; or a secret of 64 hex digits, that nobody can guess or work out from what is derived from it. */
export type Seed = number | string;

/** Reads a seed as a person gives it: a whole number of at most 32 bits, or 64 hex digits. */
export function parseSeed(text: string): Seed | undefined {
  if (/^[0-9a-f]{64}$/.test(text)) return text;
  const number = Number(text);
  return /^\d+$/.test(text) && Number.isSafeInteger(number) ? number : undefined;
}
