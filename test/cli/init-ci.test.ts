import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { ensureBuilt, launcher } from '../support/built.ts';
import { temporaryFolder, type TemporaryFolder } from '../support/temporary-folder.ts';
import { smallCourse, tutor } from '../support/tutor.ts';
import { workflowObjections } from '../support/workflow-parser.ts';
import { newWorkspace } from '../support/workspace.ts';

beforeAll(ensureBuilt, 120_000);

interface Step {
  readonly name?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly 'working-directory'?: string;
}

/** The steps end in `grade`. */
const hasGrade = existsSync(new URL('../../src/cli/commands/grade.ts', import.meta.url));
const workflowFile = '.github/workflows/grade.yml';

async function written(platform: string, file: string): Promise<string> {
  await using folder = await temporaryFolder();
  const { code, stderr } = await tutor(['init', '--ci', platform], { cwd: folder.path });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return folder.read(file);
}

async function stepsOf(workflow: string): Promise<readonly Step[]> {
  return (parse(workflow) as { jobs: { grade: { steps: Step[] } } }).jobs.grade.steps;
}

/** The workflow that comes with a workspace. */
async function studentsWorkflow(): Promise<string> {
  await using workspace = await newWorkspace();
  return workspace.read('.github/workflows/concurrency-tutor.yml');
}

test('GitHub\'s own parser accepts the workflow, and would refuse a broken one', async () => {
  const workflow = await written('github', workflowFile);
  expect(await workflowObjections(workflow)).toEqual([]);
  expect(await workflowObjections(await studentsWorkflow())).toEqual([]);
  expect(await workflowObjections(workflow.replace('runs-on:', 'runs-at:'))).not.toEqual([]);
  expect(await workflowObjections(workflow.replace('inputs.repository', 'inputs.repository +'))).not.toEqual([]);
});

test('the student\'s repository is data: no command runs in it, none is made of what somebody typed, and no credentials stay', async () => {
  const steps = await stepsOf(await written('github', workflowFile));
  for (const { run = '', 'working-directory': place = '' } of steps) {
    expect(run).not.toMatch(/\$\{\{/);
    expect(run).not.toMatch(/cd .*submission/);
    expect(place).not.toContain('submission');
  }
  const checkouts = steps.filter(({ uses }) => uses?.startsWith('actions/checkout@'));
  expect(checkouts.map((step) => step.with?.['path'])).toEqual(['teacher', 'submission']);
  for (const step of checkouts) expect(step.with?.['persist-credentials']).toBe(false);
  const script = (parse(await written('gitlab', '.gitlab-ci.yml')) as { grade: { script: string[] } }).grade.script;
  expect(script.join('\n')).not.toMatch(/cd .*submission/);
  expect(script.find((line) => line.includes(' clone '))).toContain('core.hooksPath=/dev/null');
});

test('a file that is there is left alone, exit code 3; the same one is fine', async () => {
  await using folder = await temporaryFolder();
  await folder.write(workflowFile, 'mine');
  expect(await tutor(['init', '--ci', 'github'], { cwd: folder.path })).toMatchObject({ code: 3, stderr: expect.stringContaining(`  ${workflowFile}\n`) });
  expect(await folder.read(workflowFile)).toBe('mine');
  expect((await tutor(['init', '--ci', 'gitlab'], { cwd: folder.path })).code).toBe(0);
  expect(await tutor(['init', '--ci', 'gitlab'], { cwd: folder.path })).toMatchObject({ code: 0, stdout: expect.stringContaining('Already there') });
  expect((await tutor(['init', '--ci', 'jenkins'], { cwd: folder.path })).code).toBe(2);
});

/** A runner's machine: folders as it lays them out, and stand-ins for what would change the machine or use the network. */
async function runnerMachine(folder: TemporaryFolder): Promise<NodeJS.ProcessEnv> {
  const tools = join(folder.path, 'tools');
  const standIns: Record<string, string> = {
    sudo: 'exit 0', 'apt-get': 'exit 0',
    // Installs what is built here in place of the published package.
    npm: `[ "$1" = install ] || exit 9
while [ $# -gt 0 ]; do if [ "$1" = --prefix ]; then prefix="$2"; fi; shift; done
mkdir -p "$prefix/node_modules/.bin"
printf '#!/bin/sh\\nexec "${process.execPath}" "${launcher}" "$@"\\n' > "$prefix/node_modules/.bin/concurrency-tutor"
chmod +x "$prefix/node_modules/.bin/concurrency-tutor"`,
  };
  await mkdir(tools, { recursive: true });
  for (const [name, script] of Object.entries(standIns)) {
    await writeFile(join(tools, name), `#!/bin/sh\n${script}\n`);
    await chmod(join(tools, name), 0o755);
  }
  for (const place of ['workspace', 'temp']) await mkdir(join(folder.path, place));
  return {
    PATH: `${tools}:${process.env['PATH']}`, HOME: folder.path, LANG: 'C.UTF-8', CONCURRENCY_TUTOR_COURSE: smallCourse, EXERCISE: 'exercise-1',
    GITHUB_WORKSPACE: join(folder.path, 'workspace'), RUNNER_TEMP: join(folder.path, 'temp'), CI_PROJECT_DIR: join(folder.path, 'workspace'),
  };
}

/** A student's repository that would like to be more than data. */
async function studentsRepository(place: string, solution: string): Promise<void> {
  await using workspace = await newWorkspace();
  await workspace.solve('exercise-1-adder', solution);
  await workspace.write('.npmrc', `script-shell=/bin/false\n`);
  await workspace.write('package.json', '{"scripts":{"preinstall":"touch ../ran"}}');
  await cp(workspace.path, place, { recursive: true });
}

test.skipIf(!hasGrade).for([['01-adder/loop', 0], ['../exercises/01-adder/starter', 1]] as const)('the steps of the GitHub workflow grade %s: exit code %i, and a gradebook', async ([solution, expected]) => {
  await using folder = await temporaryFolder();
  const env = await runnerMachine(folder);
  await studentsRepository(join(folder.path, 'workspace', 'submission'), solution);
  let last: number | null = 0;
  for (const { run, 'working-directory': place } of await stepsOf(await written('github', workflowFile))) {
    if (run === undefined) continue;
    const cwd = place?.replace('${{ runner.temp }}', env['RUNNER_TEMP'] ?? '') ?? env['GITHUB_WORKSPACE'];
    const ran = spawnSync('bash', ['-eo', 'pipefail', '-c', run], { cwd, env, encoding: 'utf8' });
    last = ran.status;
    if (last !== 0 && last !== expected) throw new Error(ran.stdout + ran.stderr);
  }
  expect(last).toBe(expected);
  expect(await readFile(join(folder.path, 'temp', 'grades', 'gradebook.csv'), 'utf8')).toContain('submission');
});

test.skipIf(!hasGrade)('the script of the GitLab job grades, too', async () => {
  await using folder = await temporaryFolder();
  const env = await runnerMachine(folder);
  const origin = join(folder.path, 'origin', 'group', 'student.git');
  await studentsRepository(origin, '01-adder/loop');
  for (const args of [['init', '-q'], ['add', '-f', '.'], ['-c', 'user.name=s', '-c', 'user.email=s@example.org', 'commit', '-qm', 'work']]) {
    expect(spawnSync('git', args, { cwd: origin, encoding: 'utf8' })).toMatchObject({ status: 0 });
  }
  const { script } = (parse(await written('gitlab', '.gitlab-ci.yml')) as { grade: { script: string[] } }).grade;
  // In place of the server stands a folder.
  const local = script.join('\n').replace(/https:\/\/[^/]*\/(?=\$SUBMISSION)/, `file://${folder.path}/origin/`);
  const ran = spawnSync('bash', ['-eo', 'pipefail', '-c', local], { cwd: env['CI_PROJECT_DIR'], env: { ...env, SUBMISSION: 'group/student' }, encoding: 'utf8' });
  expect({ status: ran.status, printed: ran.status === 0 ? '' : ran.stdout + ran.stderr }).toEqual({ status: 0, printed: '' });
  expect(await readFile(join(folder.path, 'workspace', 'grades', 'gradebook.csv'), 'utf8')).toContain('submission');
});
