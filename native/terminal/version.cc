#include "terminal/facts.h"
#include "terminal/questions.h"
#include "windows/netapi32.h"

namespace winstation::terminal {
namespace {

namespace net = windows::netapi32;

Failure readVersion(const char16_t* host, bridge::PackWriter& pack) {
  uint32_t code = 0;
  const auto get = net::NetWkstaGetInfo.find(&code);
  if (get == nullptr) return {net::NetWkstaGetInfo.name(), code};
  const net::Workstation* workstation = nullptr;
  code = get(host, net::kWorkstationLevel, &workstation);
  if (code != 0) return {net::NetWkstaGetInfo.name(), code};
  if (workstation == nullptr) return {net::NetWkstaGetInfo.name(), kInvalidData};
  const net::Memory owned(workstation);
  writeSuccess(pack);
  pack.word(workstation->majorVersion);
  pack.word(workstation->minorVersion);
  return {};
}

}  // namespace

void answerVersion(Server& server, const bridge::Question&, bridge::Answer& answer) {
  const Failure failure = readVersion(server.name(), answer.pack);
  if (failure) writeFailure(answer.pack, failure);
}

}  // namespace winstation::terminal
