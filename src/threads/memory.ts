/**
 * The memory that all threads of the process share: one buffer, handed to every thread when it starts.
 *
 * Addresses count 32-bit words. What is allocated begins at a multiple of 16 words, a cache line, so 0 can stand for "nothing" and an address
 * fits a number of 32 bits. The buffer grows; a thread's views are renewed when it meets an address beyond them (`reach`).
 */

/** Words that a cache line holds: what two threads write at the same time lies in different ones. */
export const LINE = 16;
/** Threads that may live at the same time. */
export const MAX_THREADS = 256;
/** Where each thread has a line of its own. */
export const THREAD_TABLE = 8 * LINE;
/** Where the lists of free blocks are, by size. */
export const FREE_LISTS = 2 * LINE;
/** The lock of those lists. */
export const HEAP_LOCK = LINE;

/** The address of the next word that nobody has. */
const FRONTIER = 0;
const FIRST_FREE = THREAD_TABLE + MAX_THREADS * LINE;
const BYTES_AT_FIRST = 1 << 20;
/** Only reserved: the system gives what is used. */
const MOST_BYTES = [1 << 30, 1 << 28, 1 << 26];

let buffer = reserve();
export let words = new Int32Array(buffer, 0, buffer.byteLength >> 2);
export let floats = new Float64Array(buffer, 0, buffer.byteLength >> 3);
export let bytes = new Uint8Array(buffer, 0, buffer.byteLength);
words[FRONTIER] = FIRST_FREE;

function reserve(): SharedArrayBuffer {
  for (const maxByteLength of MOST_BYTES) {
    try {
      return new SharedArrayBuffer(BYTES_AT_FIRST, { maxByteLength });
    } catch {
      // A process with little address space gets less.
    }
  }
  return new SharedArrayBuffer(BYTES_AT_FIRST);
}

/** The buffer, for a thread that starts. */
export function sharedMemory(): SharedArrayBuffer {
  return buffer;
}

/** Uses the memory of the thread that started this one. */
export function adoptMemory(shared: SharedArrayBuffer): void {
  buffer = shared;
  renewViews();
}

/** Makes sure that this thread sees what lies before an address. */
export function reach(end: number): void {
  if (end > words.length) renewViews();
}

function renewViews(): void {
  const length = buffer.byteLength;
  words = new Int32Array(buffer, 0, length >> 2);
  floats = new Float64Array(buffer, 0, length >> 3);
  bytes = new Uint8Array(buffer, 0, length);
}

/** Takes memory that nobody has had yet: all zero. @throws {RangeError} when there is no more */
export function extend(count: number): number {
  const size = Math.ceil(count / LINE) * LINE;
  const address = Atomics.add(words, FRONTIER, size);
  const end = address + size;
  if (end * 4 > buffer.byteLength) growTo(end * 4);
  reach(end);
  return address;
}

function growTo(length: number): void {
  while (buffer.byteLength < length) {
    try {
      buffer.grow(Math.min(Math.max(length, buffer.byteLength * 2), buffer.maxByteLength));
    } catch (error) {
      // Another thread may have made it larger meanwhile.
      if (buffer.byteLength < length && length > buffer.maxByteLength) throw new RangeError('threads: no more shared memory', { cause: error });
    }
  }
}
