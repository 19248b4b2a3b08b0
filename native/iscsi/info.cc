#include "iscsi/facts.h"
#include "iscsi/lists.h"
#include "iscsi/questions.h"

namespace winstation::iscsi {
namespace {

namespace dsc = windows::iscsidsc;

}  // namespace

void answerNodeName(Nothing&, const bridge::Question&, bridge::Answer& answer) {
  char16_t name[windows::kIscsiNameUnits] = {};
  windows::IsdscStatus status{};
  const Failure failure = dsc::GetIScsiInitiatorNodeNameW.call(status, name);
  if (failure) return bridge::writeFailure(answer.pack, failure);
  writeSuccess(answer.pack, status);
  writeFixed(answer.pack, name, windows::kIscsiNameUnits);
}

void answerInitiators(Nothing&, const bridge::Question&, bridge::Answer& answer) {
  answerNames(answer, [](uint32_t* units, char16_t* names, windows::IsdscStatus* status) {
    return dsc::ReportIScsiInitiatorListW.call(*status, units, names);
  });
}

void answerVersion(Nothing&, const bridge::Question&, bridge::Answer& answer) {
  windows::ISCSI_VERSION_INFO version = {};
  windows::IsdscStatus status{};
  const Failure failure = dsc::GetIScsiVersionInformation.call(status, &version);
  if (failure) return bridge::writeFailure(answer.pack, failure);
  writeSuccess(answer.pack, status);
  answer.pack.word(version.major);
  answer.pack.word(version.minor);
  answer.pack.word(version.build);
}

}  // namespace winstation::iscsi
