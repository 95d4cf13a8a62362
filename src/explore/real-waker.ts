import { platformResources } from '../runtime/platform-resources.ts';

/** Kinds of handles that live long and wake nobody by themselves. */
const lasting = new Set(['TTYWrap', 'PipeWrap', 'MessagePort', 'ProcessWrap', 'SignalWrap', 'FSEventWrap', 'TCPServerWrap', 'PipeServerWrap', 'Worker']);
/** How long to wait for something that was under way before the exploration began and may have nothing to do with it. Milliseconds. */
const PATIENCE = 250;

/**
 * Whether the platform has something under way that a goroutine may be waiting for: more than when the exploration began, or, for a
 * while, anything that will come to an end.
 */
export function realWaker(io: 'allow' | 'forbid'): (waited: number) => boolean {
  if (io === 'forbid') return () => false;
  const before = platformResources();
  return (waited) => {
    const now = platformResources();
    const more = [...now].some(([kind, count]) => count > (before.get(kind) ?? 0));
    return more || (waited < PATIENCE && [...now.keys()].some((kind) => !lasting.has(kind)));
  };
}
