export * from '../starter/protocol.ts';
