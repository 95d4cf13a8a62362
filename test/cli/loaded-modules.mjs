// Loaded before the program: writes the addresses of all modules it loads to the file MODULES_FILE.
import { appendFileSync } from 'node:fs';
import { registerHooks } from 'node:module';

registerHooks({
  load(url, context, nextLoad) {
    appendFileSync(process.env.MODULES_FILE, `${url}\n`);
    return nextLoad(url, context);
  },
});
