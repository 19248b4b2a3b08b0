#include "terminal/notice_ring.h"

namespace winstation::terminal {
namespace {

constexpr Ticks kTicksUntil1970 = 116'444'736'000'000'000;
constexpr Ticks kTicksPerMillisecond = 10'000;

void writeNotice(bridge::PackWriter& pack, const Notice& notice) {
  pack.word(notice.kind);
  pack.word(notice.value);
  pack.word(notice.sessionId);
  pack.ticks((notice.time - kTicksUntil1970) / kTicksPerMillisecond);
}

}  // namespace

void NoticeRing::push(const Notice& notice) {
  const size_t room = notice.kind == noticeKind("service") ? room_ + kServiceRoom : room_;
  if (count_ + (hasLost() ? 2 : 1) > room) {
    ++lost_;
    return;
  }
  if (hasLost()) add(takeLoss());
  add(notice);
}

void NoticeRing::write(bridge::PackWriter& pack, uint32_t most) {
  const size_t counted = pack.later();
  uint32_t written = 0;
  for (; written < most && count_ > 0; ++written) {
    writeNotice(pack, slots_[first_]);
    first_ = first_ + 1 == slots_.size() ? 0 : first_ + 1;
    --count_;
  }
  if (count_ == 0 && hasLost() && written < most) {
    writeNotice(pack, takeLoss());
    ++written;
  }
  pack.set(counted, written);
}

void NoticeRing::clear() {
  slots_ = Array<Notice>();
  first_ = count_ = 0;
  lost_ = 0;
  isUncounted_ = false;
}

Notice NoticeRing::takeLoss() {
  const uint32_t kind = isUncounted_ ? noticeKind("lostUncounted") : noticeKind("lost");
  const Notice loss = {kind, lost_, 0, kTicksUntil1970};
  lost_ = 0;
  isUncounted_ = false;
  return loss;
}

void NoticeRing::add(const Notice& notice) {
  if (slots_.size() == 0) slots_.extend(room_ + kServiceRoom);
  const size_t at = first_ + count_;
  slots_[at < slots_.size() ? at : at - slots_.size()] = notice;
  ++count_;
}

}  // namespace winstation::terminal
