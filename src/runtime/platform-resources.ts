/** What keeps the event loop alive, by kind. Turns of the event loop, which the runtime itself asks for, do not count. */
export function platformResources(): Map<string, number> {
  const counts = new Map<string, number>();
  for (const kind of process.getActiveResourcesInfo()) {
    if (kind !== 'Immediate') counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  return counts;
}
