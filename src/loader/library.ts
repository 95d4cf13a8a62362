/** What programs that are loaded import by the package's name: always our own copy. */
export * from '../runtime/index.ts';
export * as threads from '../threads/index.ts';
