import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CompilerState, Extractor, ExtractorConfig, ExtractorLogLevel, type ExtractorMessage, type IConfigFile } from '@microsoft/api-extractor';
import type { Face } from './faces.ts';
import { parseModel, type Item } from './model.ts';

/** What API Extractor says about one face. */
export interface Extract {
  readonly face: Face;
  /** The text of the report. */
  readonly report: string;
  readonly items: readonly Item[];
  /** What must be mended before the declarations can be published, as sentences that begin with a place. */
  readonly complaints: readonly string[];
}

/** Our comments say `@throws {Panic} …`, as JSDoc does, and nothing is marked `@public`: everything exported is. */
const silent: ReadonlySet<string> = new Set(['ae-missing-release-tag', 'ae-internal-missing-underscore']);

/** Reads the faces' declarations, which `npm run build` has made. */
export function extract(root: string, faces: readonly Face[]): Extract[] {
  const folder = mkdtempSync(join(tmpdir(), 'api-'));
  try {
    const configs = faces.map((face) => prepare(root, face, folder));
    const [first] = configs;
    if (!first) return [];
    // The faces share most of their declarations, which are parsed once.
    const compilerState = CompilerState.create(first, { additionalEntryPoints: faces.map((face) => join(root, face.declarations)) });
    return configs.map((config, at) => extractOne(root, faces[at] as Face, config, compilerState));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function extractOne(root: string, face: Face, config: ExtractorConfig, compilerState: CompilerState): Extract {
  const complaints: string[] = [];
  Extractor.invoke(config, {
    compilerState,
    localBuild: true,
    messageCallback: (message) => {
      message.handled = true;
      if (isComplaint(message)) complaints.push(sentence(root, message));
    },
  });
  return {
    face, complaints,
    report: readFileSync(config.reportFilePath, 'utf8'),
    items: parseModel(readFileSync(config.apiJsonFilePath, 'utf8')),
  };
}

function prepare(root: string, face: Face, folder: string): ExtractorConfig {
  return ExtractorConfig.prepare({
    configObject: configuration(root, face, folder),
    configObjectFullPath: undefined,
    packageJsonFullPath: join(root, 'package.json'),
  });
}

function configuration(root: string, face: Face, folder: string): IConfigFile {
  const none = { default: { logLevel: ExtractorLogLevel.None } };
  return {
    projectFolder: root,
    mainEntryPointFilePath: join(root, face.declarations),
    newlineKind: 'lf',
    compiler: {
      overrideTsconfig: {
        compilerOptions: { module: 'nodenext', target: 'es2023', lib: ['esnext'], types: ['node'], strict: true, skipLibCheck: true },
        files: [face.declarations],
      },
    },
    apiReport: { enabled: true, reportFileName: `${face.name}.api.md`, reportFolder: folder, reportTempFolder: folder },
    docModel: { enabled: true, apiJsonFilePath: join(folder, `${face.name}.api.json`) },
    dtsRollup: { enabled: false },
    tsdocMetadata: { enabled: false },
    messages: {
      compilerMessageReporting: { default: { logLevel: ExtractorLogLevel.Error } },
      extractorMessageReporting: {
        default: { logLevel: ExtractorLogLevel.Error },
        ...Object.fromEntries([...silent].map((id) => [id, { logLevel: ExtractorLogLevel.None }])),
      },
      tsdocMessageReporting: none,
    },
  };
}

function isComplaint({ logLevel, messageId }: ExtractorMessage): boolean {
  return logLevel === ExtractorLogLevel.Error && !messageId.startsWith('console-api-report');
}

function sentence(root: string, { sourceFilePath, sourceFileLine, messageId, text }: ExtractorMessage): string {
  const place = sourceFilePath === undefined ? '' : `${sourceFilePath.replace(`${root}/`, '')}:${sourceFileLine ?? 0}: `;
  return `${place}${text} (${messageId})`;
}
