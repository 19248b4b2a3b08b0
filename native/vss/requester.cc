#include "vss/requester.h"

#include "vss/gate.h"

namespace winstation::vss {
namespace {

namespace vssapi = windows::vssapi;

/** How long a wait lasts before it is seen whether anybody still wants the answer. */
constexpr uint32_t kPatience = 250;

}  // namespace

Requester::~Requester() {
  if (components_ == nullptr) return;
  if (isAbortOwed_) vssapi::backup::AbortBackup.call(components_);
  giveBack();
}

Failure Requester::make() {
  auto& create = vssapi::CreateVssBackupComponentsInternal;
  if (const Failure failure = refusal(create)) return failure;
  if (const Failure failure = apartment_.enter()) return failure;
  return create.call(&components_);
}

void Requester::giveBack() { windows::release(std::exchange(components_, nullptr)); }

Failure Requester::await(const vssapi::Begin& begin, const bridge::Answer& answer) {
  const char* const syscall = begin.name();
  windows::Reference async;
  if (const Failure failure = begin.call(components_, async.out())) return failure;
  if (async.get() == nullptr) return {syscall, windows::kUnexpected};
  for (bool isCancelled = false;;) {
    if (const Failure failure = vssapi::async::Wait(syscall).call(async.get(), kPatience)) return failure;
    // Not every implementation writes it, and S_OK would be an end.
    uint32_t state = windows::kUnexpected;
    if (const Failure failure = vssapi::async::QueryStatus(syscall).call(async.get(), &state, nullptr)) return failure;
    if (state == vssapi::async::kFinished) return {};
    if (state != vssapi::async::kPending) return {syscall, state};
    if (isCancelled || answer.isWanted()) continue;
    // Whether Windows heeds it or not, the object is used no further before this has come to an end.
    vssapi::async::Cancel(syscall).call(async.get());
    isCancelled = true;
  }
}

}  // namespace winstation::vss
