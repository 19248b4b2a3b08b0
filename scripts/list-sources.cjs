// Prints the addon's sources, one a line, for binding.gyp.
const { readFileSync } = require('node:fs');
const { join } = require('node:path');

process.stdout.write(readFileSync(join(__dirname, '../native/sources.txt'), 'utf8'));
