import { localHost } from 'winstation';

for (const s of await localHost().sessions({ details: true })) {
  console.log(s.id, s.account ?? '-', s.state, s.lock, s.logonTime?.toISOString() ?? '-', s.client?.address ?? '-');
}
