#pragma once

#include "base/system.h"
#include "bridge/pack.h"
#include "vss/counters.h"
#include "vss/definition.h"

namespace winstation::vss {

/** The components that a requester backs up: for each its path and its name, each text with its NUL. */
struct Chosen {
  bool areChosen = false;
  uint32_t count = 0;
  Text texts;
};

/** How a call that waits for JavaScript has ended. Those after `answered` are answered in its name. */
enum class Ending : uint32_t { none, answered, late, closed, shuttingDown };

/** One call of Windows, with all that may be asked in it, read on the thread that Windows called. */
struct Ticket {
  Ticket(Call itsCall, int64_t now) : call(itsCall), calledAt(now) { counters.tickets.up(); }
  Ticket(const Ticket&) = delete;
  Ticket& operator=(const Ticket&) = delete;
  ~Ticket() { counters.tickets.down(); }

  /** Asks Windows, in its call, for what it may be asked there. `set` is what it has given by itself. */
  void read(void* impl, const Guid* set);
  void write(bridge::PackWriter& pack, uint32_t age) const;

  const Call call;
  const int64_t calledAt;
  uint32_t id = 0;
  uint32_t sessionCode = 0;
  Guid sessionId = {};
  Guid snapshotSetId = {};
  uint32_t context = 0;
  uint32_t backupType = 0;
  uint32_t volumeCount = 0;
  /** Each with its NUL. */
  Text volumes;
  Chosen chosen;

  // Under the lock of its writer.

  CONDITION_VARIABLE ended = CONDITION_VARIABLE_INIT;
  Ending ending = Ending::none;
  /** What JavaScript has answered. */
  TicketAnswer answer;
  Text message;
  bool isDelivered = false;
};

/** The components of a call that gives them. What Windows does not give is not there. */
Chosen readChosen(void* impl, void* components);

}  // namespace winstation::vss
