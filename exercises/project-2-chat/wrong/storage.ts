export * from '../starter/storage.ts';
