#pragma once

#include <iterator>

#include "bridge/question.h"
#include "vss/guids.h"

namespace winstation::vss {

/** The calls of Windows that may be delivered. */
enum class Call : uint32_t {
  prepareBackup,
  prepareSnapshot,
  freeze,
  thaw,
  postSnapshot,
  abort,
  backupComplete,
  backupShutdown,
  preRestore,
  postRestore,
};

/** Their names, in that order. */
inline constexpr const char* kCallNames[] = {
    "OnPrepareBackup", "OnPrepareSnapshot", "OnFreeze",         "OnThaw",       "OnPostSnapshot",
    "OnAbort",         "OnBackupComplete",  "OnBackupShutdown", "OnPreRestore", "OnPostRestore"};

/** How a call is answered: a failure is set where there is a code, and this is returned. */
struct TicketAnswer {
  bool returns = true;
  uint32_t code = 0;
  uint32_t applicationCode = 0;
  /** NULL for none. */
  const char16_t* message = nullptr;
};

/**
 * What a writer is, out of the question that opens it. It is fixed, so that Windows is answered at once whatever
 * JavaScript is doing. All texts are those of the question.
 */
class Definition {
 public:
  /** A call that is not delivered. */
  static constexpr uint32_t kNotDelivered = 0xFFFFFFFF;

  /** Words and texts stand as `lib/native/vss/writer.ts` writes them. */
  explicit Definition(const bridge::Question& question);
  Definition(const Definition&) = delete;
  Definition& operator=(const Definition&) = delete;

  /** Whether the question was whole. */
  bool isWhole() const { return isWhole_; }
  /** Describes the writer to Windows: the same each time. Windows leaves it out where one word is refused. */
  Failure describe(void* metadata) const;
  /** How many milliseconds a call may take. */
  uint32_t time(Call call) const { return times_[static_cast<size_t>(call)]; }

  Guid id = {};
  const char16_t* name = nullptr;
  const char16_t* instanceName = nullptr;
  uint32_t usage = 0;
  uint32_t source = 0;
  uint32_t level = 0;
  uint32_t freezeTimeout = 0;
  /** How many calls may wait at a time. */
  uint32_t most = 0;
  TicketAnswer late;
  TicketAnswer closed;
  TicketAnswer shuttingDown;

 private:
  struct Files {
    const char16_t* path;
    const char16_t* spec;
    bool isRecursive;
  };
  struct Component {
    uint32_t type;
    const char16_t* path;
    const char16_t* name;
    const char16_t* caption;
    bool isSelectable;
    uint32_t firstFiles;
    uint32_t filesCount;
  };
  class Reader;

  uint32_t readFiles(Reader& given);
  Failure describe(void* metadata, const Component& component) const;

  uint32_t restoreMethod_ = 0;
  uint32_t times_[std::size(kCallNames)] = {};
  Array<Component> components_;
  Array<Files> files_;
  /** The rest of the files. */
  uint32_t firstExcluded_ = 0;
  bool isWhole_ = false;
};

}  // namespace winstation::vss
