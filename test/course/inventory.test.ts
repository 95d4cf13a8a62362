import { describe, expect, test } from 'vitest';
import { builtInInventory, conceptCount } from '../../src/course/built-in-inventory.ts';
import { groupOf, isInventoryId, requiredIds } from '../../src/course/inventory.ts';

const idsOf = (group: string): readonly string[] => builtInInventory.groups.get(group) ?? [];
const required = (part: string): readonly string[] => requiredIds(builtInInventory, part);

const concepts = Array.from({ length: conceptCount }, (_, index) => index + 1);

function perConcept(pattern: (concept: number) => RegExp): number[] {
  return concepts.map((concept) => required(`lesson-${concept}`).filter((id) => pattern(concept).test(id)).length);
}

describe('the inventory has the totals the course was planned with', () => {
  test('twelve concepts and 36 questions', () => {
    expect(conceptCount).toBe(12);
    expect(idsOf('question')).toHaveLength(36);
  });

  test('88 where-to-use items', () => {
    expect(perConcept((n) => new RegExp(`^${n}\\.U\\d+$`))).toEqual([6, 6, 7, 10, 7, 7, 7, 7, 7, 8, 8, 8]);
  });

  test('92 pitfalls and four extra ones', () => {
    expect(perConcept((n) => new RegExp(`^${n}\\.P\\d+$`))).toEqual([7, 7, 7, 7, 7, 7, 7, 8, 8, 10, 8, 9]);
    expect(idsOf('pitfall').filter((id) => id.includes('PX'))).toEqual(['6.PX1', '6.PX2', '6.PX3', '6.PX4']);
  });

  test('277 key points', () => {
    expect(idsOf('key point')).toHaveLength(277);
  });

  test('225 exhibits in answers', () => {
    expect(perConcept((n) => new RegExp(`^${n}\\.Q\\d\\.[a-j]$|^${n}\\.Q\\d\\.[l-z]$|^${n}\\.Q\\d\\.k$`))).toEqual([6, 11, 21, 17, 24, 22, 19, 22, 16, 38, 12, 17]);
    expect(idsOf('exhibit')).toHaveLength(225);
  });

  test('exercises, criteria, troubleshooting, debugging, features, benchmarks, corrections', () => {
    const points = (prefix: string) => idsOf('exercise point').filter((id) => id.startsWith(prefix));
    // 52 bullets and 8 sentences in ten exercises; 38 bullets in two projects.
    expect([...points('A'), ...points('B')]).toHaveLength(60);
    expect(points('M')).toHaveLength(38);
    expect(idsOf('success criterion')).toHaveLength(43);
    expect(idsOf('troubleshooting')).toHaveLength(17);
    expect(idsOf('debugging technique')).toHaveLength(11);
    expect(idsOf('feature')).toHaveLength(93);
    expect(idsOf('benchmark')).toHaveLength(30);
    expect(idsOf('correction')).toHaveLength(175);
  });
});

test('every id is in exactly one group', () => {
  const ids = [...builtInInventory.groups.values()].flat();
  expect(new Set(ids).size).toBe(ids.length);
});

test('an id is known or it is not', () => {
  for (const id of ['1.E4', '6.PX4', '10.Q1.m', '9.Q1.k13', 'MA.C7', 'SC12.4', 'F93', 'C175']) expect(isInventoryId(builtInInventory, id), id).toBe(true);
  for (const id of ['1.E5', '1.PX1', '1.Q4', '1.Q1.b', '13.E1', 'MA.9', 'SC12', 'F94', '', 'e1']) expect(isInventoryId(builtInInventory, id), id).toBe(false);
  expect(groupOf(builtInInventory, '3.Q2.k4')).toBe('key point');
  expect(groupOf(builtInInventory, '10.Q1.k')).toBe('exhibit');
});

test('the required ids of concept 1 are not those of concept 10 to 12', () => {
  expect(required('lesson-1').every((id) => id.startsWith('1.'))).toBe(true);
  expect(required('lesson-1')).not.toContain('12.E1');
  expect(required('lesson-99')).toEqual([]);
});

test('exercises follow the learning order', () => {
  expect(required('exercise-3')).toEqual(['B3.1', 'B3.2', 'B3.3', 'B3.4', 'B3.5', 'B3.6']);
  expect(required('exercise-6')[0]).toBe('A1.1');
  expect(required('project-2')).toContain('MB.V5');
  expect(required('exercise-11')).toEqual([]);
});
