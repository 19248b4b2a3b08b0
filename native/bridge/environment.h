#pragma once

#include "bridge/mailbox.h"
#include "bridge/resident.h"

namespace winstation::bridge {

/** Everything that the addon keeps for one environment (the main thread, or a worker). Used on its loop alone. */
class Environment {
 public:
  /** Makes the state and ties it to the life of `env`; nothing when that has ended already. */
  static Environment* of(napi_env env);

  /** The environment of the function being called, and its arguments; the missing ones are undefined. */
  template <size_t count>
  static Environment* called(napi_env env, napi_callback_info info, napi_value (&arguments)[count]) {
    size_t room = count;
    void* environment = nullptr;
    if (napi_get_cb_info(env, info, &room, arguments, nullptr, &environment) != napi_ok) return nullptr;
    return static_cast<Environment*>(environment);
  }
  static Environment* called(napi_env env, napi_callback_info info) {
    void* environment = nullptr;
    if (napi_get_cb_info(env, info, nullptr, nullptr, nullptr, &environment) != napi_ok) return nullptr;
    return static_cast<Environment*>(environment);
  }

  /** The writer for answers that are given at once. */
  PackWriter writer;
  /** For the listing that is made on this thread: the codes after which the older call is tried. */
  Array<uint32_t> fallbackOn;
  Mailbox mailbox;
  Doorbell* const doorbell;

  /** Opens the doorbell, once: `ring` is called when answers are to be taken. Threads need it. */
  bool listen(napi_env env, napi_value ring);
  /** The id of the next resident. */
  uint32_t nextResident() { return ++lastResident_; }
  /** Takes over the caller's reference. */
  uint32_t admit(Resident* resident);
  /** Nothing when it is closed. */
  Resident* resident(uint32_t id);
  void close(uint32_t id);
  uint32_t nextTicket();

  /** Puts the first pack of the oldest answer into the mailbox. Its ticket; 0 when there is none. */
  uint32_t takeAnswer(napi_env env);
  /** Puts a pack of news into the mailbox. The id of the resident whose they are; 0 when there are none. */
  uint32_t takeNews(napi_env env);
  /** Puts the next pack of an answer into the mailbox. */
  bool more(napi_env env, uint32_t ticket);
  /** Frees what is left of an answer. */
  void drop(uint32_t ticket);

 private:
  friend Environment* winstation::make<Environment>();
  friend void winstation::dispose<Environment>(Environment*);
  Environment() : doorbell(make<Doorbell>()) {}
  ~Environment();

  /** The environment ends: no thread waits for it, and nothing of it is touched any more. */
  void end();
  static void finalize(napi_env, void* environment, void*);

  void post(napi_env env, Finished& finished);

  Array<Resident*> residents_;
  /** Answers whose first packs have been taken. */
  Array<Finished*> begun_;
  bool listening_ = false;
  uint32_t lastResident_ = 0;
  uint32_t lastTicket_ = 0;
};

}  // namespace winstation::bridge
