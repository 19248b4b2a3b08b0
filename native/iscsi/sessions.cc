#include "iscsi/ids.h"
#include "iscsi/lists.h"
#include "iscsi/questions.h"

namespace winstation::iscsi {
namespace {

namespace dsc = windows::iscsidsc;
using windows::IsdscStatus;

void writeConnection(bridge::PackWriter& pack, const windows::ISCSI_CONNECTION_INFOW& it) {
  writeId(pack, it.connectionId);
  pack.text(it.initiatorAddress);
  pack.text(it.targetAddress);
  pack.word(uint32_t{it.initiatorSocket});
  pack.word(uint32_t{it.targetSocket});
  pack.word(it.cid[0] | uint32_t{it.cid[1]} << 8);
}

/** `initiator` is the text that the row before has as its initiator: mostly all have the same. */
void writeSession(bridge::PackWriter& pack, const windows::ISCSI_SESSION_INFOW& it, uint32_t* initiator) {
  writeId(pack, it.sessionId);
  *initiator = pack.texts().indexLikely(it.initiatorName, *initiator);
  pack.word(*initiator);
  // Mostly the two names of a target are one.
  const uint32_t node = pack.texts().index(it.targetNodeName);
  pack.word(node);
  pack.word(pack.texts().indexLikely(it.targetName, node));
  writeHex(pack, it.isid, sizeof it.isid);
  writeHex(pack, it.tsid, sizeof it.tsid);
  pack.word(it.connectionCount);
  for (uint32_t i = 0; i < it.connectionCount; ++i) writeConnection(pack, it.connections[i]);
}

bool isWholeSession(const Sized& buffer, const windows::ISCSI_SESSION_INFOW& it) {
  if (!isWhole(buffer, it.initiatorName) || !isWhole(buffer, it.targetNodeName) || !isWhole(buffer, it.targetName) ||
      !isWhole(buffer, it.connections, it.connectionCount)) {
    return false;
  }
  for (uint32_t i = 0; i < it.connectionCount; ++i) {
    if (!isWhole(buffer, it.connections[i].initiatorAddress)) return false;
    if (!isWhole(buffer, it.connections[i].targetAddress)) return false;
  }
  return true;
}

void writeNegotiated(bridge::PackWriter& pack, const windows::ISCSI_SESSION_INFO_EX& it) {
  writeId(pack, it.sessionId);
  pack.word(it.initialR2t != 0 ? uint32_t{1} : uint32_t{0});
  pack.word(it.immediateData != 0 ? uint32_t{1} : uint32_t{0});
  pack.word(uint32_t{it.type});
  pack.word(uint32_t{it.errorRecoveryLevel});
  pack.word(it.maxOutstandingR2t);
  pack.word(it.firstBurstLength);
  pack.word(it.maxBurstLength);
  pack.word(it.maximumConnections);
  pack.word(it.connectionCount);
  for (uint32_t i = 0; i < it.connectionCount; ++i) {
    const windows::ISCSI_CONNECTION_INFO_EX& connection = it.connections[i];
    writeId(pack, connection.connectionId);
    pack.word(uint32_t{connection.headerDigest});
    pack.word(uint32_t{connection.dataDigest});
    pack.word(connection.authType);
    pack.word(connection.maxReceiveDataSegmentLength);
    pack.ticks(static_cast<int64_t>(connection.estimatedThroughput));
  }
}

void writeDevice(bridge::PackWriter& pack, const windows::ISCSI_DEVICE_ON_SESSIONW& it) {
  writeFixed(pack, it.initiatorName, windows::kAdapterUnits);
  writeFixed(pack, it.targetName, windows::kIscsiNameUnits);
  pack.word(uint32_t{it.scsiPort});
  pack.word(uint32_t{it.scsiPath});
  pack.word(uint32_t{it.scsiTarget});
  pack.word(uint32_t{it.scsiLun});
  writeGuid(pack, it.interfaceType);
  writeFixed(pack, it.interfaceName, windows::kPathUnits);
  writeFixed(pack, it.legacyName, windows::kPathUnits);
  pack.word(it.deviceType);
  pack.word(it.deviceNumber);
  pack.word(it.partitionNumber);
  pack.word(it.deviceInstance);
}

}  // namespace

void answerSessions(Nothing&, const bridge::Question&, bridge::Answer& answer) {
  Sized buffer(1);
  IsdscStatus status{};
  uint32_t count = 0;
  const Failure failure = buffer.fetch(answer, &status, [&](uint32_t* bytes, void* memory, IsdscStatus* to) {
    return dsc::GetIScsiSessionListW.call(*to, bytes, &count, static_cast<windows::ISCSI_SESSION_INFOW*>(memory));
  });
  if (failure) return bridge::writeFailure(answer.pack, failure);
  uint32_t initiator = 0;
  answerRows<windows::ISCSI_SESSION_INFOW>(
      answer, dsc::GetIScsiSessionListW.name(), status, buffer, count,
      [&](const auto& row) { return isWholeSession(buffer, row); },
      [&](bridge::PackWriter& pack, const auto& row) { writeSession(pack, row, &initiator); });
}

void answerNegotiated(Nothing&, const bridge::Question&, bridge::Answer& answer) {
  Sized buffer(1);
  IsdscStatus status{};
  uint32_t count = 0;
  const Failure failure = buffer.fetch(answer, &status, [&](uint32_t* bytes, void* memory, IsdscStatus* to) {
    return dsc::GetIScsiSessionListEx.call(*to, bytes, &count, static_cast<windows::ISCSI_SESSION_INFO_EX*>(memory));
  });
  if (failure) return bridge::writeFailure(answer.pack, failure);
  answerRows<windows::ISCSI_SESSION_INFO_EX>(
      answer, dsc::GetIScsiSessionListEx.name(), status, buffer, count,
      [&](const auto& row) { return isWhole(buffer, row.connections, row.connectionCount); }, writeNegotiated);
}

void answerDevices(Nothing&, const bridge::Question& question, bridge::Answer& answer) {
  windows::ISCSI_UNIQUE_ID session = {};
  if (!readId(question.text(0), &session)) {
    return bridge::writeFailure(answer.pack, {dsc::GetDevicesForIScsiSessionW.name(), kInvalidData});
  }
  Sized buffer(sizeof(windows::ISCSI_DEVICE_ON_SESSIONW));
  IsdscStatus status{};
  uint32_t count = 0;
  const Failure failure = buffer.fetch(answer, &status, [&](uint32_t* rows, void* memory, IsdscStatus* to) {
    const Failure failed = dsc::GetDevicesForIScsiSessionW.call(
        *to, &session, rows, static_cast<windows::ISCSI_DEVICE_ON_SESSIONW*>(memory));
    count = *rows;
    return failed;
  });
  if (failure) return bridge::writeFailure(answer.pack, failure);
  answerRows<windows::ISCSI_DEVICE_ON_SESSIONW>(
      answer, dsc::GetDevicesForIScsiSessionW.name(), status, buffer, count, [](const auto&) { return true; },
      writeDevice);
}

}  // namespace winstation::iscsi
