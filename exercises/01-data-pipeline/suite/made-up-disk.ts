/** A disk and an output in memory. They take their time, fail where they are told to, and write down what is asked of them. */
import { atomic, time } from 'concurrency-tutor';
import type { Disk, Entry, Output, TextFile } from '../starter/pipeline.ts';
import type { Log } from './log.ts';

export interface FolderPlan {
  readonly path: string;
  readonly entries: readonly Entry[];
  readonly lists: 'works' | 'fails';
}

export interface FilePlan {
  readonly path: string;
  readonly pieces: readonly string[];
  readonly opens: 'works' | 'fails';
  /** Reading fails after so many pieces. */
  readonly failsAfter?: number;
}

/** How long everything takes, in milliseconds. */
export interface Times {
  readonly list: number;
  readonly open: number;
  readonly read: number;
  readonly close: number;
  readonly transform: number;
  readonly write: number;
}

/** What our parts throw: the learner's program has to hand it on as it is. */
export class PlannedError extends Error {
  override readonly name = 'PlannedError';
}

export class MadeUpDisk implements Disk {
  readonly #log: Log;
  readonly #folders: ReadonlyMap<string, FolderPlan>;
  readonly #files: ReadonlyMap<string, FilePlan>;
  readonly #times: Times;

  constructor(log: Log, folders: readonly FolderPlan[], files: readonly FilePlan[], times: Times) {
    this.#log = log;
    this.#folders = new Map(folders.map((folder) => [folder.path, folder]));
    this.#files = new Map(files.map((file) => [file.path, file]));
    this.#times = times;
  }

  async list(path: string): Promise<readonly Entry[]> {
    this.#log.write({ what: 'list', path });
    await time.sleep(this.#times.list);
    this.#log.write({ what: 'listed', path });
    const folder = this.#folders.get(path);
    if (folder === undefined || folder.lists === 'fails') throw new PlannedError(`cannot list ${path}`);
    return folder.entries;
  }

  async open(path: string): Promise<TextFile> {
    this.#log.write({ what: 'open', path });
    await time.sleep(this.#times.open);
    const file = this.#files.get(path);
    if (file === undefined || file.opens === 'fails') throw new PlannedError(`cannot open ${path}`);
    this.#log.write({ what: 'opened', path });
    return new MadeUpFile(this.#log, file, this.#times);
  }
}

class MadeUpFile implements TextFile {
  readonly #log: Log;
  readonly #file: FilePlan;
  readonly #times: Times;
  readonly #next = new atomic.Int32();
  readonly #isBusy = new atomic.Bool();
  readonly #isClosed = new atomic.Bool();

  constructor(log: Log, file: FilePlan, times: Times) {
    this.#log = log;
    this.#file = file;
    this.#times = times;
  }

  async read(): Promise<string | undefined> {
    const { path, pieces, failsAfter = Infinity } = this.#file;
    if (this.#isClosed.load()) this.#log.write({ what: 'misuse', text: `\`read\` was called for ${path} after \`close\`` });
    if (!this.#isBusy.compareAndSwap(false, true)) this.#log.write({ what: 'misuse', text: `\`read\` was called for ${path} while another \`read\` for it was going on` });
    this.#log.write({ what: 'read', path });
    await time.sleep(this.#times.read);
    this.#isBusy.store(false);
    const index = this.#next.add(1) - 1;
    if (index >= failsAfter) throw new PlannedError(`cannot read ${path}`);
    const piece = pieces[index];
    if (piece !== undefined) this.#log.write({ what: 'has read', path, lines: piece.split('\n').length - 1 });
    return piece;
  }

  async close(): Promise<void> {
    const { path } = this.#file;
    if (!this.#isClosed.compareAndSwap(false, true)) this.#log.write({ what: 'misuse', text: `${path} was closed twice` });
    this.#log.write({ what: 'close', path });
    await time.sleep(this.#times.close);
    this.#log.write({ what: 'closed', path });
  }
}

export class MadeUpOutput implements Output {
  readonly #log: Log;
  readonly #write: number;
  readonly #way: 'works' | 'cannot write' | 'cannot close';
  readonly #isBusy = new atomic.Bool();
  readonly #isClosed = new atomic.Bool();

  constructor(log: Log, write: number, way: 'works' | 'cannot write' | 'cannot close') {
    this.#log = log;
    this.#write = write;
    this.#way = way;
  }

  async write(line: string): Promise<void> {
    if (this.#isClosed.load()) this.#log.write({ what: 'misuse', text: '`write` was called after the output had been closed' });
    if (!this.#isBusy.compareAndSwap(false, true)) this.#log.write({ what: 'misuse', text: '`write` was called while another `write` was going on' });
    this.#log.write({ what: 'write', line });
    await time.sleep(this.#write);
    this.#isBusy.store(false);
    if (this.#way === 'cannot write') throw new PlannedError('cannot write');
    this.#log.write({ what: 'written', line });
  }

  async close(): Promise<void> {
    if (this.#isBusy.load()) this.#log.write({ what: 'misuse', text: 'the output was closed while a `write` was going on' });
    if (!this.#isClosed.compareAndSwap(false, true)) this.#log.write({ what: 'misuse', text: 'the output was closed twice' });
    this.#log.write({ what: 'close output' });
    await time.sleep(this.#write);
    this.#log.write({ what: 'output closed' });
    if (this.#way === 'cannot close') throw new PlannedError('cannot close');
  }
}
