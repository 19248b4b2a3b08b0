// On a system without the addon: loading the package touches no native code, and using it says what to do.
process.dlopen = () => {
  throw new Error('something native was loaded');
};
const { localHost, activeConsoleSessionId, diagnose, NoAddonError } = require('winstation');
require('winstation/mock');

const native = Object.keys(require.cache).filter(file => /[\\/]native[\\/]|\.node$/.test(file));
if (native.length > 0) throw new Error(`loaded: ${native.join(', ')}`);

const refused = error => {
  if (!(error instanceof NoAddonError) || error.code !== 'ERR_WINSTATION_NO_ADDON') throw error;
  if (!error.message.includes('winstation/mock')) throw new Error(`does not say what to do: ${error.message}`);
};
const done = () => {
  throw new Error('it should have been refused');
};

(async () => {
  const host = localHost();
  await host.sessions().then(done, refused);
  let thrown;
  try {
    activeConsoleSessionId();
  } catch (error) {
    thrown = error;
  }
  refused(thrown);
  const { ok, checks } = await diagnose();
  if (ok || checks[0]?.name !== 'addon' || checks[0].state !== 'failed') throw new Error(JSON.stringify(checks));
  console.log('proved');
})();
