#include "terminal/facts.h"
#include "terminal/questions.h"

namespace winstation::terminal {
namespace {

namespace net = windows::netapi32;

windows::Failure readVersion(const char16_t* host, bridge::PackWriter& pack) {
  uint32_t code = 0;
  const auto get = net::NetWkstaGetInfo.find(&code);
  if (get == nullptr) return {net::NetWkstaGetInfo.name(), code};
  const net::Workstation* workstation = nullptr;
  code = get(host, net::kWorkstationLevel, &workstation);
  if (code != 0) return {net::NetWkstaGetInfo.name(), code};
  if (workstation == nullptr) return {net::NetWkstaGetInfo.name(), windows::kInvalidData};
  const windows::NetMemory owned(workstation);
  writeSuccess(pack);
  pack.word(workstation->majorVersion);
  pack.word(workstation->minorVersion);
  return {};
}

}  // namespace

void answerVersion(Server& server, const bridge::Question&, bridge::Answer& answer) {
  const windows::Failure failure = readVersion(server.name(), answer.pack);
  if (failure) writeFailure(answer.pack, failure);
}

}  // namespace winstation::terminal
