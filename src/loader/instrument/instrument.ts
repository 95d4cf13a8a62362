import remapping from '@jridgewell/remapping';
import type { Loader } from 'esbuild';
import { Editor } from './editor.ts';
import { toJavaScript } from './javascript.ts';
import { rewrite } from './rewrite.ts';
import { namesIn } from './shared-variables.ts';
import { SiteList, type FileSites } from './sites.ts';

/** A file whose code tells of its accesses to memory that goroutines may share. */
export interface Instrumented {
  /** JavaScript, which calls the hooks by the names that `hookPattern` declares. */
  readonly code: string;
  /** From the code to the author's source, as JSON text. */
  readonly map: string;
  readonly sites: FileSites;
}

export interface InstrumentOptions {
  /** Path relative to the root of the program; what reports call the file. */
  readonly file: string;
  /** The name of the file, as its source map has it. */
  readonly name: string;
  readonly loader: Loader;
  /** What to put before the code, in its first line. */
  readonly prelude?: (sites: FileSites) => string;
}

/**
 * Makes a source tell of its accesses; otherwise it does what it did.
 * @returns `undefined` for a source that cannot be taken apart: it stays as it is
 * @throws esbuild's failure for one with an error in it
 */
export async function instrument(source: string, { file, name, loader, prelude }: InstrumentOptions): Promise<Instrumented | undefined> {
  const javaScript = await toJavaScript(source, { name, loader });
  if (!javaScript) return undefined;
  const names = namesIn(javaScript.tree);
  const sites = new SiteList(file);
  const editor = new Editor(javaScript, names, sites);
  rewrite(editor, javaScript.tree, new Map());
  if (prelude) editor.begin(prelude(sites.data()));
  const map = editor.text.generateMap({ source: 'code.js', hires: 'boundary' });
  const combined = remapping(map.toString(), (_, { depth }) => (depth === 1 ? javaScript.map : null));
  return { code: editor.text.toString(), map: combined.toString(), sites: sites.data() };
}
