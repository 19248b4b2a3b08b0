// As on Windows with a Node for arm64: the package has no addon for that, and the error says what to do.
Object.defineProperties(process, { platform: { value: 'win32' }, arch: { value: 'arm64' } });
const { activeConsoleSessionId, NoAddonError } = require('winstation');

try {
  activeConsoleSessionId();
  throw new Error('it should have been refused');
} catch (error) {
  if (!(error instanceof NoAddonError) || !/win32-arm64\/winstation\.node is not in the package/.test(error.message))
    throw error;
  console.log('proved');
}
