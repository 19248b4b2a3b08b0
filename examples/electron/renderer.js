// Names come from other machines: they are shown as text, never as HTML.
window.sessions.onChange(rows => {
  const lines = rows.map(({ id, account, state, lock, client }) => {
    const line = document.createElement('tr');
    for (const value of [id, account, state, lock, client]) line.insertCell().textContent = value ?? '';
    return line;
  });
  document.getElementById('rows').replaceChildren(...lines);
});
