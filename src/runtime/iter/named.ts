/** A goroutine is called after its function: gives it the name that reports should show. */
export function named(name: string, fn: () => Promise<void>): () => Promise<void> {
  return Object.defineProperty(fn, 'name', { value: name });
}
