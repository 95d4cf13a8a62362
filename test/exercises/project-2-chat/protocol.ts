export * from '../../../exercises/project-2-chat/starter/protocol.ts';
