/** Hears of everything that could end the process while it holds the terminal. */

export type Ending =
  | { readonly kind: 'signal'; readonly signal: 'SIGINT' | 'SIGTERM' | 'SIGHUP' }
  | { readonly kind: 'error'; readonly error: unknown };

/** Gives the way to stop watching. */
export function watchProcess(onEnding: (ending: Ending) => void, onContinue: () => void): () => void {
  const signals = (['SIGINT', 'SIGTERM', 'SIGHUP'] as const).map((signal) => ({ signal, hear: () => onEnding({ kind: 'signal', signal }) }));
  const fail = (error: unknown) => onEnding({ kind: 'error', error });
  for (const { signal, hear } of signals) process.on(signal, hear);
  process.on('uncaughtException', fail).on('unhandledRejection', fail).on('SIGCONT', onContinue);
  return () => {
    for (const { signal, hear } of signals) process.off(signal, hear);
    process.off('uncaughtException', fail).off('unhandledRejection', fail).off('SIGCONT', onContinue);
  };
}

/** Stops the whole foreground job, as Ctrl-Z does outside raw mode; `fg` in the shell continues it. */
export function stopJob(): void {
  process.kill(0, 'SIGTSTP');
}
