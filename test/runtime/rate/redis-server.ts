import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import { Redis } from 'ioredis';
import type { rate } from '../../../src/index.ts';
import { temporaryFolder, type TemporaryFolder } from '../../support/temporary-folder.ts';

/** Why the tests with Redis cannot run here; `undefined` when they can. Where everything has to be checked, its absence is a failure. */
export function redisIsMissing(): string | undefined {
  const { error } = spawnSync('redis-server', ['--version']);
  if (!error) return undefined;
  const reason = 'redis-server is not installed (Debian: apt-get install redis-server)';
  if (process.env['CI'] === 'true') throw new Error(reason);
  return reason;
}

/** A Redis of the test's own, on a free port of the loopback, in a folder that goes with it. */
export class RedisServer {
  readonly port: number;
  readonly #folder: TemporaryFolder;
  readonly #clients: Redis[] = [];
  #process: ChildProcess | undefined;

  private constructor(port: number, folder: TemporaryFolder) {
    this.port = port;
    this.#folder = folder;
  }

  static async start(): Promise<RedisServer> {
    const server = new RedisServer(await freePort(), await temporaryFolder());
    await server.restart();
    return server;
  }

  /** Starts it, empty, on the same port as before; returns when it accepts connections. */
  async restart(): Promise<void> {
    const args = ['--port', String(this.port), '--bind', '127.0.0.1', '--dir', this.#folder.path, '--save', '', '--appendonly', 'no'];
    const child = spawn('redis-server', args, { stdio: ['ignore', 'pipe', 'inherit'] });
    this.#process = child;
    const printed: string[] = [];
    for await (const line of createInterface({ input: child.stdout })) {
      if (line.includes('Ready to accept connections')) {
        child.stdout.resume();
        return;
      }
      printed.push(line);
    }
    throw new Error(`redis-server did not start:\n${printed.join('\n')}`);
  }

  /** Ends it at once, as a crash would. */
  async kill(): Promise<void> {
    const child = this.#process;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  }

  /** Stops it in its tracks: connections stay open, and nothing is answered. */
  freeze(): void {
    this.#process?.kill('SIGSTOP');
  }

  thaw(): void {
    this.#process?.kill('SIGCONT');
  }

  /** A client that does not keep commands for a server that is gone. */
  connect(): Redis {
    const redis = connectTo(this.port);
    this.#clients.push(redis);
    return redis;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const client of this.#clients) client.disconnect();
    this.thaw();
    await this.kill();
    await this.#folder[Symbol.asyncDispose]();
  }
}

/** Connects, and tries again soon when the connection is lost. */
export function connectTo(port: number): Redis {
  const redis = new Redis({ port, host: '127.0.0.1', maxRetriesPerRequest: 1, retryStrategy: () => 20 });
  // Outages are the subject; each command that they hit is rejected by itself.
  redis.on('error', () => {});
  return redis;
}

/** What the limiter wants of a client. */
export function clientOf(redis: Redis): rate.RedisClient {
  return { eval: (script, keys, args) => redis.eval(script, keys.length, ...keys, ...args) };
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}
