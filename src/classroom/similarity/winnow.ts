/**
 * Fingerprints of a program by winnowing: of every window of `windowSize` consecutive hashes of `gramSize` tokens, the least is kept.
 * Schleimer, Wilkerson, Aiken: "Winnowing: Local Algorithms for Document Fingerprinting", SIGMOD 2003. What two programs share in
 * `gramSize + windowSize - 1` tokens in a row is found for certain; less than `gramSize` in a row is never found.
 */
import type { Token } from './tokens.ts';

/**
 * The noise threshold. Common phrases of the course are shorter, `for await (const value of channel) {` with a `select` in it has 16; so are
 * a line or two that many write alike.
 */
export const gramSize = 18;
/** Guarantees that 25 tokens in a row, about four lines, are found. */
export const windowSize = 8;

/** Lines by fingerprint: where in the program it begins and ends. */
export type Fingerprints = ReadonlyMap<number, { readonly from: number; readonly to: number }>;

export function winnow(tokens: readonly Token[]): Fingerprints {
  const grams = gramHashes(tokens);
  const kept = new Map<number, { from: number; to: number }>();
  const windows = Math.max(grams.length === 0 ? 0 : 1, grams.length - windowSize + 1);
  for (let start = 0; start < windows; start += 1) {
    let least = start;
    // The rightmost of equals, so that neighbouring windows choose the same.
    for (let at = start + 1; at < Math.min(start + windowSize, grams.length); at += 1) if ((grams[at] ?? 0) <= (grams[least] ?? 0)) least = at;
    const hash = grams[least] ?? 0;
    if (!kept.has(hash)) kept.set(hash, { from: tokens[least]?.line ?? 0, to: tokens[least + gramSize - 1]?.line ?? 0 });
  }
  return kept;
}

/** The hashes of all grams, not only of those that winnowing keeps. */
export function gramHashes(tokens: readonly Token[]): number[] {
  return Array.from({ length: Math.max(0, tokens.length - gramSize + 1) }, (_, start) => hashOf(tokens, start));
}

/** FNV-1a over the tokens' texts, in 32 bits. */
function hashOf(tokens: readonly Token[], start: number): number {
  let hash = 0x811C9DC5;
  for (let at = start; at < start + gramSize; at += 1) {
    const text = tokens[at]?.text ?? '';
    for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
    hash = Math.imul(hash ^ 0x20, 0x01000193);
  }
  // FNV leaves neighbours ordered alike; winnowing wants the least to be anywhere.
  hash ^= hash >>> 16;
  hash = Math.imul(hash, 0x85EBCA6B);
  return (hash ^ (hash >>> 13)) >>> 0;
}
