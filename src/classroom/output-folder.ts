/** The folder a grading writes to. It is ours: it says so, and a folder that is not ours is not written to. */
import { createHash, randomBytes } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { mkdir, readFile, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { lock } from 'proper-lockfile';
import writeFileAtomic from 'write-file-atomic';
import { z } from 'zod';
import { WorkspaceError } from '../errors.ts';
import { secretSeed, type Seed } from '../judge/index.ts';
import { codeOf, messageOf } from '../system-error.ts';
import { recordSchemaId, type GradeRecord } from './record.ts';

const markSchemaId = 'concurrency-tutor/grading/v1';
const markName = 'grading.json';
const readme = `This folder is written by \`concurrency-tutor grade\`. Files in it are replaced at every run: keep your own elsewhere.

gradebook.html   the results as one page
gradebook.csv    the same for a spreadsheet
gradebook.json   the same for programs
logs/            what each student's program did, one file a student
records/         every verdict as it was decided; the next run keeps those that still stand
grading.json     the seed and the names that belong to the anonymous ones: do not hand it out
`;

const markSchema = z.object({
  schema: z.literal(markSchemaId),
  /** Names the jobs of this grading in a queue. */
  id: z.string(),
  seed: z.union([z.int(), z.string()]),
  /** Pseudonym by student, once somebody asked for them. */
  pseudonyms: z.record(z.string(), z.string()),
});

export type Grading = z.infer<typeof markSchema>;

export class OutputFolder {
  readonly path: string;
  #grading: Grading;
  readonly #release: () => Promise<void>;

  private constructor(path: string, grading: Grading, release: () => Promise<void>) {
    this.path = path;
    this.#grading = grading;
    this.#release = release;
  }

  /** Makes the folder, or takes up the one of an earlier run. Only one run at a time works in it. */
  static async claim(path: string, seed: Seed | undefined): Promise<OutputFolder> {
    const known = await readGrading(path);
    if (known === undefined) requireEmpty(path);
    await mkdir(path, { recursive: true });
    const release = await lock(path, { lockfilePath: join(path, '.lock'), stale: 20_000 }).catch((error: unknown) => {
      throw new WorkspaceError('grading-runs', codeOf(error) === 'ELOCKED' ? `Another grade is at work in ${path}.` : `${path} cannot be locked: ${messageOf(error)}.`, 'Wait until it has ended, or give another folder with --out.', { cause: error });
    });
    const folder = new OutputFolder(path, known ?? { schema: markSchemaId, id: randomBytes(9).toString('hex'), seed: seed ?? secretSeed(), pseudonyms: {} }, release);
    await folder.#saveGrading(seed === undefined ? {} : { seed });
    await Promise.all([folder.write('README.txt', readme), mkdir(join(path, 'records'), { recursive: true }), mkdir(join(path, 'logs'), { recursive: true })]);
    return folder;
  }

  get grading(): Grading {
    return this.#grading;
  }

  async #saveGrading(change: Partial<Grading>): Promise<void> {
    this.#grading = { ...this.#grading, ...change };
    await writeFileAtomic(join(this.path, markName), `${JSON.stringify(this.#grading, null, 2)}\n`, { mode: 0o600 });
  }

  async savePseudonyms(pseudonyms: Readonly<Record<string, string>>): Promise<void> {
    await this.#saveGrading({ pseudonyms: { ...pseudonyms } });
  }

  /** Replaces a file as a whole. */
  async write(file: string, text: string): Promise<void> {
    await writeFileAtomic(join(this.path, file), text);
  }

  async saveRecord(record: GradeRecord): Promise<void> {
    const folder = join(this.path, 'records', fileName(record.student));
    await mkdir(folder, { recursive: true });
    await writeFileAtomic(join(folder, `${record.exercise}.json`), `${JSON.stringify(record)}\n`);
  }

  /** Removes files of a kind that are not among these. */
  async keepOnly(folder: string, names: ReadonlySet<string>): Promise<void> {
    const there = await readdir(join(this.path, folder));
    await Promise.all(there.filter((name) => !names.has(name)).map((name) => rm(join(this.path, folder, name), { force: true })));
  }

  async release(): Promise<void> {
    await this.#release();
  }
}

/** The record of a student's work on an exercise. A damaged one counts as none: its work is judged again. */
export async function readRecord(out: string, student: string, exercise: string): Promise<GradeRecord | undefined> {
  try {
    const record = JSON.parse(await readFile(join(out, 'records', fileName(student), `${exercise}.json`), 'utf8')) as GradeRecord;
    return record.schema === recordSchemaId && record.student === student ? record : undefined;
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Every record of an earlier run. */
export async function readRecords(out: string): Promise<GradeRecord[]> {
  const folders = await readdir(join(out, 'records')).catch(() => []);
  const found = await Promise.all(folders.map(async (folder) => {
    const files = await readdir(join(out, 'records', folder));
    return Promise.all(files.filter((file) => file.endsWith('.json')).map(async (file) => JSON.parse(await readFile(join(out, 'records', folder, file), 'utf8')) as GradeRecord));
  }));
  return found.flat();
}

export async function readGrading(path: string): Promise<Grading | undefined> {
  try {
    return markSchema.parse(JSON.parse(await readFile(join(path, markName), 'utf8')));
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    if (codeOf(error) === 'ENOTDIR') throw notOurs(path);
    throw new WorkspaceError('damaged-grading', `${join(path, markName)} is damaged.`, 'Give another folder with --out, and keep this one until you have compared the two.', { cause: error });
  }
}

function requireEmpty(path: string): void {
  try {
    if (readdirSync(path).length === 0) return;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return;
  }
  throw notOurs(path);
}

function notOurs(path: string): WorkspaceError {
  return new WorkspaceError('not-our-folder', `${path} is not a folder that grade has made. Nothing was written.`, 'Give --out a new folder.');
}

/** A student's name as every file system takes it; different names stay different. */
export function fileName(student: string): string {
  const safe = student.normalize('NFC').replaceAll(/[^A-Za-z0-9._-]+/g, '_').replace(/^[._]+/, '').slice(0, 60);
  const isPlain = safe !== '' && safe === student && student === student.toLowerCase() && !student.endsWith('.') && !/^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/.test(student);
  return isPlain ? student : `${safe}-${createHash('sha256').update(student).digest('hex').slice(0, 8)}`;
}
