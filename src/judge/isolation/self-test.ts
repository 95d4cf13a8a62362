/** Whether walls hold: a process in the box goes against them, with what it could do outside as a measure. */
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chown, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { z } from 'zod';
import type { Box } from './box.ts';
import { ProcessTree, canWatch } from './process-tree.ts';
import { scratchPlace } from './scratch.ts';
import type { Wall } from './walls.ts';

/** How long the system may take to end what is left of a box that is gone. Milliseconds. */
const TO_END = 2_000;

/** The walls that can be tried. */
const reportSchema = z.object({ environment: z.boolean(), network: z.boolean(), files: z.boolean(), user: z.boolean() });

export type Trial = ReadonlyMap<Wall, 'holds' | 'does not hold'>;

/** Tries the walls of a box. Throws what the process threw when it cannot be started. */
export async function tryWalls(box: Box): Promise<Trial> {
  const folder = await mkdtemp(join(await scratchPlace(box), 'concurrency-tutor-doctor-'));
  const secret = randomBytes(16).toString('hex');
  const mark = randomBytes(16).toString('hex');
  const server = createServer((socket) => { socket.destroy(); });
  try {
    if (box.owner !== undefined) await chown(folder, box.owner.uid, box.owner.gid);
    await writeFile(join(folder, 'secret'), secret);
    await new Promise<void>((done) => { server.listen(0, '127.0.0.1', done); });
    process.env['CONCURRENCY_TUTOR_DOCTOR'] = secret;
    const targets = { secret, file: join(folder, 'secret'), port: (server.address() as AddressInfo).port, user: process.getuid?.() ?? -1 };
    const { command, args, cwd, env, ...user } = box.launch({ args: ['-e', intruder, JSON.stringify(targets)], scratch: folder, cwd: '/tmp', limits: { cpu: 20, data: 8192 }, mark });
    const { stdout } = await promisify(execFile)(command, [...args], { cwd, env, ...user, timeout: 30_000 });
    const { environment, network, files, user: own } = reportSchema.parse(JSON.parse(stdout));
    const tree = canWatch ? [['tree', holds(await isGone(mark))] as const] : [];
    return new Map<Wall, 'holds' | 'does not hold'>([['environment', holds(environment)], ['network', holds(network)], ['files', holds(files)], ['user', holds(own)], ...tree]);
  } finally {
    delete process.env['CONCURRENCY_TUTOR_DOCTOR'];
    server.close();
    if (canWatch) new ProcessTree(-1, mark).kill();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Whether no process of a box is left; those that have been killed may take a moment to end. */
async function isGone(mark: string): Promise<boolean> {
  const deadline = performance.now() + TO_END;
  while (new ProcessTree(-1, mark).usage().processes > 0) {
    if (performance.now() > deadline) return false;
    await sleep(20);
  }
  return true;
}

function holds(kept: boolean): 'holds' | 'does not hold' {
  return kept ? 'holds' : 'does not hold';
}

/** Says of each wall whether it was kept out. It leaves a process behind, which should not be there afterwards. */
const intruder = `
  const fs = require('node:fs'), net = require('node:net'), { spawn } = require('node:child_process');
  const { secret, file, port, user } = JSON.parse(process.argv[1]);
  const fails = (act) => { try { act(); return false; } catch { return true; } };
  const environment = !Object.values(process.env).includes(secret);
  const files = fails(() => fs.readFileSync(file)) && fails(() => fs.writeFileSync(file, 'x')) && fails(() => fs.writeFileSync('/usr/concurrency-tutor-doctor', ''));
  try { spawn(process.execPath, ['-e', 'setTimeout(() => {}, 20000)'], { detached: true, stdio: 'ignore' }).unref(); } catch {}
  const socket = net.connect(port, '127.0.0.1');
  const say = (network) => { process.stdout.write(JSON.stringify({ environment, files, network, user: user >= 0 && process.getuid() !== user }), () => process.exit(0)); };
  socket.on('connect', () => say(false)).on('error', () => say(true));`;
