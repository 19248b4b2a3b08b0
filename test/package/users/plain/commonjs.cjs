const winstation = require('winstation');
const mock = require('winstation/mock');
const { version } = require('winstation/package.json');
const { prove } = require('./prove.cjs');

if (!/^\d+\.\d+\.\d+/.test(version)) throw new Error('no version');
prove(winstation, mock).then(console.log);
