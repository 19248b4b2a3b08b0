#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "node.h"

/** What JavaScript does with the addon: asks, takes what comes, and changes its mind. */
namespace caller {

/** How a question ended: by an answer, by none since nobody waited, or by a pack that tells of neither. */
enum class End { answer, nothing };

struct Question {
  const char* name;
  std::vector<uint32_t> words;
  std::vector<std::u16string> texts;
};

/** By its name; with arguments drawn at random where none are given. */
Question question(const char* name);
/** Details of so many sessions. */
Question details(uint32_t ids);
/** Any of those that a thread answers. */
Question anyQuestion();

class Caller {
 public:
  Caller();

  /** False when the addon could not be loaded or can't ring. */
  bool isReady() const { return isReady_; }

  uint32_t openThread(const char16_t* host);
  uint32_t openWindow();
  uint32_t openWaiter();
  uint32_t openChannel();
  /** 0 when it takes none now. */
  uint32_t ask(uint32_t resident, const Question& question);
  uint32_t askWindow(uint32_t window, const char* question, const std::vector<uint32_t>& words);
  uint32_t wait(uint32_t waiter);
  /** One of the questions of a channel: open, read, write or close. A write is of so many bytes. */
  uint32_t askChannel(uint32_t channel, const char* question, uint32_t bytes = 0);
  void stop(uint32_t resident) { environment_.call("stop", {node::number(resident)}); }
  bool writeOff(uint32_t resident);
  void flush(uint32_t resident) { environment_.call("flush", {node::number(resident)}); }
  /** Of a thread the question under way still ends. */
  void close(uint32_t resident);
  /** Of a window or a waiter it does not. */
  void forsake(uint32_t resident);
  /** One of the calls that answer at once. */
  void askNow();

  /** Takes what comes; waits for it so long. */
  void turn(uint32_t microseconds) { environment_.turn(microseconds); }
  /** How the question ended, once it has. */
  std::optional<End> ended(uint32_t ticket) const;
  /** Turns until it has ended. */
  End await(uint32_t ticket);
  size_t pending() const { return pending_.size(); }
  uint32_t taken() const { return taken_; }

  void terminate() { environment_.terminate(); }
  void end() { environment_.end(); }

  /** By the addon's own count. */
  std::map<std::string, int32_t> counts();
  /** Of the last answer: whether it was a success, where it is a single one; and the code of a failure. */
  uint32_t lastFirstWord() const { return lastFirstWord_; }
  /** The export that the last answer names as the one that failed. */
  const std::string& lastFailed() const { return lastFailed_; }
  /** Of how many words the last answer is. */
  uint32_t lastWordCount() const { return lastWordCount_; }

 private:
  void readNames();
  uint32_t numberOf(const char* of, const char* name) const;
  void rung();
  void read(uint32_t ticket);
  /** The status of the pack in the mailbox; nothing when there is no mailbox. */
  std::optional<uint32_t> open();
  uint32_t askWith(uint32_t resident, uint32_t number, const std::vector<uint32_t>& words,
                   const std::vector<std::u16string>& texts);
  void end(uint32_t ticket, End how);

  node::Environment environment_;
  node::Handle mailbox_;
  bool isReady_ = false;
  bool isInside_ = false;
  /** Of each name that the addon gives, its kind before it. */
  std::map<std::string, uint32_t> numbers_;
  std::map<uint32_t, uint32_t> pending_;
  std::map<uint32_t, End> ended_;
  uint32_t taken_ = 0;
  uint32_t lastFirstWord_ = 0;
  uint32_t lastWordCount_ = 0;
  std::string lastFailed_;
};

}  // namespace caller
