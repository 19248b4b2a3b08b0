import { expect, it } from 'vitest';
import { Redaction } from '../../../lib/base/redaction.js';
import { redactVss } from '../../../lib/vss/redact.js';

const file = (spec: string) => ({ path: 'D:\\Müller', spec });

it('shows no name of a database, folder or volume, and leaves what names nobody', () => {
  const component = {
    type: 'database' as const,
    name: 'Müller GmbH',
    logicalPath: 'srv\\Müller',
    caption: 'Kunden von Müller',
    files: [file('Müller GmbH.mdf'), file('*.*'), file('*.ldf'), file('Müller*.ndf')],
  };
  const vss = {
    volumes: ['C:\\', 'D:\\Müller\\'],
    writers: [{ name: 'SqlServerWriter', instanceName: 'MÜLLER', components: [component] }],
  };
  const redacted = redactVss(vss, new Redaction());
  expect(JSON.stringify(redacted)).not.toMatch(/müller/i);
  expect(redacted.writers![0]!.name).toBe('SqlServerWriter');
  expect(redacted.volumes![0]).toBe('C:\\');
  expect(redacted.writers![0]!.components![0]!.files!.map(it => it.spec)).toEqual(['file1', '*.*', '*.ldf', 'file2']);
});
