#include "bridge/calls.h"
#include "terminal/calls.h"
#include "terminal/questions.h"

namespace winstation::terminal {
namespace {

class TerminalAnswerer final : public bridge::Answerer {
 public:
  explicit TerminalAnswerer(const bridge::Thread& thread) : server_(thread.host, thread.fallbackOn) {}

  void answer(const bridge::Question& question, bridge::Answer& answer) override { fail(question, answer, {}); }

  void fail(const bridge::Question& question, bridge::Answer& answer, const windows::Failure& failed) override {
    switch (static_cast<Kind>(question.kind)) {
      case Kind::sessions:
        return answerSessions(server_, failed, answer);
      case Kind::details:
        return answerDetails(server_, failed, question, answer);
      case Kind::queryRaw:
        return answerQueryRaw(server_, failed, question, answer);
      case Kind::processes:
        return answerProcesses(server_, failed, question, answer);
      case Kind::sendMessage:
        return answerSendMessage(server_, failed, question, answer);
      case Kind::logoff:
        return answerLogoff(server_, failed, question, answer);
      case Kind::accountsOf:
        return answerAccountsOf(server_, failed, question, answer);
      case Kind::sidsOf:
        return answerSidsOf(server_, failed, question, answer);
      case Kind::system:
        return answerSystem(failed, answer);
      case Kind::version:
        return answerVersion(server_, failed, answer);
    }
  }

  void dispose() override { bridge::dispose(this); }

 private:
  friend void bridge::dispose<TerminalAnswerer>(TerminalAnswerer*);
  ~TerminalAnswerer() = default;

  Server server_;
};

bridge::Answerer* makeAnswerer(const bridge::Thread& thread) { return bridge::make<TerminalAnswerer>(thread); }

/** Whether the words and texts are what this question reads. */
bool isComplete(const bridge::Question& question) {
  const size_t words = question.words.size();
  switch (static_cast<Kind>(question.kind)) {
    case Kind::sessions:
    case Kind::accountsOf:
    case Kind::sidsOf:
    case Kind::system:
    case Kind::version:
      return true;
    case Kind::details:
      return hasDetailWords(question);
    case Kind::queryRaw:
    case Kind::logoff:
      return words == 2;
    case Kind::processes:
      return words >= 1;
    case Kind::sendMessage:
      return words == 4 && question.textCount() == 2;
  }
  return false;
}

constexpr bridge::Domain kDomain = {makeAnswerer, isComplete};

}  // namespace

napi_value openThread(napi_env env, napi_callback_info info) { return bridge::openThread(env, info, kDomain); }

}  // namespace winstation::terminal
