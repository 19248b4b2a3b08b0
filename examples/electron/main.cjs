const electron = require('electron');
const winstation = require('winstation');
const desktop = require('winstation/desktop');
const { runApp } = require('./app.cjs');

runApp(electron, { winstation, desktop });
