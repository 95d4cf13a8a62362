// run: native
// expect: output
// | 2 in memory, 3 on the disk
// | order 1
// | order 2
// | order 3
// | order 4
// | order 5
// | files left: 0
import { mkdtemp, open, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run, defer } from 'concurrency-tutor';

type Handle = Awaited<ReturnType<typeof open>>;

/** First in, first out. What finds no room in memory goes to a file. */
class Overflow<T> implements AsyncDisposable {
  readonly #memory: T[] = [];
  readonly #room: number;
  readonly #path: string;
  readonly #file: Handle;
  #written = 0;
  #read = 0;
  onDisk = 0;

  private constructor(room: number, path: string, file: Handle) {
    this.#room = room;
    this.#path = path;
    this.#file = file;
  }

  static async create<T>(
    room: number, path: string,
  ): Promise<Overflow<T>> {
    return new Overflow<T>(room, path, await open(path, 'wx+'));
  }

  get inMemory(): number {
    return this.#memory.length;
  }

  async push(value: T): Promise<void> {
    // Behind one on the disk, the next one goes there too.
    if (this.onDisk === 0 && this.#memory.length < this.#room) {
      this.#memory.push(value);
      return;
    }
    const json = Buffer.from(JSON.stringify(value));
    const length = Buffer.alloc(4); // how many bytes of JSON follow
    length.writeUInt32BE(json.length);
    const record = Buffer.concat([length, json]);
    await this.#file.write(record, 0, record.length, this.#written);
    this.#written += record.length;
    this.onDisk++;
  }

  async *values(): AsyncGenerator<T> {
    while (true) {
      if (this.#memory.length > 0) yield this.#memory.shift()!;
      else if (this.onDisk > 0) yield this.#next();
      else return;
    }
  }

  async #next(): Promise<T> {
    const length = (await this.#bytes(4)).readUInt32BE();
    const json = await this.#bytes(length);
    this.onDisk--;
    return JSON.parse(json.toString()) as T;
  }

  async #bytes(count: number): Promise<Buffer> {
    const bytes = Buffer.alloc(count);
    await this.#file.read(bytes, 0, count, this.#read);
    this.#read += count;
    return bytes;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#file.close();
    await rm(this.#path);
  }
}

await run(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'overflow-'));
  await using _folder = defer(() => rm(folder, { recursive: true }));
  {
    const path = join(folder, 'orders');
    await using orders = await Overflow.create<string>(2, path);
    for (let n = 1; n <= 5; n++) await orders.push(`order ${n}`);
    const { inMemory, onDisk } = orders;
    console.log(`${inMemory} in memory, ${onDisk} on the disk`);
    for await (const order of orders.values()) console.log(order);
  }
  console.log('files left:', (await readdir(folder)).length);
});
