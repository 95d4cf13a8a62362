export * from '../../../exercises/project-2-chat/starter/socket.ts';
