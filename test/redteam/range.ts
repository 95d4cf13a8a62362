/** Where attacks are tried: an exercise with a secret, another student beside it, a server that nobody should reach. */
import { readdirSync, readFileSync, existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setTimeout as sleep } from 'node:timers/promises';
import { judge, secretSeed, type Judgement } from '../../src/judge/index.ts';
import { suiteHash } from '../../src/judge/suite.ts';
import { fixture } from '../judge/workshop.ts';
import { aimed, sourceOf, type Attack, type Targets } from './attack.ts';

export const vault = fixture('vault', { files: ['work.ts'], exports: ['work'], checks: [{ id: 'number' }, { id: 'record' }, { id: 'list' }], limits: { seconds: 20, memory: 128, schedules: 5 } });

/** What must be found nowhere in a judgement. */
export const canaries = { environment: 'CANARY-of-the-environment-77aa', others: 'CANARY-of-ada-31e0', suite: 'CANARY-of-the-suite-5f1c' } as const;

export interface Range {
  /** Has an attack judged, and tells what it did. */
  commit(attack: Attack): Promise<Aftermath>;
  close(): Promise<void>;
}

export interface Aftermath {
  readonly judgement: Judgement;
  /** What it changed, reached or left, in words; nothing if all is well. */
  readonly damage: readonly string[];
}

export async function openRange(): Promise<Range> {
  const others = await mkdtemp(join(tmpdir(), 'others-'));
  await write(others, { 'ada/work.ts': `export const adasSecret: '${canaries.others}' = '${canaries.others}';\n`, 'gradebook.json': `{"ada":"${canaries.others}"}\n` });
  process.env['REDTEAM_SECRET'] = canaries.environment;
  let connections = 0;
  const server = createServer((socket) => { connections += 1; socket.destroy(); });
  await new Promise<void>((done) => { server.listen(0, '127.0.0.1', done); });
  const before = { hash: await suiteHash(vault), others: await contents(others) };
  const targets = {
    SUITE: join(vault.folder, 'suite'), OTHERS: others, PORT: String((server.address() as AddressInfo).port), JUDGE: String(process.pid),
    ROOT: fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, ''),
  };
  let number = 0;

  return {
    async commit(attack) {
      number += 1;
      const mark = `redteam-${process.pid}-${number}`;
      const judgement = await judgeAttack(attack, { ...targets, MARK: mark });
      const left = await remains(mark);
      return {
        judgement,
        damage: [
          ...left.map((name) => `left behind: ${name}`),
          ...(await contents(others) === before.others ? [] : ['the files of others have changed']),
          ...(await suiteHash(vault) === before.hash ? [] : ['the suite has changed']),
          ...(connections === 0 ? [] : [`${connections} connections reached the host`]),
          ...Object.values(canaries).filter((canary) => JSON.stringify(judgement).includes(canary)).map((canary) => `it read ${canary}`),
        ],
      };
    },
    async close() {
      delete process.env['REDTEAM_SECRET'];
      server.close();
      await rm(others, { recursive: true, force: true });
    },
  };
}

async function judgeAttack(attack: Attack, targets: Targets): Promise<Judgement> {
  const folder = await mkdtemp(join(tmpdir(), 'handed-in-'));
  const files = { 'work.ts': sourceOf(attack), ...attack.files };
  if (attack.files !== undefined && 'work.ts/x.ts' in attack.files) Reflect.deleteProperty(files, 'work.ts');
  await write(folder, Object.fromEntries(Object.entries(files).map(([name, text]) => [name, aimed(text, targets)])));
  try {
    return await judge({ exercise: vault, folder, seed: secretSeed(), isolation: 'strongest', audits: attack.deserves === 'contradicted' ? 5 : 1, limits: attack.isSlow === true ? { seconds: 3 } : {} });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Processes and files that bear the mark, and folders of the judge's own. */
async function remains(mark: string): Promise<readonly string[]> {
  // The system takes a moment to bury what it has killed.
  for (let patience = 100; patience > 0 && processesWith(mark).length > 0; patience -= 1) await sleep(50);
  const files = ['/tmp', '/var/tmp', '/dev/shm'].map((folder) => join(folder, mark)).filter((path) => existsSync(path));
  return [...processesWith(mark), ...files];
}

function processesWith(mark: string): string[] {
  return readdirSync('/proc').filter((id) => /^\d+$/.test(id)).flatMap((id) => {
    try {
      const line = readFileSync(`/proc/${id}/cmdline`, 'utf8').replaceAll('\0', ' ');
      return line.includes(mark) ? [`${id}: ${line}`] : [];
    } catch {
      return [];
    }
  });
}

async function contents(folder: string): Promise<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name)).toSorted();
  return JSON.stringify(await Promise.all(files.map(async (file) => [file, await readFile(file, 'utf8')])));
}

async function write(folder: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
}
