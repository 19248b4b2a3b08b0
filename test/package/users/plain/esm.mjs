import * as everything from 'winstation';
import { createWorld } from 'winstation/mock';
import schema from 'winstation/scenario.schema.json' with { type: 'json' };
import { prove } from './prove.cjs';

console.log(await prove(everything, { createWorld }));
if (typeof schema.$schema !== 'string') throw new Error('no schema');
