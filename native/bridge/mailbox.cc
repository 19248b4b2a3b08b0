#include "bridge/mailbox.h"

namespace winstation::bridge {
namespace {

constexpr size_t kSmallest = 64 * 1024;
// From here on a buffer counts as huge, and goes when an answer needs only a small part of it.
constexpr size_t kHuge = 1024 * 1024;
constexpr size_t kSmallPart = 8;

}  // namespace

napi_value Mailbox::value(napi_env env) {
  if (data_ == nullptr && !replace(env, kSmallest)) return nullptr;
  napi_value buffer;
  return napi_get_reference_value(env, buffer_, &buffer) == napi_ok ? buffer : nullptr;
}

uint8_t* Mailbox::place(napi_env env, size_t byteLength) {
  const bool tooSmall = byteLength > byteLength_;
  const bool tooLarge = byteLength_ >= kHuge && byteLength < byteLength_ / kSmallPart;
  if (!tooSmall && !tooLarge) return data_;
  size_t wanted = kSmallest;
  while (wanted < byteLength) wanted *= 2;
  return replace(env, wanted) || !tooSmall ? data_ : nullptr;
}

bool Mailbox::replace(napi_env env, size_t byteLength) {
  napi_handle_scope scope;
  if (napi_open_handle_scope(env, &scope) != napi_ok) return false;
  napi_value buffer;
  void* data = nullptr;
  napi_ref reference;
  const bool made = napi_create_arraybuffer(env, byteLength, &data, &buffer) == napi_ok && data != nullptr &&
                    napi_create_reference(env, buffer, 1, &reference) == napi_ok;
  if (made) {
    if (data_ != nullptr) {
      reinterpret_cast<uint32_t*>(data_)[kStatusWord] = kMoved;
      napi_delete_reference(env, buffer_);
    }
    buffer_ = reference;
    data_ = static_cast<uint8_t*>(data);
    byteLength_ = byteLength;
  }
  napi_close_handle_scope(env, scope);
  return made;
}

void Mailbox::post(napi_env env, const PackWriter& writer) {
  uint8_t* const to = place(env, writer.byteLength());
  if (to == nullptr) return postNothing();
  writer.write(to);
}

void Mailbox::post(napi_env env, Pack& pack, uint32_t status, uint32_t age) {
  uint8_t* const to = place(env, pack.byteLength);
  if (to == nullptr) return postNothing();
  std::memcpy(to, pack.data(), pack.byteLength);
  reinterpret_cast<uint32_t*>(to)[kStatusWord] = status;
  reinterpret_cast<uint32_t*>(to)[kAgeWord] = age;
}

void Mailbox::postNothing() {
  // What lies in the buffer is of an earlier answer.
  if (data_ == nullptr) return;
  std::memset(data_, 0, kHeaderWords * sizeof(uint32_t));
  reinterpret_cast<uint32_t*>(data_)[kStatusWord] = kNoAnswer;
}

}  // namespace winstation::bridge
