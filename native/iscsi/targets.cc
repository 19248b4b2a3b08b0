#include "iscsi/ids.h"
#include "iscsi/lists.h"
#include "iscsi/questions.h"

namespace winstation::iscsi {
namespace {

namespace dsc = windows::iscsidsc;
using windows::IsdscStatus;

/** `ISCSI_LOGIN_OPTIONS.InformationSpecified`: the user counts. */
constexpr uint32_t kUserGiven = 0x20;
constexpr uint32_t kSecretGiven = 0x40;

void writeMapping(bridge::PackWriter& pack, const windows::ISCSI_TARGET_MAPPINGW& it) {
  writeFixed(pack, it.initiatorName, windows::kAdapterUnits);
  writeFixed(pack, it.targetName, windows::kIscsiNameUnits);
  writeFixed(pack, it.osDeviceName, windows::kPathUnits);
  writeId(pack, it.sessionId);
  pack.word(it.osBusNumber);
  pack.word(it.osTargetNumber);
  pack.word(it.lunCount);
  for (uint32_t i = 0; i < it.lunCount; ++i) {
    pack.word(it.lunList[i].osLun);
    pack.ticks(static_cast<int64_t>(it.lunList[i].targetLun));
  }
}

void writePortal(bridge::PackWriter& pack, const char16_t* symbolicName, const char16_t* address, uint16_t socket) {
  writeFixed(pack, symbolicName, windows::kAdapterUnits);
  writeFixed(pack, address, windows::kAdapterUnits);
  pack.word(uint32_t{socket});
}

/** A user is bytes in Windows, in UTF-8. */
void writeUser(bridge::PackWriter& pack, const windows::ISCSI_LOGIN_OPTIONS& options) {
  if ((options.informationSpecified & kUserGiven) == 0 || options.username == nullptr) return pack.word(uint32_t{0});
  const auto* const bytes = reinterpret_cast<const char*>(options.username);
  const auto length = static_cast<int>(options.usernameLength);
  Text wide;
  const int units = length == 0 ? 0 : ::MultiByteToWideChar(CP_UTF8, 0, bytes, length, nullptr, 0);
  auto* const to = reinterpret_cast<wchar_t*>(wide.extend(static_cast<size_t>(units) + 1));
  if (units > 0) ::MultiByteToWideChar(CP_UTF8, 0, bytes, length, to, units);
  pack.text(wide.data(), static_cast<size_t>(units));
}

void writeSavedLogin(bridge::PackWriter& pack, const windows::PERSISTENT_ISCSI_LOGIN_INFOW& it) {
  const windows::ISCSI_LOGIN_OPTIONS& options = it.loginOptions;
  writeFixed(pack, it.targetName, windows::kIscsiNameUnits);
  pack.word(it.isInformationalSession != 0 ? uint32_t{1} : uint32_t{0});
  writeFixed(pack, it.initiatorInstance, windows::kAdapterUnits);
  pack.word(it.initiatorPortNumber);
  writePortal(pack, it.targetPortal.symbolicName, it.targetPortal.address, it.targetPortal.socket);
  pack.word(options.authType);
  writeUser(pack, options);
  pack.word((options.informationSpecified & kSecretGiven) != 0 ? uint32_t{1} : uint32_t{0});
}

}  // namespace

void answerMappings(Nothing&, const bridge::Question&, bridge::Answer& answer) {
  Sized buffer(1);
  IsdscStatus status{};
  uint32_t count = 0;
  const Failure failure = buffer.fetch(answer, &status, [&](uint32_t* bytes, void* memory, IsdscStatus* to) {
    return dsc::ReportActiveIScsiTargetMappingsW.call(*to, bytes, &count,
                                                      static_cast<windows::ISCSI_TARGET_MAPPINGW*>(memory));
  });
  if (failure) return bridge::writeFailure(answer.pack, failure);
  answerRows<windows::ISCSI_TARGET_MAPPINGW>(
      answer, dsc::ReportActiveIScsiTargetMappingsW.name(), status, buffer, count,
      [&](const auto& row) { return isWhole(buffer, row.lunList, row.lunCount); }, writeMapping);
}

void answerTargets(Nothing&, const bridge::Question& question, bridge::Answer& answer) {
  const auto refresh = static_cast<uint8_t>(question.words[0]);
  answerNames(answer, [refresh](uint32_t* units, char16_t* names, IsdscStatus* status) {
    return dsc::ReportIScsiTargetsW.call(*status, refresh, units, names);
  });
}

void answerTargetPortals(Nothing&, const bridge::Question& question, bridge::Answer& answer) {
  Sized buffer(sizeof(windows::ISCSI_TARGET_PORTALW));
  IsdscStatus status{};
  uint32_t count = 0;
  const Failure failure = buffer.fetch(answer, &status, [&](uint32_t* rows, void* memory, IsdscStatus* to) {
    const Failure failed = dsc::ReportIScsiTargetPortalsW.call(*to, nullptr, question.text(0), nullptr, rows,
                                                               static_cast<windows::ISCSI_TARGET_PORTALW*>(memory));
    count = *rows;
    return failed;
  });
  if (failure) return bridge::writeFailure(answer.pack, failure);
  answerRows<windows::ISCSI_TARGET_PORTALW>(
      answer, dsc::ReportIScsiTargetPortalsW.name(), status, buffer, count, [](const auto&) { return true; },
      [](bridge::PackWriter& pack, const auto& row) { writePortal(pack, row.symbolicName, row.address, row.socket); });
}

void answerPortals(Nothing&, const bridge::Question&, bridge::Answer& answer) {
  Sized buffer(1);
  IsdscStatus status{};
  uint32_t count = 0;
  const Failure failure = buffer.fetch(answer, &status, [&](uint32_t* bytes, void* memory, IsdscStatus* to) {
    return dsc::ReportIScsiSendTargetPortalsExW.call(*to, &count, bytes,
                                                     static_cast<windows::ISCSI_TARGET_PORTAL_INFO_EXW*>(memory));
  });
  if (failure) return bridge::writeFailure(answer.pack, failure);
  answerRows<windows::ISCSI_TARGET_PORTAL_INFO_EXW>(
      answer, dsc::ReportIScsiSendTargetPortalsExW.name(), status, buffer, count, [](const auto&) { return true; },
      [](bridge::PackWriter& pack, const auto& row) {
        writeFixed(pack, row.initiatorName, windows::kAdapterUnits);
        pack.word(row.initiatorPortNumber);
        writePortal(pack, row.symbolicName, row.address, row.socket);
      });
}

void answerSavedLogins(Nothing&, const bridge::Question&, bridge::Answer& answer) {
  Sized buffer(1);
  IsdscStatus status{};
  uint32_t count = 0;
  const Failure failure = buffer.fetch(answer, &status, [&](uint32_t* bytes, void* memory, IsdscStatus* to) {
    return dsc::ReportIScsiPersistentLoginsW.call(*to, &count,
                                                  static_cast<windows::PERSISTENT_ISCSI_LOGIN_INFOW*>(memory), bytes);
  });
  if (failure) {
    bridge::writeFailure(answer.pack, failure);
  } else {
    answerRows<windows::PERSISTENT_ISCSI_LOGIN_INFOW>(
        answer, dsc::ReportIScsiPersistentLoginsW.name(), status, buffer, count,
        [&](const auto& row) {
          const windows::ISCSI_LOGIN_OPTIONS& options = row.loginOptions;
          const bool hasUser = (options.informationSpecified & kUserGiven) != 0 && options.username != nullptr;
          return !hasUser || options.usernameLength == 0 || buffer.holds(options.username, options.usernameLength);
        },
        writeSavedLogin);
  }
  // What Windows keeps of secrets is nothing that stays here.
  buffer.wipe();
}

}  // namespace winstation::iscsi
