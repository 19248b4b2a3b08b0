const { contextBridge, ipcRenderer } = require('electron');

contextBridge.exposeInMainWorld('sessions', {
  onChange: listener => ipcRenderer.on('sessions', (_, rows) => listener(rows)),
});
