import { plainEdge, winstation } from './harness.js';

/** The right that this process lacks. */
const MISSING: Readonly<Record<string, string | undefined>> = {
  'without-sys': '--allow-sys',
  'without-ffi': '--allow-ffi',
};

// Deno gives no right that it was not told to give. What is missing is said in the package's own words.
plainEdge(async check => {
  const { localHost, diagnose, NoAddonError } = winstation();
  const missing = MISSING[String(process.argv[2])];
  const outcome = await (async () => localHost().sessions())().catch((error: unknown) => error);
  const [addon] = (await diagnose()).checks;
  if (missing === undefined) {
    check(Array.isArray(outcome) && outcome.length > 0, `sessions() ended with ${outcome}`);
    check(addon?.state === 'ok', `the addon is ${JSON.stringify(addon)}`);
    return;
  }
  check(outcome instanceof NoAddonError && outcome.message.includes(missing), `sessions() ended with ${outcome}`);
  check(addon?.state === 'failed' && JSON.stringify(addon).includes(missing), `the addon is ${JSON.stringify(addon)}`);
});
