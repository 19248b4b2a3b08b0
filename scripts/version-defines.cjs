// Prints the version of package.json as the defines that native/version.rc uses, one a line, for binding.gyp. A resource has
// numbers alone, so what follows the third one is left out.
const { version } = require('../package.json');

const [major, minor, patch] = version.split(/[.+-]/);
process.stdout.write(`WINSTATION_MAJOR=${major}\nWINSTATION_MINOR=${minor}\nWINSTATION_PATCH=${patch}\n`);
