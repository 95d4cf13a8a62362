/**
 * Attacks on the judge, each handed in as a submission. The everyday tier tries some of each kind; the full tier tries all.
 * Where there is no sandbox nothing of this is promised, and nothing is tried.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { strongestBox } from '../../src/judge/isolation/strongest.ts';
import { isFullTier, leftToFullTier } from '../support/full-tier.ts';
import type { Attack } from './attack.ts';
import { attacks, ownDesign } from './attacks/index.ts';
import { openRange, type Aftermath, type Range } from './range.ts';

const { problem } = await strongestBox();
if (problem !== undefined) console.log(`Skipped: attacks on the sandbox. ${problem.message} ${problem.help}`);

/** The everyday tier's: those that reach furthest into the design, and none that uses up the judge's patience. */
const everyday: ReadonlySet<string> = new Set([
  'SIGKILL to everybody', 'a value with asymmetricMatch', 'Object.entries patched', 'a forged answer with the nonce out of the process\'s own memory',
  'right only after another question of the same process', 'the suite, by its path', 'literal types of the suite in a type error',
  'a survivor of a survivor, without an environment', 'a call to the host\'s loopback', 'a package.json with scripts',
]);

test('there are at least 100 attacks, and 20 against this very design', () => {
  const all = Object.values(attacks).flat();
  expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
  expect(all.length).toBeGreaterThanOrEqual(100);
  expect(ownDesign.flatMap((kind) => attacks[kind] ?? []).length).toBeGreaterThanOrEqual(20);
  expect([...everyday].filter((name) => !all.some((attack) => attack.name === name))).toEqual([]);
});

describe.skipIf(problem !== undefined)('each gets what it deserves, and does no harm:', () => {
  let range: Range;
  beforeAll(async () => { range = await openRange(); });
  afterAll(async () => { await range.close(); });
  if (!isFullTier) leftToFullTier(`all but ${everyday.size} of the attacks on the judge`);

  for (const [kind, list] of Object.entries(attacks)) {
    const chosen = list.filter(({ name }) => isFullTier || everyday.has(name));
    test.for(chosen.map((attack) => [`${kind}: ${attack.name}`, attack] as const))('%s', { timeout: 120_000 }, async ([, attack]) => {
      expectDeserved(attack, await range.commit(attack));
    });
  }

  test('an honest submission beside attackers gets its points, and they get none of them', { timeout: 120_000 }, async () => {
    const honest: Attack = { name: 'honest', deserves: 'the points', body: 'return honest(question);' };
    const bad = Object.values(attacks).flat().filter(({ name }) => ['SIGKILL to everybody', 'everything removed', 'ten thousand lines'].includes(name));
    const [first, ...others] = await Promise.all([honest, ...bad].map(async (attack) => ({ attack, aftermath: await range.commit(attack) })));
    expect(first?.aftermath.judgement).toMatchObject({ verdict: { kind: 'pass' }, score: 3 });
    for (const { attack, aftermath } of others) expectDeserved(attack, aftermath);
  });
});

function expectDeserved({ deserves }: Attack, { judgement, damage }: Aftermath): void {
  expect(damage).toEqual([]);
  expect(judgement.trust.level).toBe('sandboxed');
  const { verdict, score } = judgement;
  if (deserves === 'no verdict') {
    expect({ passed: verdict.kind === 'pass', score }).toEqual({ passed: false, score: 0 });
    return;
  }
  // Nobody else gets out of a verdict by making it look like our fault.
  expect(verdict.kind === 'error' ? verdict.cause : undefined).toBeUndefined();
  switch (deserves) {
    case 'no points': expect({ kind: verdict.kind, score }).toEqual({ kind: 'fail', score: 0 }); break;
    case 'the points': expect(verdict.kind === 'fail' ? verdict.checks.filter(({ status }) => status !== 'pass') : []).toEqual([]); expect(score).toBe(3); break;
    case 'contradicted': expect(verdict.kind === 'fail' ? verdict.checks.map(({ cause }) => cause?.kind) : []).toContain('contradicted'); break;
    case 'either': break;
    default: deserves satisfies never;
  }
}
