import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { extract, type Extract } from './extract.ts';
import { faces } from './faces.ts';
import { withoutMeaning } from './meaning.ts';
import { renderReference } from './reference.ts';

/** Everything that is generated, by path from the repository's root, and what stands in its way. */
export interface Generated {
  readonly files: ReadonlyMap<string, string>;
  readonly complaints: readonly string[];
}

/** The folders that hold generated files only. */
const folders = ['api', 'docs/api'];

/** Makes the reports and the reference from the declarations in `dist/`. */
export function generate(root: string): Generated {
  const extracts = extract(root, faces);
  const reports = extracts.map(({ face, report }): [string, string] => [`api/${face.name}.api.md`, report]);
  const pages = [...renderReference(extracts, (name) => headingOf(root, name))].map(([name, text]): [string, string] => [`docs/api/${name}`, text]);
  return { files: new Map([...reports, ...pages]), complaints: complaintsOf(extracts) };
}

/** What differs between what is generated and what lies there, as sentences. */
export function differences(root: string, { files }: Generated): string[] {
  const changed = [...files].filter(([path, text]) => read(join(root, path)) !== text).map(([path]) => `${path} is out of date.`);
  const surplus = folders.flatMap((folder) => list(join(root, folder)).map((name) => `${folder}/${name}`))
    .filter((path) => !files.has(path)).map((path) => `${path} is no longer generated.`);
  return [...changed, ...surplus];
}

function complaintsOf(extracts: readonly Extract[]): string[] {
  return [...new Set(extracts.flatMap(({ complaints, items }) => [...complaints, ...withoutMeaning(items)]))];
}

/** The comment at the head of a face's file, or of the file that a namespace stands for. The declarations lose it where an import follows. */
function headingOf(root: string, name: string): string {
  const face = join(root, 'src', `${name}.ts`);
  const text = readFileSync(existsSync(face) ? face : namespaceFile(root, name), 'utf8');
  return /^\s*(\/\*\*[\s\S]*?\*\/)/.exec(text)?.[1] ?? '';
}

function namespaceFile(root: string, name: string): string {
  for (const index of [join(root, 'src', 'runtime', 'index.ts'), join(root, 'src', 'index.ts')]) {
    const path = new RegExp(String.raw`export \* as ${name} from '(.+)'`).exec(readFileSync(index, 'utf8'))?.[1];
    if (path !== undefined) return join(dirname(index), path);
  }
  throw new Error(`src/index.ts exports no namespace ${name}. Run npm run build.`);
}

function read(path: string): string | undefined {
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}

function list(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder) : [];
}
