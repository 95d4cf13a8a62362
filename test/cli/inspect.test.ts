import { beforeAll, expect, test } from 'vitest';
import { SourceMapConsumer, type RawSourceMap } from 'source-map-js';
import { ensureBuilt } from '../support/built.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { tutor } from '../support/tutor.ts';

beforeAll(ensureBuilt, 120_000);

interface Message {
  readonly method?: string;
  readonly params?: {
    readonly url?: string; readonly scriptId?: string; readonly sourceMapURL?: string;
    readonly callFrames?: readonly { readonly location: { readonly scriptId: string; readonly lineNumber: number; readonly columnNumber: number } }[];
  };
}

/** Attaches to an address as a debugger does, and goes on whenever the program stops. @returns the places in the author's source where it stopped */
function debugged(address: string): Promise<string[]> {
  const socket = new WebSocket(address);
  const maps = new Map<string, SourceMapConsumer>();
  const places: string[] = [];
  let id = 0;
  const send = (method: string): void => socket.send(JSON.stringify({ id: ++id, method }));
  socket.addEventListener('open', () => ['Runtime.enable', 'Debugger.enable', 'Runtime.runIfWaitingForDebugger'].forEach(send));
  socket.addEventListener('message', ({ data }) => {
    const { method, params } = JSON.parse(String(data)) as Message;
    if (method === 'Debugger.scriptParsed' && params?.url?.includes('program-') && params.sourceMapURL && params.scriptId) maps.set(params.scriptId, consumerOf(params.sourceMapURL));
    // Node waits for its debugger to leave.
    if (method === 'Runtime.executionContextDestroyed') socket.close();
    if (method !== 'Debugger.paused') return;
    const location = params?.callFrames?.[0]?.location;
    const place = location && maps.get(location.scriptId)?.originalPositionFor({ line: location.lineNumber + 1, column: location.columnNumber });
    places.push(place ? `${place.source} ${place.line}` : 'nowhere');
    send('Debugger.resume');
  });
  return new Promise((resolve, reject) => {
    socket.addEventListener('close', () => resolve(places));
    socket.addEventListener('error', () => reject(new Error('the connection failed')));
  });
}

function consumerOf(address: string): SourceMapConsumer {
  const [, text = ''] = address.split('base64,');
  return new SourceMapConsumer(JSON.parse(Buffer.from(text, 'base64').toString()) as RawSourceMap);
}

async function stops(source: string): Promise<{ readonly places: readonly string[]; readonly stdout: string; readonly code: number | null; readonly path: string }> {
  await using folder = await temporaryFolder();
  await folder.write('main.ts', source);
  const explored = await tutor(['run', 'main.ts', '--schedules', '50', '--json'], { cwd: folder.path });
  const { findings } = JSON.parse(explored.stdout) as { readonly findings: readonly { readonly replay: string }[] };
  let places: Promise<string[]> = Promise.resolve([]);
  const { stdout, code } = await tutor(['run', 'main.ts', '--replay', findings[0]?.replay ?? '', '--inspect'], {
    cwd: folder.path,
    onStart: (child) => {
      let said = '';
      child.stderr?.on('data', (text: string) => {
        const before = said;
        said += text;
        const address = /Debugger listening on (ws:\S+)/.exec(said)?.[1];
        if (address && !/Debugger listening on (ws:\S+)/.test(before)) places = debugged(address);
      });
    },
  });
  return { places: (await places).map((place) => place.replace(/^file:\/\/\S*\//, '')), stdout, code, path: folder.path };
}

test('a debugger stops at the beginning of the program, and at the operation that the finding is about', { timeout: 60_000 }, async () => {
  const { places, stdout, code } = await stops([
    "import { chan, go, run } from 'concurrency-tutor';",
    '',
    'async function produce(numbers: ReturnType<typeof chan<number>>): Promise<void> {',
    '  for (let n = 0; n < 3; n++) {',
    '    await numbers.send(n);',
    '  }',
    '}',
    '',
    'await run(async () => {',
    '  const numbers = chan<number>();',
    '  go(produce, numbers);',
    '  for (let n = 0; n < 4; n++) {',
    '    console.log(await numbers.receive());',
    '  }',
    '});',
  ].join('\n'));
  expect(code).toBe(1);
  expect(stdout).toContain('✗ deadlock  one schedule, repeated');
  expect(places).toHaveLength(2);
  expect(places[1]).toBe('main.ts 13');
  expect(places[0]).toBe('main.ts 1');
});

test('an arrow function without a body can be stopped in', { timeout: 60_000 }, async () => {
  const { places } = await stops("import { chan, go, gosched, run } from 'concurrency-tutor';\nawait run(async () => {\n  const results = chan<number>();\n  go(() =>\n    results.send(1));\n  await gosched();\n});\n");
  expect(places.at(-1)).toBe('main.ts 5');
});
