#pragma once

#include <iterator>

#include "bridge/plain_call.h"
#include "bridge/thread.h"

namespace winstation::bridge {

/**
 * What answers a question of a domain's threads. A domain has one table of them; JavaScript asks for their names and
 * sends the index. The state is what a thread keeps from one question to the next, such as a server handle.
 */
template <class State>
struct Handler {
  const char* name;
  /** Whether the words and texts are what it reads. */
  bool (*isComplete)(const Question& question);
  void (*answer)(State& state, const Question& question, Answer& answer);
  /** Writes the answer of a question that could not be put to Windows, in the form in which its answer stands. */
  void (*fail)(const Question& question, const Failure& failure, Answer& answer);
};

/** So many words and texts. */
template <size_t words, size_t texts>
bool has(const Question& question) {
  return question.words.size() == words && question.textCount() == texts;
}

/** So many words and texts, and behind them bytes. */
template <size_t words, size_t texts>
bool hasAndBytes(const Question& question) {
  const size_t count = question.words.size();
  return question.textCount() == texts && count > words && count - words - 1 == (size_t{question.words[words]} + 3) / 4;
}

/** The failure of a question that has one answer. */
inline void failOne(const Question&, const Failure& failure, Answer& answer) { writeFailure(answer.pack, failure); }

/** The calls of this machine that need nothing to be made on. */
template <class State>
struct OnMachine {
  static Failure reach(State&, const Answer&) { return {}; }
  static std::tuple<> given(const State&) { return {}; }
};

/**
 * The line of a plain call. `On` says what it is made on: `reach` opens that, and `given` is what the export takes
 * before its arguments.
 */
template <class State, class On, auto& target, class Memory = NoMemory>
constexpr Handler<State> plain(const char* name) {
  using Call = PlainCall<target, Memory, decltype(On::given(std::declval<const State&>()))>;
  return {name, Call::isComplete,
          [](State& state, const Question& question, Answer& answer) {
            if (const Failure failure = On::reach(state, answer)) return writeFailure(answer.pack, failure);
            Call::answer(On::given(state), question, answer.pack);
          },
          failOne};
}

/** The line of a question that is composed by hand. */
template <class State, class On, auto& answerReached, auto& failIt>
constexpr Handler<State> composed(const char* name, bool (*isComplete)(const Question& question)) {
  return {name, isComplete,
          [](State& state, const Question& question, Answer& answer) {
            if (const Failure failure = On::reach(state, answer)) return failIt(question, failure, answer);
            answerReached(state, question, answer);
          },
          failIt};
}

constexpr bool isSame(const char* a, const char* b) {
  while (*a != 0 && *a == *b) ++a, ++b;
  return *a == *b;
}

/** Whether each name of a table stands there once. */
template <const auto& table>
constexpr bool hasEachOnce() {
  for (size_t i = 0; i < std::size(table); ++i) {
    for (size_t j = 0; j < i; ++j) {
      if (isSame(table[i].name, table[j].name)) return false;
    }
  }
  return true;
}

/** A thread whose questions are answered by a table. It is opened with `Options`, of which the state is made. */
template <class Options, class State, const auto& handlers>
class TableThread final : public Thread {
  static_assert(hasEachOnce<handlers>());

 public:
  TableThread(Doorbell* doorbell, uint32_t threadId, Options&& options)
      : Thread(doorbell, threadId), options_(std::move(options)) {}

  bool isComplete(const Question& question) const override {
    return question.kind < std::size(handlers) && handlers[question.kind].isComplete(question);
  }

 private:
  // Only complete questions come here, so there is a handler.

  class TableAnswerer final : public Answerer {
   public:
    explicit TableAnswerer(const Options& options) : state_(options) {}

    void answer(const Question& question, Answer& answer) override {
      handlers[question.kind].answer(state_, question, answer);
    }
    bool keeps() const override {
      if constexpr (requires(const State& state) { state.keeps(); }) {
        return state_.keeps();
      } else {
        return false;
      }
    }
    void dispose() override { winstation::dispose(this); }

   private:
    friend void winstation::dispose<TableAnswerer>(TableAnswerer*);
    ~TableAnswerer() = default;

    State state_;
  };

  friend void winstation::dispose<TableThread>(TableThread*);
  ~TableThread() = default;
  void destroy() override { winstation::dispose(this); }

  Answerer* makeAnswerer() override { return make<TableAnswerer>(options_); }
  void fail(const Question& question, const Failure& failure, Answer& answer) const override {
    handlers[question.kind].fail(question, failure, answer);
  }

  const Options options_;
};

}  // namespace winstation::bridge
