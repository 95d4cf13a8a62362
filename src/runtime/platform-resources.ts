/** What keeps the event loop alive, by kind; `Immediate`, which the runtime itself asks for as well, left out. */
export function platformResources(): Map<string, number> {
  openStandardStreams();
  const counts = new Map<string, number>();
  for (const kind of process.getActiveResourcesInfo()) {
    if (kind !== 'Immediate') counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  return counts;
}

/** Whether somebody has asked for the next turn of the event loop. */
export function awaitsTurn(): boolean {
  return process.getActiveResourcesInfo().includes('Immediate');
}

/** Node opens these two when they are first written to. A program's first line of output must not look like something that may wake it. */
function openStandardStreams(): void {
  void [process.stdout, process.stderr];
}
