import { guid, iscsiSessionId, luid, serviceWindowStation, sessionMoniker, wtsSessionId } from 'winstation/identity';

const connection = guid.parse('{F4204024-08A2-45CD-951B-F756F64B0000}');
const bytes = wtsSessionId.toBytes({ sessionUniqueGuid: connection, sessionId: 4 });
const said = [
  wtsSessionId.fromBytes(bytes).sessionUniqueGuid,
  iscsiSessionId.parse('0xFFFFFA8003BB3018-0000000000000022'),
  luid.toParts(serviceWindowStation.parse('Service-0x0-3e7$')).low,
  sessionMoniker.format({ session: 3, as: 'new', clsid: connection }),
].join();

const wanted =
  'f4204024-08a2-45cd-951b-f756f64b0000,fffffa8003bb3018-22,999,Session:3!new:{f4204024-08a2-45cd-951b-f756f64b0000}';
globalThis.outcome = said === wanted ? 'proved' : said;
