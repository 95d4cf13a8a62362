export * from '../starter/options.ts';
