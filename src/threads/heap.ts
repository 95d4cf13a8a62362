import { tryLock, unlock } from './lock.ts';
import { bytes, extend, FREE_LISTS, HEAP_LOCK, LINE, reach, words } from './memory.ts';

/** The first words of a block: its size class, and how many bytes are used. */
const CLASS = 0;
const LENGTH = 1;
/** What is in it, as its user says. */
const FORM = 2;
/** The next free block, while it is free. */
const NEXT = 3;
const HEADER = 4;
/** Blocks of a class that a thread keeps for itself, so that it need not ask the others. */
const KEPT = 64;
/** 2ⁿ lines for class n. */
const CLASSES = 25;

const kept: number[][] = Array.from({ length: CLASSES }, () => []);

/** Takes a block for so many bytes. */
export function allocate(length: number, form: number): number {
  const size = classOf(length);
  const block = kept[size]?.pop() ?? (fetch(size) || extend(LINE << size));
  reach(block + (LINE << size));
  words[block + CLASS] = size;
  words[block + LENGTH] = length;
  words[block + FORM] = form;
  return block;
}

/** Gives a block back. Any thread may. */
export function release(block: number): void {
  const size = words[block + CLASS] as number;
  const mine = kept[size] as number[];
  if (mine.push(block) > (size > 10 ? 0 : KEPT)) giveBack(size, mine);
}

/** Where a block's bytes begin, counted in bytes. */
export function start(block: number): number {
  return (block + HEADER) * 4;
}

/** What its user said is in it. */
export function formOf(block: number): number {
  reach(block + HEADER);
  return words[block + FORM] as number;
}

/** The bytes of a block, where they lie. */
export function contents(block: number): Uint8Array {
  reach(block + (LINE << (words[block + CLASS] as number)));
  const from = start(block);
  return bytes.subarray(from, from + (words[block + LENGTH] as number));
}

function classOf(length: number): number {
  const lines = Math.ceil((length / 4 + HEADER) / LINE);
  const size = lines <= 1 ? 0 : 32 - Math.clz32(lines - 1);
  if (size >= CLASSES) throw new RangeError('threads: a value of more bytes than threads can share');
  return size;
}

/** Half of a full shelf at once, so that a producer and a consumer seldom meet here. Nobody waits: there is always new memory. */
function fetch(size: number): number {
  const list = FREE_LISTS + size;
  if (Atomics.load(words, list) === 0) return 0;
  if (!tryLock(HEAP_LOCK)) return 0;
  const mine = kept[size] as number[];
  let block = words[list] as number;
  const first = block;
  for (let count = 0; block !== 0 && count < KEPT / 2; count++) {
    reach(block + HEADER);
    if (block !== first) mine.push(block);
    block = words[block + NEXT] as number;
  }
  words[list] = block;
  unlock(HEAP_LOCK);
  return first;
}

function giveBack(size: number, mine: number[]): void {
  const list = FREE_LISTS + size;
  if (!tryLock(HEAP_LOCK)) return;
  for (let count = Math.ceil(mine.length / 2); count > 0; count--) {
    const block = mine.pop() as number;
    words[block + NEXT] = words[list] as number;
    words[list] = block;
  }
  unlock(HEAP_LOCK);
}
