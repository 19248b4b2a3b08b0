// The stand-in for iscsidsc.dll: it translates between Windows' structures and the wire, and knows no rules. Structures
// are offsets and codes are numbers, from Windows' documentation.
#include <cstring>
#include <string>
#include <vector>

#include "export.h"
#include "iscsi/laid.h"
#include "iscsi/room.h"
#include "question.h"

namespace {

using lab::Answer;
using lab::List;
using lab::onMachine;
using lab::Question;
using lab::Record;
using lab::Shape;
using lab::iscsi::either;
using lab::iscsi::Laid;
using lab::iscsi::Memory;
using lab::iscsi::Piece;
using lab::iscsi::sized;
using lab::iscsi::textOf;

constexpr ULONG kInvalidParameter = 87;
constexpr std::size_t kNameUnits = 224;
constexpr std::size_t kAdapterUnits = 256;
constexpr std::size_t kPathUnits = 260;

// The value of an answer, and beside it the code of a warning or 0.
ULONG warningOf(const Answer& answer) { return answer.value().record().u32("warning"); }
List listOf(const Answer& answer) { return answer.value().record().list("value"); }

// The whole of a call that answers nothing.
ULONG succeeds(Question& question) {
  const Answer answer = question.ask();
  return answer.ok ? warningOf(answer) : answer.code;
}

// A list of names as they lie one after the other, with an empty one at the end.
Laid namesOf(const Answer& answer) {
  List list = listOf(answer);
  std::vector<wchar_t> all;
  for (std::uint32_t left = list.count(); left > 0; --left) {
    const lab::Text text = list.next().text();
    const std::size_t at = all.size();
    all.resize(at + text.length + 1);
    std::memcpy(all.data() + at, text.units, text.length * sizeof(wchar_t));
  }
  all.push_back(0);
  Laid laid;
  laid.units = static_cast<ULONG>(all.size());
  laid.bytesPerUnit = sizeof(wchar_t);
  laid.write = [all](std::uint8_t* room) { std::memcpy(room, all.data(), all.size() * sizeof(wchar_t)); };
  return laid;
}

Laid sessionsOf(const Answer& answer) {
  List list = listOf(answer);
  const std::size_t size = either(64, 48);
  Memory memory(size, list.count());
  for (std::uint32_t i = 0; i < list.count(); ++i) {
    const Record row = list.nextRecord();
    const std::size_t at = i * size;
    memory.rows().id(at, row.text("id"));
    memory.pointText(at + either(16, 16), row.textOrNull("initiatorName"));
    memory.pointText(at + either(24, 20), row.textOrNull("targetNodeName"));
    memory.pointText(at + either(32, 24), row.textOrNull("targetName"));
    memory.rows().hex(at + either(40, 28), row.text("isid"));
    memory.rows().hex(at + either(46, 34), row.text("tsid"));
    List connections = row.list("connections");
    memory.rows().u32(at + either(48, 36), connections.count());
    if (connections.count() == 0) continue;
    const std::size_t each = either(40, 32);
    const std::size_t piece = memory.add(Piece(each * connections.count()));
    memory.rows().points(at + either(56, 40), piece);
    for (std::uint32_t j = 0; j < connections.count(); ++j) {
      const Record connection = connections.nextRecord();
      const std::size_t there = j * each;
      memory.piece(piece).id(there, connection.text("id"));
      memory.pointTextIn(piece, there + 16, connection.textOrNull("initiatorAddress"));
      memory.pointTextIn(piece, there + either(24, 20), connection.textOrNull("targetAddress"));
      memory.piece(piece).u16(there + either(32, 24), connection.u32("initiatorPort"));
      memory.piece(piece).u16(there + either(34, 26), connection.u32("targetPort"));
      memory.piece(piece).u16(there + either(36, 28), connection.u32("cid"));
    }
  }
  return memory.laid(answer.shape);
}

Laid negotiatedOf(const Answer& answer) {
  List list = listOf(answer);
  const std::size_t size = either(56, 48);
  Memory memory(size, list.count());
  for (std::uint32_t i = 0; i < list.count(); ++i) {
    const Record row = list.nextRecord();
    const std::size_t at = i * size;
    memory.rows().id(at, row.text("id"));
    memory.rows().u8(at + 16, row.flag("initialR2T"));
    memory.rows().u8(at + 17, row.flag("immediateData"));
    memory.rows().u8(at + 18, row.u32("type"));
    memory.rows().u8(at + 19, 0x5A);
    memory.rows().u8(at + 20, 0xA5);
    memory.rows().u8(at + 21, row.u32("errorRecoveryLevel"));
    memory.rows().u32(at + 24, row.u32("maxOutstandingR2T"));
    memory.rows().u32(at + 28, row.u32("firstBurst"));
    memory.rows().u32(at + 32, row.u32("maxBurst"));
    memory.rows().u32(at + 36, row.u32("maxConnections"));
    List connections = row.list("connections");
    memory.rows().u32(at + 40, connections.count());
    if (connections.count() == 0) continue;
    Piece piece(48 * connections.count());
    for (std::uint32_t j = 0; j < connections.count(); ++j) {
      const Record connection = connections.nextRecord();
      const std::size_t there = std::size_t{48} * j;
      piece.id(there, connection.text("id"));
      piece.u8(there + 16, 3);
      piece.u8(there + 17, 7);
      piece.u8(there + 18, connection.u32("headerDigest"));
      piece.u8(there + 19, connection.u32("dataDigest"));
      piece.u32(there + 20, connection.u32("maxReceive"));
      piece.u32(there + 24, connection.u32("auth"));
      piece.u64(there + 32, Record(connection).ticks("throughput"));
      piece.u32(there + 40, 0x11223344);
    }
    const std::size_t number = memory.add(std::move(piece));
    memory.rows().points(at + either(48, 44), number);
  }
  return memory.laid(answer.shape);
}

// In elements of 2040 bytes.
Laid devicesOf(const Answer& answer) {
  List list = listOf(answer);
  Memory memory(2040, list.count());
  Piece& rows = memory.rows();
  for (std::uint32_t i = 0; i < list.count(); ++i) {
    const Record row = list.nextRecord();
    const std::size_t at = std::size_t{2040} * i;
    rows.text(at, kAdapterUnits, row.text("initiatorName"));
    rows.text(at + 512, kNameUnits, row.text("targetName"));
    rows.u32(at + 960, 8);
    rows.u8(at + 964, row.u32("scsiPort"));
    rows.u8(at + 965, row.u32("scsiPath"));
    rows.u8(at + 966, row.u32("scsiTarget"));
    rows.u8(at + 967, row.u32("lun"));
    rows.guid(at + 968, row.text("interfaceType"));
    rows.text(at + 984, kPathUnits, row.text("interfaceName"));
    rows.text(at + 1504, kPathUnits, row.text("legacyName"));
    rows.u32(at + 2024, row.u32("deviceType"));
    rows.u32(at + 2028, row.u32("deviceNumber"));
    rows.u32(at + 2032, row.u32("partition"));
    rows.u32(at + 2036, row.u32("deviceInstance"));
  }
  Laid laid = memory.laid(Shape::whole);
  laid.units = laid.rows;
  laid.bytesPerUnit = 2040;
  return laid;
}

Laid mappingsOf(const Answer& answer) {
  List list = listOf(answer);
  const std::size_t size = either(1520, 1512);
  Memory memory(size, list.count());
  for (std::uint32_t i = 0; i < list.count(); ++i) {
    const Record row = list.nextRecord();
    const std::size_t at = i * size;
    memory.rows().text(at, kAdapterUnits, row.text("initiatorName"));
    memory.rows().text(at + 512, kNameUnits, row.text("targetName"));
    memory.rows().text(at + 960, kPathUnits, row.text("osDevice"));
    memory.rows().id(at + 1480, row.text("session"));
    memory.rows().u32(at + 1496, row.u32("bus"));
    memory.rows().u32(at + 1500, row.u32("target"));
    List luns = row.list("luns");
    memory.rows().u32(at + 1504, luns.count());
    if (luns.count() == 0) continue;
    Piece piece(16 * luns.count());
    for (std::uint32_t j = 0; j < luns.count(); ++j) {
      const Record lun = luns.nextRecord();
      piece.u32(std::size_t{16} * j, lun.u32("osLun"));
      piece.u64(std::size_t{16} * j + 8, lun.ticks("targetLun"));
    }
    const std::size_t number = memory.add(std::move(piece));
    memory.rows().points(at + either(1512, 1508), number);
  }
  return memory.laid(answer.shape);
}

// In elements of 1026 bytes.
Laid portalsOf(const Answer& answer) {
  List list = listOf(answer);
  Memory memory(1026, list.count());
  for (std::uint32_t i = 0; i < list.count(); ++i) {
    const Record row = list.nextRecord();
    const std::size_t at = std::size_t{1026} * i;
    memory.rows().text(at, kAdapterUnits, row.text("symbolicName"));
    memory.rows().text(at + 512, kAdapterUnits, row.text("address"));
    memory.rows().u16(at + 1024, row.u32("port"));
  }
  Laid laid = memory.laid(Shape::whole);
  laid.units = laid.rows;
  laid.bytesPerUnit = 1026;
  return laid;
}

Laid discoveryPortalsOf(const Answer& answer) {
  List list = listOf(answer);
  const std::size_t size = either(1616, 1608);
  Memory memory(size, list.count());
  for (std::uint32_t i = 0; i < list.count(); ++i) {
    const Record row = list.nextRecord();
    const std::size_t at = i * size;
    memory.rows().text(at, kAdapterUnits, row.text("initiatorName"));
    memory.rows().u32(at + 512, row.u32("initiatorPort"));
    memory.rows().text(at + 516, kAdapterUnits, row.text("symbolicName"));
    memory.rows().text(at + 1028, kAdapterUnits, row.text("address"));
    memory.rows().u16(at + 1540, row.u32("port"));
  }
  return memory.laid(answer.shape);
}

Laid savedLoginsOf(const Answer& answer) {
  List list = listOf(answer);
  const std::size_t size = either(2080, 2064);
  Memory memory(size, list.count());
  for (std::uint32_t i = 0; i < list.count(); ++i) {
    const Record row = list.nextRecord();
    const std::size_t at = i * size;
    memory.rows().text(at, kNameUnits, row.text("target"));
    memory.rows().u8(at + 448, row.flag("informational"));
    memory.rows().text(at + 450, kAdapterUnits, row.text("initiatorName"));
    memory.rows().u32(at + 964, row.u32("initiatorPort"));
    memory.rows().text(at + 968, kAdapterUnits, row.text("symbolicName"));
    memory.rows().text(at + 1480, kAdapterUnits, row.text("address"));
    memory.rows().u16(at + 1992, row.u32("port"));
    const std::size_t options = at + either(2016, 2012);
    const lab::Text user = row.textOrNull("user");
    memory.rows().u32(options + 4, (user.null() ? 0u : 0x20u) | (row.flag("hasSecret") ? 0x40u : 0u) | 0x80u);
    memory.rows().u32(options + 12, row.u32("auth"));
    if (user.null()) continue;
    std::wstring wide(user.length, 0);
    std::memcpy(wide.data(), user.units, user.length * sizeof(wchar_t));
    char bytes[2048];
    const int length = WideCharToMultiByte(CP_UTF8, 0, wide.data(), static_cast<int>(wide.size()), bytes, sizeof bytes,
                                           nullptr, nullptr);
    Piece piece;
    piece.put(0, bytes, static_cast<std::size_t>(length));
    memory.rows().u32(options + 36, static_cast<std::uint32_t>(length));
    const std::size_t number = memory.add(std::move(piece));
    memory.rows().points(options + either(48, 44), number);
  }
  return memory.laid(answer.shape);
}

// What a caller brings.

std::uint32_t u32At(const std::uint8_t* from, std::size_t at) {
  std::uint32_t value = 0;
  std::memcpy(&value, from + at, sizeof value);
  return value;
}

const std::uint8_t* pointerAt(const std::uint8_t* from, std::size_t at) {
  const std::uint8_t* value = nullptr;
  std::memcpy(&value, from + at, sizeof value);
  return value;
}

std::wstring arrayAt(const std::uint8_t* from, std::size_t at, std::size_t units) {
  std::wstring text;
  for (std::size_t i = 0; i < units; ++i) {
    wchar_t unit = 0;
    std::memcpy(&unit, from + at + i * sizeof unit, sizeof unit);
    if (unit == 0) break;
    text += unit;
  }
  return text;
}

void adapter(Question& question, const wchar_t* name, ULONG port) {
  question.textOrNull("initiatorName", name).u32("initiatorPort", port);
}

// `mayBeNone`: NULL is any, and then the address is NULL.
void portal(Question& question, const std::uint8_t* given, bool mayBeNone) {
  const std::wstring name = given == nullptr ? L"" : arrayAt(given, 0, kAdapterUnits);
  const std::wstring address = given == nullptr ? L"" : arrayAt(given, 512, kAdapterUnits);
  std::uint16_t port = 0;
  if (given != nullptr) std::memcpy(&port, given + 1024, sizeof port);
  question.text("symbolicName", name.c_str()).u32("port", port);
  if (mayBeNone) {
    question.textOrNull("address", given == nullptr ? nullptr : address.c_str());
  } else {
    question.text("address", address.c_str());
  }
}

void options(Question& question, const std::uint8_t* given) {
  const std::uint32_t specified = u32At(given, 4);
  question.u32("specified", specified).u32("loginFlags", u32At(given, 8)).u32("auth", u32At(given, 12));
  question.u32("headerDigest", u32At(given, 16)).u32("dataDigest", u32At(given, 20));
  question.u32("maxConnections", u32At(given, 24)).u32("timeToWait", u32At(given, 28));
  question.u32("timeToRetain", u32At(given, 32));
  const std::uint32_t userBytes = u32At(given, 36);
  const std::uint8_t* const user = pointerAt(given, either(48, 44));
  if ((specified & 0x20) == 0) {
    question.textOrNull("user", nullptr);
  } else {
    wchar_t wide[1024] = {};
    MultiByteToWideChar(CP_UTF8, 0, reinterpret_cast<const char*>(user), static_cast<int>(userBytes), wide, 1023);
    question.textOrNull("user", wide);
  }
  question.bytes("secret", pointerAt(given, either(56, 48)), u32At(given, 40));
}

constexpr bool isWhole(const std::uint8_t* given) { return given != nullptr; }

}  // namespace

STANDIN_EXPORT(ULONG, GetIScsiInitiatorNodeNameW)(wchar_t* name) {
  Question question = onMachine(__func__);
  if (question.misused(name == nullptr)) return kInvalidParameter;
  // It does not ask for the size: whoever gives less room than this has a mistake.
  std::memset(name, 0xCD, kNameUnits * sizeof(wchar_t));
  const Answer answer = question.ask();
  if (!answer.ok) return answer.code;
  const lab::Text text = answer.value().record().text("value");
  std::memcpy(name, text.units, text.length * sizeof(wchar_t));
  if (text.length < kNameUnits) name[text.length] = 0;
  return warningOf(answer);
}

STANDIN_EXPORT(ULONG, ReportIScsiInitiatorListW)(ULONG* characters, wchar_t* names) {
  Question question = onMachine(__func__);
  if (question.misused(characters == nullptr)) return kInvalidParameter;
  return sized(__func__, question, characters, names, nullptr, namesOf);
}

STANDIN_EXPORT(ULONG, GetIScsiVersionInformation)(ULONG* version) {
  Question question = onMachine(__func__);
  if (question.misused(version == nullptr)) return kInvalidParameter;
  const Answer answer = question.ask();
  if (!answer.ok) return answer.code;
  const Record value = answer.value().record().record("value");
  version[0] = value.u32("major");
  version[1] = value.u32("minor");
  version[2] = value.u32("build");
  return warningOf(answer);
}

STANDIN_EXPORT(ULONG, GetIScsiSessionListW)(ULONG* bytes, ULONG* count, void* sessions) {
  Question question = onMachine(__func__);
  if (question.misused(bytes == nullptr || count == nullptr)) return kInvalidParameter;
  return sized(__func__, question, bytes, sessions, count, sessionsOf);
}

STANDIN_EXPORT(ULONG, GetIScsiSessionListEx)(ULONG* bytes, ULONG* count, void* sessions) {
  Question question = onMachine(__func__);
  if (question.misused(bytes == nullptr || count == nullptr)) return kInvalidParameter;
  return sized(__func__, question, bytes, sessions, count, negotiatedOf);
}

STANDIN_EXPORT(ULONG, GetDevicesForIScsiSessionW)(void* session, ULONG* count, void* devices) {
  Question question = onMachine(__func__);
  if (question.misused(session == nullptr || count == nullptr)) return kInvalidParameter;
  question.text("session", textOf(session).c_str());
  return sized(__func__, question, count, devices, nullptr, devicesOf);
}

STANDIN_EXPORT(ULONG, ReportActiveIScsiTargetMappingsW)(ULONG* bytes, ULONG* count, void* mappings) {
  Question question = onMachine(__func__);
  if (question.misused(bytes == nullptr || count == nullptr)) return kInvalidParameter;
  return sized(__func__, question, bytes, mappings, count, mappingsOf);
}

STANDIN_EXPORT(ULONG, ReportIScsiTargetsW)(BOOLEAN refresh, ULONG* characters, wchar_t* names) {
  Question question = onMachine(__func__);
  if (question.misused(characters == nullptr)) return kInvalidParameter;
  question.flag("refresh", refresh);
  return sized(__func__, question, characters, names, nullptr, namesOf);
}

STANDIN_EXPORT(ULONG, ReportIScsiTargetPortalsW)
(wchar_t* initiator, wchar_t* target, USHORT* tag, ULONG* count, void* portals) {
  Question question = onMachine(__func__);
  const bool wrong = initiator != nullptr || target == nullptr || tag != nullptr || count == nullptr;
  if (question.misused(wrong)) return kInvalidParameter;
  question.text("target", target);
  return sized(__func__, question, count, portals, nullptr, portalsOf);
}

STANDIN_EXPORT(ULONG, ReportIScsiSendTargetPortalsExW)(ULONG* count, ULONG* bytes, void* portals) {
  Question question = onMachine(__func__);
  if (question.misused(bytes == nullptr || count == nullptr)) return kInvalidParameter;
  return sized(__func__, question, bytes, portals, count, discoveryPortalsOf);
}

STANDIN_EXPORT(ULONG, ReportIScsiPersistentLoginsW)(ULONG* count, void* logins, ULONG* bytes) {
  Question question = onMachine(__func__);
  if (question.misused(bytes == nullptr || count == nullptr)) return kInvalidParameter;
  return sized(__func__, question, bytes, logins, count, savedLoginsOf);
}

STANDIN_EXPORT(ULONG, AddIScsiSendTargetPortalW)
(wchar_t* initiator, ULONG port, std::uint8_t* login, std::uint64_t security, std::uint8_t* given) {
  Question question = onMachine(__func__);
  const bool wrong = !isWhole(given) || !isWhole(login) || u32At(login, 0) != 0 || security != 0;
  if (question.misused(wrong)) return kInvalidParameter;
  adapter(question, initiator, port);
  portal(question, given, false);
  options(question, login);
  return succeeds(question);
}

STANDIN_EXPORT(ULONG, RefreshIScsiSendTargetPortalW)(wchar_t* initiator, ULONG port, std::uint8_t* given) {
  Question question = onMachine(__func__);
  if (question.misused(!isWhole(given))) return kInvalidParameter;
  adapter(question, initiator, port);
  portal(question, given, false);
  return succeeds(question);
}

STANDIN_EXPORT(ULONG, RemoveIScsiSendTargetPortalW)(wchar_t* initiator, ULONG port, std::uint8_t* given) {
  Question question = onMachine(__func__);
  if (question.misused(!isWhole(given))) return kInvalidParameter;
  adapter(question, initiator, port);
  portal(question, given, false);
  return succeeds(question);
}

STANDIN_EXPORT(ULONG, LoginIScsiTargetW)
(wchar_t* target, BOOLEAN informational, wchar_t* initiator, ULONG port, std::uint8_t* given, std::uint64_t security,
 void* mappings, std::uint8_t* login, ULONG keyBytes, char* key, BOOLEAN persistent, std::uint8_t* session,
 std::uint8_t* connection) {
  Question question = onMachine(__func__);
  const bool wrong = target == nullptr || security != 0 || mappings != nullptr || !isWhole(login) ||
                     u32At(login, 0) != 0 || keyBytes != 0 || key != nullptr || session == nullptr ||
                     connection == nullptr;
  if (question.misused(wrong)) return kInvalidParameter;
  question.text("target", target).flag("informational", informational).flag("persistent", persistent);
  adapter(question, initiator, port);
  portal(question, given, true);
  options(question, login);
  const Answer answer = question.ask();
  if (!answer.ok) return answer.code;
  const Record value = answer.value().record().record("value");
  const lab::iscsi::Id ids[] = {lab::iscsi::idFrom(value.text("session")),
                                lab::iscsi::idFrom(value.text("connection"))};
  // One that is 0-0 was not written.
  if (ids[0].specific != 0) std::memcpy(session, &ids[0], sizeof ids[0]);
  if (ids[1].specific != 0) std::memcpy(connection, &ids[1], sizeof ids[1]);
  return warningOf(answer);
}

STANDIN_EXPORT(ULONG, LogoutIScsiTarget)(void* session) {
  Question question = onMachine(__func__);
  if (question.misused(session == nullptr)) return kInvalidParameter;
  question.text("session", textOf(session).c_str());
  return succeeds(question);
}

STANDIN_EXPORT(ULONG, AddIScsiConnectionW)
(void* session, void* reserved, ULONG port, std::uint8_t* given, std::uint64_t security, std::uint8_t* login,
 ULONG keyBytes, char* key, std::uint8_t* connection) {
  Question question = onMachine(__func__);
  const bool wrong = session == nullptr || reserved != nullptr || security != 0 || !isWhole(login) || keyBytes != 0 ||
                     key != nullptr || connection == nullptr;
  if (question.misused(wrong)) return kInvalidParameter;
  question.text("session", textOf(session).c_str()).u32("initiatorPort", port);
  portal(question, given, true);
  options(question, login);
  const Answer answer = question.ask();
  if (!answer.ok) return answer.code;
  const lab::iscsi::Id id = lab::iscsi::idFrom(answer.value().record().text("value"));
  if (id.specific != 0) std::memcpy(connection, &id, sizeof id);
  return warningOf(answer);
}

STANDIN_EXPORT(ULONG, RemoveIScsiConnection)(void* session, void* connection) {
  Question question = onMachine(__func__);
  if (question.misused(session == nullptr || connection == nullptr)) return kInvalidParameter;
  question.text("session", textOf(session).c_str()).text("connection", textOf(connection).c_str());
  return succeeds(question);
}

STANDIN_EXPORT(ULONG, RemoveIScsiPersistentTargetW)
(wchar_t* initiator, ULONG port, wchar_t* target, std::uint8_t* given) {
  Question question = onMachine(__func__);
  if (question.misused(target == nullptr || !isWhole(given))) return kInvalidParameter;
  adapter(question, initiator, port);
  question.text("target", target);
  portal(question, given, false);
  return succeeds(question);
}

STANDIN_EXPORT(ULONG, SetIScsiInitiatorCHAPSharedSecret)(ULONG bytes, std::uint8_t* secret) {
  Question question = onMachine(__func__);
  if (question.misused(bytes != 0 && secret == nullptr)) return kInvalidParameter;
  question.bytes("secret", secret, bytes);
  return succeeds(question);
}
