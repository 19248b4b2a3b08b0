// Which files of the package each step opens that the ones before it did not.
const { dirname, relative } = require('node:path');

const dist = dirname(require.resolve('winstation'));
const opened = () => Object.keys(require.cache).map(file => relative(dist, file).replaceAll('\\', '/'));
const steps = {
  "require('winstation')": () => require('winstation'),
  'localHost()': () => require('winstation').localHost(),
  "require('winstation/mock')": () => require('winstation/mock'),
};
const result = {};
for (const [name, step] of Object.entries(steps)) {
  const before = opened();
  step();
  result[name] = opened()
    .filter(file => !before.includes(file))
    .sort();
}
console.log(JSON.stringify(result));
