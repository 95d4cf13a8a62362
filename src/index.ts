/**
 * Go-style concurrency for TypeScript.
 * @packageDocumentation
 */
export * from './runtime/index.ts';
