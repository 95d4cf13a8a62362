/** A thread of its own for a program under exploration, so that a loop that never awaits cannot take the command line with it. */
import { parentPort, workerData } from 'node:worker_threads';
import type { ExploreRequest, ThreadMessage } from './explore-apart.ts';
import { exploreHere } from './explore-here.ts';

/** How often the thread says that it is alive, in milliseconds. */
const HEARTBEAT = 250;

const send = (message: ThreadMessage): void => parentPort?.postMessage(message);

setInterval(() => send({ kind: 'alive' }), HEARTBEAT).unref();
try {
  send({ kind: 'done', explored: await exploreHere(workerData as ExploreRequest) });
} catch (error) {
  send({ kind: 'failed', error: error instanceof Error ? { name: error.name, message: error.message, stack: error.stack ?? '' } : { name: 'Error', message: String(error), stack: '' } });
}
