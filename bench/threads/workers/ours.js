import { oneKilobyte } from '../object.js';
import { work } from '../prime.js';

export async function echo(from, to) {
  for await (const n of from) await to.send(n);
}

export function produce(to, count) {
  for (let n = 0; n < count; n++) to.sendSync(n);
}

export async function produceObjects(to, count) {
  for (let n = 0; n < count; n++) to.sendSync(oneKilobyte(n));
}

export function consume(from, done) {
  let sum = 0;
  for (let n = from.receiveSync(); n !== undefined; n = from.receiveSync()) sum += n;
  done.sendSync(sum);
}

export function empty() {}

export function compute(from, count) {
  let found = 0;
  for (let n = from; n < from + count; n++) found += work(n);
  return found;
}

export async function answer(to) {
  await to.send(1);
}
