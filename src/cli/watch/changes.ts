/** Tells when the files of a folder have changed. */
import { watch } from 'chokidar';

export interface ChangesOptions {
  /** `poll`: looks at the files again and again, where the file system tells nothing of changes: in containers, on network drives, in WSL. */
  readonly how: 'events' | 'poll';
  /** Called once for changes that come together, as an editor makes them when it saves. */
  readonly onChange: () => void;
}

/** So many milliseconds without a change end what belongs together. */
const together = 60;
/** How often files are looked at, in milliseconds. */
const pollInterval = 150;

/** @returns how to stop watching, once watching has begun */
export async function watchFolder(folder: string, { how, onChange }: ChangesOptions): Promise<() => Promise<void>> {
  let timer: NodeJS.Timeout | undefined;
  const watcher = watch(folder, {
    ignoreInitial: true, usePolling: how === 'poll', interval: pollInterval, binaryInterval: pollInterval,
    ignored: (path) => /[\\/](node_modules|\.[^\\/]*|[^\\/]*~|4913)$/.test(path.slice(folder.length)),
  });
  watcher.on('all', () => {
    clearTimeout(timer);
    timer = setTimeout(onChange, together);
  });
  // What cannot be watched any more, a folder that was deleted for instance, will be found missing by the next check.
  watcher.on('error', () => undefined);
  await new Promise<void>((resolve) => watcher.once('ready', resolve));
  return async () => {
    clearTimeout(timer);
    await watcher.close();
  };
}
