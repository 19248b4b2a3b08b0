// Which files of the package requiring an entry opens, and how many bytes they have. With nothing else in the process.
const { statSync } = require('node:fs');
const { dirname, relative } = require('node:path');

const dist = dirname(require.resolve('winstation'));
const before = Object.keys(require.cache);
require(process.argv[2]);
const files = Object.keys(require.cache).filter(file => !before.includes(file));
const bytes = files.reduce((sum, file) => sum + statSync(file).size, 0);
const names = files.map(file => relative(dist, file).replaceAll('\\', '/')).sort();
console.log(JSON.stringify({ files: names, bytes }));
