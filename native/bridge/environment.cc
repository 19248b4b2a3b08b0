#include "bridge/environment.h"

namespace winstation::bridge {

Environment* Environment::of(napi_env env, Parts parts) {
  Owned<Environment> made(make<Environment>(env, parts));
  Environment* const environment = made.get();
  if (napi_set_instance_data(env, environment, finalize, nullptr) != napi_ok) return nullptr;
  made.take();
  return environment;
}

Environment* Environment::called(napi_env env, napi_callback_info info, napi_value* arguments, size_t count) {
  void* environment = nullptr;
  if (napi_get_cb_info(env, info, &count, arguments, nullptr, &environment) != napi_ok) return nullptr;
  return static_cast<Environment*>(environment);
}

bool Environment::listen(napi_value ring) {
  if (listening_) return true;
  if (!doorbell->open(env, ring)) return false;
  // Hooks run in reverse order: this one closes the doorbell before Node closes its thread-safe function.
  listening_ = napi_add_env_cleanup_hook(
                   env, [](void* environment) { static_cast<Environment*>(environment)->end(); }, this) == napi_ok;
  if (!listening_) doorbell->close();
  return listening_;
}

Environment::~Environment() {
  end();
  doorbell->release();
}

void Environment::end() {
  doorbell->close();
  for (Resident* resident : residents_) {
    resident->abandon();
    resident->release();
  }
  residents_.clear();
  for (Finished* finished : begun_) dispose(finished);
  begun_.clear();
}

void Environment::finalize(napi_env, void* environment, void*) { dispose(static_cast<Environment*>(environment)); }

Resident* Environment::resident(uint32_t id) {
  for (Resident* resident : residents_) {
    if (resident->id == id) return resident;
  }
  return nullptr;
}

void Environment::close(uint32_t id) {
  for (size_t i = 0; i < residents_.size(); ++i) {
    Resident* const resident = residents_[i];
    if (resident->id != id) continue;
    residents_.removeAt(i);
    resident->close();
    resident->release();
    return;
  }
}

uint32_t Environment::nextTicket() {
  if (++lastTicket_ == 0) ++lastTicket_;
  return lastTicket_;
}

uint32_t Environment::takeAnswer() {
  Owned<Finished> finished = doorbell->take();
  if (!finished) return 0;
  const uint32_t ticket = finished->ticket;
  if (finished->packs.first() == nullptr) {
    mailbox.postNothing();
    return ticket;
  }
  post(*finished);
  if (finished->packs.first() != nullptr) begun_.push(finished.take());
  return ticket;
}

uint32_t Environment::takeNews() {
  for (Resident* resident : residents_) {
    if (!resident->writeNews(writer)) continue;
    post();
    return resident->id;
  }
  return 0;
}

bool Environment::more(uint32_t ticket) {
  for (size_t i = 0; i < begun_.size(); ++i) {
    if (begun_[i]->ticket != ticket) continue;
    post(*begun_[i]);
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

void Environment::post(Finished& finished) {
  Pack* const pack = finished.packs.first();
  const int64_t age = finished.stampedAt == 0 ? 0 : steadyMilliseconds() - finished.stampedAt;
  mailbox.post(env, *pack, pack->next == nullptr ? kLastPack : kMorePacks, age < 0 ? 0 : static_cast<uint32_t>(age));
  finished.packs.dropFirst();
}

}  // namespace winstation::bridge
