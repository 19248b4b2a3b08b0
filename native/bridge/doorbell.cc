#include "bridge/doorbell.h"

namespace winstation::bridge {

void Doorbell::release() {
  if (references_.fetch_sub(1, std::memory_order_acq_rel) == 1) dispose(this);
}

bool Doorbell::open(napi_env env, napi_value ring) {
  napi_value name;
  if (napi_create_string_latin1(env, "winstation", NAPI_AUTO_LENGTH, &name) != napi_ok) return false;
  napi_threadsafe_function bell;
  if (napi_create_threadsafe_function(env, ring, nullptr, name, 0, 1, nullptr, nullptr, this, rung, &bell) != napi_ok) {
    return false;
  }
  napi_unref_threadsafe_function(env, bell);
  const Held held(lock);
  bell_ = bell;
  return true;
}

void Doorbell::ref(napi_env env, bool keepAlive) {
  const Held held(lock);
  if (closed || bell_ == nullptr) return;
  if (keepAlive) {
    napi_ref_threadsafe_function(env, bell_);
  } else {
    napi_unref_threadsafe_function(env, bell_);
  }
}

void Doorbell::close() {
  Finished* left;
  {
    const Held held(lock);
    closed = true;
    left = std::exchange(first_, nullptr);
    last_ = nullptr;
    if (bell_ != nullptr) napi_release_threadsafe_function(std::exchange(bell_, nullptr), napi_tsfn_abort);
  }
  while (left != nullptr) dispose(std::exchange(left, left->next));
}

Owned<Finished> Doorbell::take() {
  const Held held(lock);
  Finished* const finished = first_;
  if (finished != nullptr) {
    first_ = finished->next;
    if (first_ == nullptr) last_ = nullptr;
  }
  return Owned<Finished>(finished);
}

void Doorbell::handIn(Owned<Finished> finished) {
  const Held held(lock);
  if (closed) return;
  Finished* const added = finished.take();
  added->next = nullptr;
  if (first_ == nullptr) {
    first_ = added;
  } else {
    last_->next = added;
  }
  last_ = added;
  ring();
}

void Doorbell::ring() {
  if (closed || underWay_ || bell_ == nullptr) return;
  const napi_status status = napi_call_threadsafe_function(bell_, nullptr, napi_tsfn_nonblocking);
  if (status == napi_ok) underWay_ = true;
  // The environment is ending and has not told us yet; `close` will.
  if (status == napi_closing) bell_ = nullptr;
}

void Doorbell::rung(napi_env env, napi_value ring, void* context, void*) {
  // Without an environment the function is being torn down, and the context may be gone already.
  if (env == nullptr || ring == nullptr) return;
  auto* const doorbell = static_cast<Doorbell*>(context);
  {
    const Held held(doorbell->lock);
    if (doorbell->closed) return;
    doorbell->underWay_ = false;
  }
  napi_value undefined;
  napi_value ignored;
  if (napi_get_undefined(env, &undefined) != napi_ok) return;
  if (napi_call_function(env, undefined, ring, 0, nullptr, &ignored) != napi_pending_exception) return;
  napi_value exception;
  if (napi_get_and_clear_last_exception(env, &exception) == napi_ok) napi_fatal_exception(env, exception);
}

}  // namespace winstation::bridge
