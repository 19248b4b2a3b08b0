// Counts in how many files the name of each raw call stands, in lib/, native/ and test/lab/, and fails where it is more than is
// stated here: each place should have something new to say, and a call that only repeats its name is a step back. Tests are not
// counted, since they name what they try, and neither is what a program wrote.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './run.mjs';

/**
 * As for WTSLogoffSession, the model of a plain call: the public method's comment with its link, the description, the decision, the
 * world's rule, the declaration, the handler, and the export of the stand-in.
 */
const MOST = 7;

const METHOD = 'asked by a method of the contract, which each backend has';
const AT_ONCE = 'answered at once, without a lane, by a method of each backend';
const WATCHED = 'part of a watch: a thread and a window that outlive the call';
const FETCHED =
  'has a function of its own in C++, since its rows lie in a buffer; a capture or the list with details asks it, too';
const OPENED = 'has a function of its own in C++, which gives back what the call gives';
const GIVEN = 'has a function of its own in C++, since its arguments are structures';

/** What stands in more places, and why. */
const MORE = {
  WTSQuerySessionInformationW: [22, 'thirty classes of information, each asked for by its own decision'],
  WTSWaitSystemEvent: [16, 'waits as long as nothing happens, on a thread of its own'],
  CreateThread: [23, 'every thread begins with it, whether or not a world is asked'],
  WTSEnumerateSessionsExW: [12, 'has an older call to fall back on, and a loop of its own for its rows'],
  WTSEnumerateSessionsW: [9, 'the older call'],
  WTSEnumerateProcessesExW: [9, METHOD],
  WTSGetActiveConsoleSessionId: [10, AT_ONCE],
  ProcessIdToSessionId: [10, AT_ONCE],
  GetLastInputInfo: [9, AT_ONCE],
  RegGetValueW: [10, 'asked on lanes, and at once for the session of the console'],
  NetWkstaGetInfo: [10, METHOD],
  LookupAccountSidW: [10, METHOD],
  LookupAccountNameW: [10, METHOD],
  WTSQueryUserConfigW: [9, METHOD],
  WTSSetUserConfigW: [9, METHOD],
  AdjustTokenPrivileges: [8, 'enabled by every act that needs one, and by a question that goes on without it'],
  WTSEnumerateListenersW: [8, METHOD],
  WTSGetListenerSecurityW: [9, METHOD],
  WTSSetListenerSecurityW: [8, METHOD],
  WTSRegisterSessionNotificationEx: [10, WATCHED],
  WTSUnRegisterSessionNotificationEx: [8, WATCHED],
  NotifyServiceStatusChangeW: [9, WATCHED],
  CreateWindowExW: [8, WATCHED],
  WTSVirtualChannelOpenEx: [11, 'begins what outlives the call: a channel with a thread of its own'],
  WTSVirtualChannelQuery: [9, 'part of the opening of a channel'],
  WTSVirtualChannelClose: [8, 'part of the end of a channel'],
  GetTokenInformation: [14, 'ten classes of information, asked of tokens that come by several ways'],
  WTSQueryUserToken: [13, METHOD],
  CreateProcessAsUserW: [9, 'makes what outlives the call: a program with a thread and streams of its own'],
  TerminateProcess: [10, 'ends a program, one that nobody has let run, and in the lab what goes wrong'],
  OpenProcess: [10, METHOD],
  OpenProcessToken: [10, METHOD],
  OpenInputDesktop: [8, OPENED],
  WTSSetRenderHint: [10, AT_ONCE],
  LsaEnumerateLogonSessions: [8, OPENED],
  LsaGetLogonSessionData: [10, 'has a function of its own in C++, since its structure may be missing or short'],
  RegOpenKeyExW: [9, 'opens keys of two domains'],
  CoInitializeEx: [10, "sessions of VSS and a server of the lab's own enter COM, too"],
  CoGetObject: [11, 'gives an object, which outlives the call'],
  Release: [21, 'the end of every object of COM, and a common word'],
  CreateVssBackupComponentsInternal: [8, 'asked by a diagnosis, too'],
  CoInitializeSecurity: [10, AT_ONCE],
  GetIScsiInitiatorNodeNameW: [9, 'asked by a capture and a diagnosis, too'],
  ReportIScsiInitiatorListW: [8, FETCHED],
  GetIScsiVersionInformation: [9, 'the one call that every user may make'],
  GetIScsiSessionListW: [12, 'the list by which every row and every act is checked again'],
  GetIScsiSessionListEx: [8, FETCHED],
  GetDevicesForIScsiSessionW: [9, FETCHED],
  ReportActiveIScsiTargetMappingsW: [9, 'has a function of its own in C++; a login by a given adapter asks it, too'],
  ReportIScsiTargetsW: [8, FETCHED],
  ReportIScsiTargetPortalsW: [8, FETCHED],
  ReportIScsiSendTargetPortalsExW: [9, FETCHED],
  ReportIScsiPersistentLoginsW: [9, FETCHED],
  LogoutIScsiTarget: [8, GIVEN],
  RemoveIScsiConnection: [8, GIVEN],
  SetIScsiInitiatorCHAPSharedSecret: [8, GIVEN],
};

const FOLDERS = ['lib', 'native', 'test/lab'];
const SOURCE = /\.(ts|cc|h)$/;
const GENERATED = /\.generated\.ts$/;
/** The lab's own tests. */
const TESTS = /^test\/lab\/(edges|old|smoke|suites|standin\/wrong)\//;

/** A description, as the files of descriptions have it: by `call`, or by a helper of the domain that makes it of `call`. */
const DESCRIPTION = /^ {2}(\w+): (?:call|ask)\(/gm;
const DESCRIPTIONS = /^lib\/[^/]+\/calls\.ts$/;

function sources() {
  return FOLDERS.flatMap(folder =>
    readdirSync(join(root, folder), { recursive: true }).map(name => `${folder}/${name.replaceAll('\\', '/')}`),
  )
    .filter(path => SOURCE.test(path))
    .sort()
    .map(path => ({ path, text: readFileSync(join(root, path), 'utf8') }));
}

/** @throws with what stands in too many places, and where. The answer says what could be stated more tightly. */
export function countPlaces(files, most, more) {
  const counted = files
    .filter(({ path }) => !GENERATED.test(path) && !TESTS.test(path))
    .map(({ path, text }) => ({ path, words: new Set(text.match(/\w+/g)) }));
  const described = files
    .filter(({ path }) => DESCRIPTIONS.test(path))
    .map(({ path, text }) => ({ path, names: [...text.matchAll(DESCRIPTION)].map(([, name]) => name) }));
  const empty = described.find(({ names }) => names.length === 0);
  if (described.length === 0 || empty) throw new Error(`no call is described${empty ? ` in ${empty.path}` : ''}`);
  const calls = described.flatMap(({ names }) => names);
  const faults = Object.keys(more)
    .filter(name => !calls.includes(name))
    .map(name => `${name} has a number of its own, but is described nowhere`);
  const looser = [];
  for (const name of calls) {
    const places = counted.filter(({ words }) => words.has(name)).map(({ path }) => path);
    const [stated] = more[name] ?? [most];
    if (places.length > stated) {
      faults.push(`${name} stands in ${places.length} files instead of ${stated}:\n  ${places.join('\n  ')}`);
    }
    if (more[name] && places.length < stated) {
      looser.push(`${name} stands in ${places.length} files, and ${stated} are allowed`);
    }
  }
  if (faults.length > 0) throw new Error(faults.join('\n'));
  return { count: calls.length, looser };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  try {
    const { count, looser } = countPlaces(sources(), MOST, MORE);
    for (const note of looser) console.log(note);
    console.log(`${count} calls, each in ${MOST} files at most or in as many as is stated for it`);
  } catch (error) {
    console.error(`check-call-places: ${error.message}`);
    process.exitCode = 1;
  }
}
