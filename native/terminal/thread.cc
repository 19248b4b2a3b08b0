#include "bridge/calls.h"
#include "terminal/calls.h"
#include "terminal/questions.h"

namespace winstation::terminal {
namespace {

/** What answers a question. */
struct Handler {
  Kind kind;
  /** Whether the words and texts are what it reads. */
  bool (*isComplete)(const bridge::Question& question);
  /** Whether it asks a server, which then is opened before. */
  bool asksServer;
  void (*answer)(Server& server, const bridge::Question& question, bridge::Answer& answer);
  void (*fail)(const bridge::Question& question, const Failure& failure, bridge::Answer& answer);
};

template <size_t words, size_t texts>
bool has(const bridge::Question& question) {
  return question.words.size() == words && question.textCount() == texts;
}

/** Codes and texts, as many as there are. */
bool isLookUp(const bridge::Question&) { return true; }

bool isProcesses(const bridge::Question& question) { return question.words.size() >= 1; }

constexpr Handler kHandlers[] = {
    {Kind::sessions, has<0, 0>, true, answerSessions, failSessions},
    {Kind::details, hasDetailWords, true, answerDetails, failDetails},
    {Kind::queryRaw, has<2, 0>, true, answerQueryRaw, failOne},
    {Kind::processes, isProcesses, true, answerProcesses, failProcesses},
    {Kind::sendMessage, has<4, 2>, true, answerSendMessage, failOne},
    {Kind::logoff, has<2, 0>, true, answerLogoff, failOne},
    // These take the host's name instead of a handle.
    {Kind::accountsOf, isLookUp, false, answerAccountsOf, failEach},
    {Kind::sidsOf, isLookUp, false, answerSidsOf, failEach},
    {Kind::system, has<0, 0>, false, answerSystem, failSystem},
    {Kind::version, has<0, 0>, false, answerVersion, failOne},
};

/** Nothing for a number that is no question. */
const Handler* find(uint32_t kind) {
  for (const Handler& handler : kHandlers) {
    if (static_cast<uint32_t>(handler.kind) == kind) return &handler;
  }
  return nullptr;
}

bool isComplete(const bridge::Question& question) {
  const Handler* const handler = find(question.kind);
  return handler != nullptr && handler->isComplete(question);
}

// Only complete questions come here, so there is a handler.

void fail(const bridge::Question& question, const Failure& failure, bridge::Answer& answer) {
  find(question.kind)->fail(question, failure, answer);
}

class TerminalAnswerer final : public bridge::Answerer {
 public:
  explicit TerminalAnswerer(const bridge::Thread& thread) : server_(thread.host, thread.fallbackOn) {}

  void answer(const bridge::Question& question, bridge::Answer& answer) override {
    const Handler& handler = *find(question.kind);
    Failure failure;
    if (handler.asksServer) failure = server_.open(answer);
    if (failure) return handler.fail(question, failure, answer);
    handler.answer(server_, question, answer);
  }

  void dispose() override { winstation::dispose(this); }

 private:
  friend void winstation::dispose<TerminalAnswerer>(TerminalAnswerer*);
  ~TerminalAnswerer() = default;

  Server server_;
};

bridge::Answerer* makeAnswerer(const bridge::Thread& thread) { return make<TerminalAnswerer>(thread); }

constexpr bridge::Domain kDomain = {makeAnswerer, isComplete, fail};

}  // namespace

napi_value openThread(napi_env env, napi_callback_info info) { return bridge::openThread(env, info, kDomain); }

}  // namespace winstation::terminal
