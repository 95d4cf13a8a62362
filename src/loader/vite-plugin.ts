import { basename, extname, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isOwnFile } from './bundle.ts';
import { hookName, hookNames } from './instrument/accesses.ts';
import { instrument } from './instrument/instrument.ts';
import type { FileSites } from './instrument/sites.ts';

/** A plugin of Vite, as far as it matters here. */
export interface InstrumentingPlugin {
  /** What Vite calls it. */
  readonly name: string;
  /** Before others: it reads what the author wrote. */
  readonly enforce: 'pre';
  /** Learns where the project lies; reports name files relative to that. */
  configResolved(config: { readonly root: string }): void;
  /** Instruments a module of the project; `undefined` for others. */
  transform(code: string, id: string): Promise<{ readonly code: string; readonly map: string } | undefined>;
}

const loaders: Readonly<Record<string, 'ts' | 'tsx' | 'js' | 'jsx'>> = { '.ts': 'ts', '.mts': 'ts', '.cts': 'ts', '.tsx': 'tsx', '.js': 'js', '.mjs': 'js', '.jsx': 'jsx' };
/** Where this package lies: its own code orders goroutines, and is no part of what is tested. */
const ownFolder = fileURLToPath(new URL('..', import.meta.url)).replaceAll('\\', '/');

/**
 * A plugin for Vite and Vitest that makes the project's modules, tests included, tell of their accesses to memory: then `explore` and `concurrent` find data races in
 * them. Packages under `node_modules` stay as they are.
 */
export function concurrencyTutor(): InstrumentingPlugin {
  let root = process.cwd();
  return {
    name: 'concurrency-tutor',
    enforce: 'pre',
    configResolved(config) {
      ({ root } = config);
    },
    async transform(code, id) {
      const [path = ''] = id.split('?');
      const loader = loaders[extname(path)];
      if (!loader || id.startsWith('\0') || !isOwnFile(path) || path.startsWith(ownFolder)) return undefined;
      const file = relative(root, path).replaceAll('\\', '/');
      return instrument(code, { file, name: basename(path), loader, prelude: imports });
    },
  };
}

/** Where the hooks come from, and what the module will tell of. */
function imports(sites: FileSites): string {
  const names = ['ct$tellsOf', ...hookNames.map(hookName)];
  return `import { ${names.join(', ')} } from 'concurrency-tutor/instrumented'; ct$tellsOf(${JSON.stringify(sites)}); `;
}
