import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip, gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { chan, context, defer, go, run, stream } from '../../../src/index.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { collect, numbers } from './numbers.ts';

const forEver = context.background();

const megabytes = Buffer.alloc(3_000_000, 0).map((_byte, index) => (index * 31 + (index >> 9)) & 0xff);
const hash = (data: Uint8Array): string => createHash('sha256').update(data).digest('hex');

describe('real streams, end to end', () => {
  test('a file arrives byte for byte', () => run(async () => {
    await using folder = await temporaryFolder();
    const path = join(folder.path, 'data');
    await writeFile(path, megabytes);
    const [chunks, err] = stream.fromReadable(forEver, createReadStream(path), 4);
    expect(hash(Buffer.concat(await collect(chunks)))).toBe(hash(megabytes));
    expect(err()).toBeUndefined();
  }));

  test('a file is packed and unpacked through channels, with goroutines between the streams', () => run(async () => {
    await using folder = await temporaryFolder();
    const [plain, packed] = [join(folder.path, 'plain'), join(folder.path, 'packed.gz')];
    await writeFile(plain, megabytes);

    const [chunks, err] = stream.fromReadable(forEver, createReadStream(plain), 4);
    const counted = chan<Buffer>(4);
    let bytes = 0;
    go(async function counter() {
      for await (const chunk of chunks) {
        bytes += chunk.length;
        await counted.send(chunk);
      }
      counted.close();
    });
    await pipeline(Readable.fromWeb(stream.toReadable(forEver, counted)), createGzip(), createWriteStream(packed));
    expect([bytes, err()]).toEqual([megabytes.length, undefined]);
    expect(hash(gunzipSync(await readFile(packed)))).toBe(hash(megabytes));

    const unpacked = chan<Uint8Array>(4);
    const [writable, failed] = stream.toWritable(forEver, unpacked);
    go(async () => pipeline(createReadStream(packed), createGunzip(), Writable.fromWeb(writable)));
    expect(hash(Buffer.concat(await collect(unpacked)))).toBe(hash(megabytes));
    expect(failed()).toBeUndefined();
  }));

  test('a broken archive is an error on the receiving side', () => run(async () => {
    const chunks = chan<Uint8Array>(1);
    const [writable, err] = stream.toWritable(forEver, chunks);
    const piped = pipeline(Readable.from([Buffer.from('this is no gzip')]), createGunzip(), Writable.fromWeb(writable)).catch((error: unknown) => error);
    expect(await collect(chunks)).toEqual([]);
    expect(await piped).toMatchObject({ code: 'Z_DATA_ERROR' });
    expect(err()).toBeInstanceOf(Error);
  }));

  test('a socket is read through a channel, and closed when the context ends', () => run(async () => {
    const peers: Socket[] = [];
    const server = createServer((peer) => {
      peers.push(peer);
      peer.write('one');
    }).listen(0, '127.0.0.1');
    using _server = defer(() => server.close());
    await once(server, 'listening');
    const [ctx, cancel] = context.withCancel(forEver);
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
    const [chunks, err] = stream.fromReadable(ctx, socket);
    expect(String(await chunks.receive())).toBe('one');
    const hungUp = once(peers[0] as Socket, 'close');
    cancel();
    await hungUp;
    expect(await chunks.receiveOk()).toEqual([undefined, false]);
    expect([err(), socket.destroyed]).toEqual([context.Canceled, true]);
  }));

  test('the platform composes the rest by itself', () => run(async () => {
    const ch = chan<number>(2);
    go(async () => {
      await pipeline(numbers(20).readable, async function send(values) {
        for await (const value of values) await ch.send(value);
      });
      ch.close();
    });
    const received: number[] = [];
    for await (const value of Readable.from(ch)) received.push(value as number);
    expect(received).toEqual(Array.from({ length: 20 }, (_, i) => i));
  }));

  test('the end of the context fails a pipeline at either end, with its cause', () => run(async () => {
    const [ctx, cancel] = context.withCancelCause(forEver);
    const ch = chan<Uint8Array>(1);
    const [writable, err] = stream.toWritable(ctx, ch);
    const why = new Error('enough');
    const pipelines = [
      pipeline(Readable.from(endlessly()), createGzip(), Writable.fromWeb(writable)),
      pipeline(Readable.from(endlessly()), Writable.fromWeb(stream.toWritable(ctx, chan<Uint8Array>())[0])),
      pipeline(Readable.fromWeb(stream.toReadable(ctx, chan<Uint8Array>())), createGzip(), async (packed) => collect(packed)),
    ].map((running) => running.catch((error: unknown) => error));
    await ch.receive();
    cancel(why);
    expect(await Promise.all(pipelines)).toEqual([why, why, why]);
    expect(err()).toBe(why);
  }));
});

/** Chunks without end, with a breath between them. */
async function* endlessly(): AsyncGenerator<Uint8Array> {
  for (;;) {
    yield megabytes.subarray(0, 100_000);
    await new Promise((resolve) => setImmediate(resolve));
  }
}
