/**
 * Go-style concurrency for TypeScript.
 * @packageDocumentation
 */
export * from './runtime/index.ts';
export * as threads from './threads/index.ts';
