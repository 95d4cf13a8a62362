/** What `import … from 'concurrency-tutor/…'` can name: one report each. */
export interface Face {
  /** The report is `api/<name>.api.md`. */
  readonly name: string;
  /** The declarations, from the repository's root. */
  readonly declarations: string;
}

export const faces: readonly Face[] = [
  { name: 'index', declarations: 'dist/index.d.ts' },
  { name: 'testing', declarations: 'dist/testing.d.ts' },
  { name: 'vitest', declarations: 'dist/vitest.d.ts' },
  { name: 'suite', declarations: 'dist/suite.d.ts' },
];
