/** Work of some 5 ms. */
export function work(seed) {
  let count = 0;
  for (let n = 0; n < 8_000; n++) if (isPrime(100_003 + seed + n)) count++;
  return count;
}

function isPrime(n) {
  for (let d = 2; d * d <= n; d++) if (n % d === 0) return false;
  return true;
}
