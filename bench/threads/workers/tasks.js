/** What pools of workers are given to do. */
import { work } from '../prime.js';

export function empty() {}

export function echo(n) {
  return n;
}

export function compute({ from, count }) {
  let found = 0;
  for (let n = from; n < from + count; n++) found += work(n);
  return found;
}

export default echo;
