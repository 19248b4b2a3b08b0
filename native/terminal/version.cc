#include "terminal/facts.h"
#include "terminal/questions.h"
#include "windows/netapi32.h"

namespace winstation::terminal {
namespace {

namespace net = windows::netapi32;

Failure readVersion(const char16_t* host, bridge::PackWriter& pack) {
  const net::Workstation* workstation = nullptr;
  const Failure failure = net::NetWkstaGetInfo.call(host, net::kWorkstationLevel, &workstation);
  if (failure) return failure;
  if (workstation == nullptr) return {net::NetWkstaGetInfo.name(), kInvalidData};
  const net::Memory owned(workstation);
  bridge::writeSuccess(pack);
  pack.word(workstation->majorVersion);
  pack.word(workstation->minorVersion);
  return {};
}

}  // namespace

void answerVersion(Server& server, const bridge::Question&, bridge::Answer& answer) {
  const Failure failure = readVersion(server.name(), answer.pack);
  if (failure) bridge::writeFailure(answer.pack, failure);
}

}  // namespace winstation::terminal
