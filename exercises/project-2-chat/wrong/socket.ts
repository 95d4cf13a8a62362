export * from '../starter/socket.ts';
