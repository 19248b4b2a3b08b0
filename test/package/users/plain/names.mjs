// Every name of the CommonJS files must be found when they are read by `import`, without running them.
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const result = {};
for (const entry of process.argv.slice(2)) {
  const asModule = await import(entry);
  const required = require(entry);
  const names = Object.keys(required);
  const lacking = names.filter(name => !Object.hasOwn(asModule, name) || asModule[name] !== required[name]);
  if (lacking.length > 0) throw new Error(`${entry}: import does not see ${lacking.join(', ')}`);
  result[entry] = names.length;
}
console.log(JSON.stringify(result));
