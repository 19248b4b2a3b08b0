#pragma once

#include "bridge/mailbox.h"
#include "bridge/resident.h"

namespace winstation::bridge {

struct Part;
using Parts = std::span<const Part* const>;

/** Everything that the addon keeps for one environment (the main thread, or a worker). Used on its loop alone. */
class Environment {
 public:
  /** Makes the state and ties it to the life of `env`; nothing when that has ended already. */
  static Environment* of(napi_env env, Parts parts);

  /** The environment of the function being called, and its arguments; the missing ones are undefined. */
  static Environment* called(napi_env env, napi_callback_info info, napi_value* arguments, size_t count);

  const napi_env env;
  /** What the addon is made of. */
  const Parts parts;
  /** The writer for answers that are given at once. */
  PackWriter writer;
  Mailbox mailbox;
  Doorbell* const doorbell;

  /** Opens the doorbell, once: `ring` is called when answers are to be taken. Threads need it. */
  bool listen(napi_value ring);
  /** Puts what has been written into the mailbox. */
  void post() { mailbox.post(env, writer); }
  /** Makes a resident; its id. */
  template <class T, class... Arguments>
  uint32_t open(Arguments&&... arguments) {
    residents_.push(make<T>(doorbell, ++lastResident_, std::forward<Arguments>(arguments)...));
    return lastResident_;
  }
  /** Nothing when it is closed. */
  Resident* resident(uint32_t id);
  void close(uint32_t id);
  uint32_t nextTicket();

  /** Puts the first pack of the oldest answer into the mailbox. Its ticket; 0 when there is none. */
  uint32_t takeAnswer();
  /** Puts a pack of news into the mailbox. The id of the resident whose they are; 0 when there are none. */
  uint32_t takeNews();
  /** Puts the next pack of an answer into the mailbox. */
  bool more(uint32_t ticket);
  /** Frees what is left of an answer. */
  void drop(uint32_t ticket);

 private:
  friend Environment* winstation::make<Environment>(napi_env&, bridge::Parts&);
  friend void winstation::dispose<Environment>(Environment*);
  Environment(napi_env itsEnv, Parts itsParts) : env(itsEnv), parts(itsParts), doorbell(make<Doorbell>()) {}
  ~Environment();

  /** The environment ends: no thread waits for it, and nothing of it is touched any more. */
  void end();
  static void finalize(napi_env, void* environment, void*);

  void post(Finished& finished);

  Array<Resident*> residents_;
  /** Answers whose first packs have been taken. */
  Array<Finished*> begun_;
  bool listening_ = false;
  uint32_t lastResident_ = 0;
  uint32_t lastTicket_ = 0;
};

}  // namespace winstation::bridge
