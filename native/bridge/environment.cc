#include "bridge/environment.h"

namespace winstation::bridge {

Environment* Environment::of(napi_env env) {
  Owned<Environment> made(make<Environment>());
  Environment* const environment = made.get();
  if (napi_set_instance_data(env, environment, finalize, nullptr) != napi_ok) return nullptr;
  made.take();
  return environment;
}

bool Environment::listen(napi_env env, napi_value ring) {
  if (listening_) return true;
  if (!doorbell->open(env, ring)) return false;
  // Hooks run in reverse order: this one closes the doorbell before Node closes its thread-safe function.
  listening_ = napi_add_env_cleanup_hook(env, end, this) == napi_ok;
  if (!listening_) doorbell->close();
  return listening_;
}

Environment::~Environment() {
  for (Thread* thread : threads_) thread->release();
  for (Finished* finished : begun_) dispose(finished);
  doorbell->release();
}

void Environment::end(void* data) {
  auto* const environment = static_cast<Environment*>(data);
  environment->doorbell->close();
  for (Thread* thread : environment->threads_) {
    thread->abandon();
    thread->release();
  }
  environment->threads_.clear();
  for (Finished* finished : environment->begun_) dispose(finished);
  environment->begun_.clear();
}

void Environment::finalize(napi_env, void* environment, void*) { dispose(static_cast<Environment*>(environment)); }

uint32_t Environment::openThread(Text host, Array<uint32_t> threadFallbackOn, const Domain& domain) {
  auto* const thread = make<Thread>(doorbell, ++lastThread_, domain);
  thread->host = std::move(host);
  thread->fallbackOn = std::move(threadFallbackOn);
  threads_.push(thread);
  return thread->id;
}

Thread* Environment::thread(uint32_t id) {
  for (Thread* thread : threads_) {
    if (thread->id == id) return thread;
  }
  return nullptr;
}

void Environment::closeThread(uint32_t id) {
  for (size_t i = 0; i < threads_.size(); ++i) {
    Thread* const thread = threads_[i];
    if (thread->id != id) continue;
    threads_.removeAt(i);
    thread->close();
    thread->release();
    return;
  }
}

uint32_t Environment::nextTicket() {
  if (++lastTicket_ == 0) ++lastTicket_;
  return lastTicket_;
}

uint32_t Environment::take(napi_env env) {
  Owned<Finished> finished = doorbell->take();
  if (!finished) return 0;
  const uint32_t ticket = finished->ticket;
  if (finished->writtenOff) {
    mailbox.postStatus(env, kWrittenOff);
    return ticket;
  }
  post(env, *finished);
  if (finished->packs.first() != nullptr) begun_.push(finished.take());
  return ticket;
}

bool Environment::more(napi_env env, uint32_t ticket) {
  for (size_t i = 0; i < begun_.size(); ++i) {
    if (begun_[i]->ticket != ticket) continue;
    post(env, *begun_[i]);
    if (begun_[i]->packs.first() == nullptr) drop(ticket);
    return true;
  }
  return false;
}

void Environment::drop(uint32_t ticket) {
  for (size_t i = 0; i < begun_.size(); ++i) {
    if (begun_[i]->ticket != ticket) continue;
    dispose(begun_[i]);
    begun_.removeAt(i);
    return;
  }
}

void Environment::post(napi_env env, Finished& finished) {
  Pack* const pack = finished.packs.first();
  const int64_t age = finished.stampedAt == 0 ? 0 : steadyMilliseconds() - finished.stampedAt;
  mailbox.post(env, *pack, pack->next == nullptr ? kLastPack : kMorePacks, age < 0 ? 0 : static_cast<uint32_t>(age));
  finished.packs.dropFirst();
}

}  // namespace winstation::bridge
