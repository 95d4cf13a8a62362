export * from '../../../exercises/project-2-chat/starter/storage.ts';
