import { readFileSync } from 'node:fs';
import { isAbsolute, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Naming, SourceMapper, SourceSite } from '../runtime/sites.ts';
import { SourceNames } from './source-names.ts';

/** Where this package's own code lies: its frames are never the author's. */
const ownFolder = fileURLToPath(new URL('..', import.meta.url)).replaceAll('\\', '/');

/** The sources of functions that somebody else has loaded, as they lie on the disk. Stacks lead to them already, as with every loader that has source maps. */
export class FileSources implements SourceMapper {
  readonly #root: string;
  readonly #names = new SourceNames((file) => this.#source(file));

  /** @param root paths in reports are relative to this folder */
  constructor(root: string) {
    this.#root = root;
  }

  site({ file, line, column }: SourceSite): SourceSite | undefined {
    if (!isAbsolute(file) && !file.startsWith('file://')) return undefined;
    const path = (file.startsWith('file://') ? fileURLToPath(file) : file).replaceAll('\\', '/');
    const short = relative(this.#root, path).replaceAll('\\', '/');
    if (path.startsWith(ownFolder) || short.startsWith('..') || short.includes('node_modules/')) return undefined;
    return { file: short, line, column };
  }

  sourceLine(file: string, line: number): string | undefined {
    return this.#source(file)?.split('\n')[line - 1];
  }

  naming(site: SourceSite): Naming | undefined {
    return this.#names.at(site);
  }

  #source(file: string): string | undefined {
    try {
      return readFileSync(resolve(this.#root, file), 'utf8');
    } catch {
      return undefined;
    }
  }
}
