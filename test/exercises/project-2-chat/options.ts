export * from '../../../exercises/project-2-chat/starter/options.ts';
