function buttonFor({ id, state }) {
  const button = document.createElement('button');
  button.textContent = 'Shadow';
  // Nobody looks at a session that is disconnected.
  button.disabled = state !== 'active';
  button.addEventListener('click', () => window.sessions.shadow(id));
  return button;
}

// Names come from other machines: they are shown as text, never as HTML.
window.sessions.onChange(rows => {
  const lines = rows.map(row => {
    const line = document.createElement('tr');
    const { id, account, state, lock, client } = row;
    for (const value of [id, account, state, lock, client]) line.insertCell().textContent = value ?? '';
    line.insertCell().append(buttonFor(row));
    return line;
  });
  document.getElementById('rows').replaceChildren(...lines);
});

const failed = document.getElementById('failed');
window.sessions.onFailed(text => {
  failed.textContent = text;
});

// Windows counts pixels of the screen from the corner of the window's content, as a page does at 100 %.
const video = document.getElementById('video');
function sayWhere() {
  const { x, y, width, height } = video.getBoundingClientRect();
  const inPixels = value => Math.round(value * window.devicePixelRatio);
  window.sessions.video({ x: inPixels(x), y: inPixels(y), width: inPixels(width), height: inPixels(height) });
}
video.addEventListener('playing', sayWhere);
for (const end of ['pause', 'ended', 'emptied']) video.addEventListener(end, () => window.sessions.video(null));
new ResizeObserver(() => video.paused || sayWhere()).observe(video);
document.getElementById('choose').addEventListener('change', ({ target }) => {
  video.src = URL.createObjectURL(target.files[0]);
});
