const { contextBridge, ipcRenderer } = require('electron');

contextBridge.exposeInMainWorld('sessions', {
  onChange: listener => ipcRenderer.on('sessions', (_, rows) => listener(rows)),
  onFailed: listener => ipcRenderer.on('failed', (_, text) => listener(text)),
  shadow: id => ipcRenderer.invoke('shadow', id),
  video: area => ipcRenderer.invoke('video', area),
});
