/** concurrency-tutor: Go-style concurrency for TypeScript. */
export * from './runtime/index.ts';
