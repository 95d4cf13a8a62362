/** Every message arrived, once: a fast run of a wrong program is worth nothing. */
export function checkSum(sum: number, messages: number): void {
  const expected = (messages * (messages - 1)) / 2;
  if (sum !== expected) throw new Error(`the sum of the messages is ${sum}, not ${expected}`);
}

/** The counter has the right value. */
export function checkCount(count: number, expected: number): void {
  if (count !== expected) throw new Error(`counted ${count}, not ${expected}`);
}
