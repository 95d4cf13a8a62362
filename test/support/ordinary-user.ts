/** Root may read everything, so for as long as this lasts root is somebody else. */
export function asOrdinaryUser(): Disposable {
  if (process.getuid?.() !== 0) return { [Symbol.dispose]: () => {} };
  process.seteuid?.(65_534);
  return { [Symbol.dispose]: () => process.seteuid?.(0) };
}
