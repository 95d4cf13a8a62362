import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '..', '..');
let project = '';

/** A project like a user's: the package among its modules, as npm would put it there. */
beforeAll(() => {
  project = mkdtempSync(join(tmpdir(), 'vitest-project-'));
  cpSync(join(root, 'test', 'fixtures', 'vitest-project'), project, { recursive: true });
  writeFileSync(join(project, 'package.json'), '{ "type": "module" }');
  const modules = join(project, 'node_modules');
  mkdirSync(join(modules, 'concurrency-tutor'), { recursive: true });
  for (const name of readdirSync(join(root, 'node_modules'))) if (!name.startsWith('.')) symlinkSync(join(root, 'node_modules', name), join(modules, name));
  for (const name of ['dist', 'package.json']) cpSync(join(root, name), join(modules, 'concurrency-tutor', name), { recursive: true });
}, 120_000);
afterAll(() => rmSync(project, { recursive: true, force: true }));

interface Result {
  readonly title: string;
  readonly status: string;
  readonly failureMessages: readonly string[];
}

function results(config: string): Map<string, Result> {
  const { stdout, stderr } = spawnSync(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', '--config', config, '--reporter=json', '--outputFile=results.json'], { cwd: project, encoding: 'utf8' });
  const report = join(project, 'results.json');
  if (!existsSync(report)) throw new Error(stdout + stderr);
  const { testResults } = JSON.parse(readFileSync(report, 'utf8')) as { readonly testResults: readonly { readonly assertionResults: readonly Result[] }[] };
  return new Map(testResults.flatMap(({ assertionResults }) => assertionResults.map((result) => [result.title, result])));
}

describe('with the plugin', () => {
  let all = new Map<string, Result>();
  beforeAll(() => { all = results('with-plugin.config.ts'); }, 120_000);

  test('a correct test passes', () => {
    expect(all.get('a guarded account')).toMatchObject({ status: 'passed' });
  });

  test('a race in an imported module is explained, with places in the author’s source', () => {
    const [message = ''] = all.get('an account without a guard')?.failureMessages ?? [];
    expect(message).toMatch(/^ScheduleFailure: race, after one schedule/);
    expect(message).toMatch(/`this\.balance`, at account\.ts:(?:8:20|10:5)/);
    expect(message).toMatch(/replay: 'ct\d+-[a-z0-9-]+'/);
    expect(message).not.toContain('not looked for');
  });

  test('a race over a variable of the test itself is found', () => {
    expect(all.get('a variable of the test')?.failureMessages.join()).toMatch(/race \(parallel-only\).*`calls`, at accounts\.test\.ts:24:51/);
  });

  test('other findings name what the test calls things', () => {
    expect(all.get('nobody sends')?.failureMessages.join()).toMatch(/deadlock \(receive\).*main waits for ever to receive from `silent`, at accounts\.test\.ts:31:16/i);
  });
});

describe('without it', () => {
  let all = new Map<string, Result>();
  beforeAll(() => { all = results('without-plugin.config.ts'); }, 120_000);

  test('races are not found', () => {
    expect(all.get('a variable of the test')).toMatchObject({ status: 'passed' });
  });

  test('and a failure says that they were not looked for', () => {
    expect(all.get('nobody sends')?.failureMessages.join()).toContain('Data races were not looked for');
  });
});
