#pragma once

#include "base/system.h"
#include "bridge/resident.h"
#include "vss/ticket.h"
#include "windows/vssapi_writer.h"

namespace winstation::vss {

class Writer;

/** What Windows takes for an object of a class that derives from `CVssWriterEx`. */
struct WriterObject {
  const windows::WriterTable<WriterObject>* table;
  /** `IVssWriterImpl`, which Windows puts here as well. */
  void* impl;
  Writer* writer;
};
static_assert(offsetof(WriterObject, table) == 0 && offsetof(WriterObject, impl) == sizeof(void*));

/** What JavaScript hears of: a call, one that was answered in its name, or what Windows has refused. */
enum class NewsKind : uint32_t { called, late, closed, shuttingDown, unsaid, leftOut };
/** Their names, in that order. */
inline constexpr const char* kNewsNames[] = {"called", "late", "closed", "shuttingDown", "unsaid", "leftOut"};

/** The questions of a writer, in the order of their numbers. */
enum class WriterQuestion : uint32_t { open, answer, shut };

/**
 * A writer as JavaScript sees it. Its thread subscribes and unsubscribes; Windows calls it on threads of RPC, each of
 * which waits for the answer of JavaScript, or for the time at which it answers in the name of JavaScript. The news are
 * those calls.
 *
 * A question `answer` is answered by whether it is taken: false for a call that is not waited for any more.
 */
class Writer final : public bridge::Resident {
 public:
  using Resident::Resident;

  static constexpr const char* kQuestions[] = {"open", "answer", "shut"};

  bool isComplete(const bridge::Question& question) const override;
  bool ask(Owned<bridge::Question> question) override;
  void close() override;
  bool writeNews(bridge::PackWriter& pack) override;

  // For Windows.

  bool describe(void* metadata);
  /** What Windows gives by itself: its components, or the set of snapshots. */
  bool called(Call call, void* components, const Guid* set);

 private:
  friend void winstation::dispose<Writer>(Writer*);
  ~Writer();
  void destroy() override { winstation::dispose(this); }

  struct News {
    NewsKind kind;
    /** Of a call; 0 for none. */
    uint32_t id;
    /** The call, where it is to be delivered. */
    Ticket* ticket = nullptr;
    /** What Windows has refused it with. */
    uint32_t code = 0;
  };
  /** What came of a call. */
  struct Waited {
    TicketAnswer answer;
    uint32_t id;
    /** Whether nobody else disposes of the ticket. */
    bool isOurs;
  };
  /** Of a call that gives the components, for one of the same session that does not. */
  struct Remembered {
    Guid sessionId;
    Chosen chosen;
  };

  static DWORD WINAPI main(void* writer);
  void serve();
  Failure subscribe(bool* isInactive);
  void unsubscribe();
  void awaitCalls();

  void arrive();
  void depart();
  Chosen chosenFor(const Ticket& ticket, void* components);
  Waited wait(Ticket& ticket);
  void refused(NewsKind kind, uint32_t ticket, uint32_t code);

  // Under the doorbell's lock.

  Failure start();
  bool answerTicket(const bridge::Question& question);
  void shut();
  bool enter(Ticket& ticket);
  Waited leave(Ticket& ticket);

  // From before Windows knows the writer until the end, and not changed meanwhile.

  WriterObject object_ = {};
  /** The question that has opened it, and what stands in it. */
  Owned<bridge::Question> opening_;
  Owned<Definition> definition_;

  // Of its own thread.

  bool isInitialized_ = false;
  bool isSubscribed_ = false;

  // Under the doorbell's lock.

  CONDITION_VARIABLE changed_ = CONDITION_VARIABLE_INIT;
  Owned<bridge::Question> shutting_;
  Array<Ticket*> waiting_;
  Array<News> news_;
  Array<Remembered*> remembered_;
  uint32_t inside_ = 0;
  uint32_t lastTicket_ = 0;
  bool wasStarted_ = false;
  bool isRunning_ = false;
  bool isClosing_ = false;
  bool isClosed_ = false;
  bool isLeft_ = false;
};

/** The table of its object. */
extern const windows::WriterTable<WriterObject> kWriterTable;

}  // namespace winstation::vss
