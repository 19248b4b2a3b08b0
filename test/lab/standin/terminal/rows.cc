#include "terminal/rows.h"

#include <cstring>

#include "buffers.h"
#include "terminal/layouts.h"

namespace lab {
namespace {

// With more texts than this they share one piece: a guard behind each of 50,000 names would be too many mappings.
constexpr std::size_t kGuardedTexts = 400;

std::size_t rowSize(Rows kind) {
  switch (kind) {
    case Rows::sessions:
      return sizeof(SessionInfo);
    case Rows::sessions1:
      return sizeof(SessionInfo1);
    case Rows::processes:
      return sizeof(ProcessInfo);
    case Rows::processes1:
      return sizeof(ProcessInfo1);
  }
  return 0;
}

// The texts and SIDs of the rows, in the order in which they are met.
class Pieces {
 public:
  explicit Pieces(std::size_t arraySize) : sizes_{arraySize} {}

  void measure(std::size_t size) { sizes_.push_back(size); }

  // Gives the array.
  std::uint8_t* make() {
    shared_ = sizes_.size() > kGuardedTexts;
    if (shared_) {
      std::size_t total = 0;
      for (std::size_t i = 1; i < sizes_.size(); ++i) total += sizes_[i];
      made_ = allocate({sizes_[0], total});
    } else {
      made_ = allocate(sizes_);
    }
    if (made_.empty()) return nullptr;
    next_ = 1;
    if (shared_) at_ = static_cast<std::uint8_t*>(made_[1]);
    return static_cast<std::uint8_t*>(made_[0]);
  }

  std::uint8_t* take() {
    const std::size_t index = next_++;
    if (!shared_) return static_cast<std::uint8_t*>(made_[index]);
    std::uint8_t* here = at_;
    at_ += sizes_[index];
    return here;
  }

 private:
  std::vector<std::size_t> sizes_;
  std::vector<void*> made_;
  std::size_t next_ = 1;
  std::uint8_t* at_ = nullptr;
  bool shared_ = false;
};

// One walk over the rows serves twice: `pieces` is measured first and filled then.
class Walk {
 public:
  Walk(Pieces& pieces, bool fill) : pieces_(pieces), fill_(fill) {}

  void text(const Text& text, wchar_t*& field) {
    if (text.null()) {
      if (fill_) field = nullptr;
      return;
    }
    const std::size_t size = std::size_t{text.length} * sizeof(wchar_t);
    if (!fill_) return pieces_.measure(size + sizeof(wchar_t));
    std::uint8_t* to = pieces_.take();
    std::memcpy(to, text.units, size);
    std::memset(to + size, 0, sizeof(wchar_t));
    field = reinterpret_cast<wchar_t*>(to);
  }

  void sid(const Span& sid, void*& field) {
    if (sid.null()) {
      if (fill_) field = nullptr;
      return;
    }
    if (!fill_) return pieces_.measure(sid.size);
    field = std::memcpy(pieces_.take(), sid.data, sid.size);
  }

 private:
  Pieces& pieces_;
  bool fill_;
};

void sessionRow(const Record& session, Walk& walk, std::uint8_t* row) {
  SessionInfo brief{};
  brief.id = session.u32("sessionId");
  brief.state = static_cast<DWORD>(session.i32("state"));
  walk.text(session.textOrNull("sessionName"), brief.name);
  if (row != nullptr) std::memcpy(row, &brief, sizeof brief);
}

void sessionRow1(const Record& session, Walk& walk, std::uint8_t* row) {
  SessionInfo1 full{};
  full.execEnvId = full.id = session.u32("sessionId");
  full.state = static_cast<DWORD>(session.i32("state"));
  walk.text(session.textOrNull("sessionName"), full.name);
  walk.text(session.textOrNull("hostName"), full.host);
  walk.text(session.textOrNull("userName"), full.user);
  walk.text(session.textOrNull("domainName"), full.domain);
  walk.text(session.textOrNull("farmName"), full.farm);
  if (row != nullptr) std::memcpy(row, &full, sizeof full);
}

void processBase(const Record& process, Walk& walk, ProcessInfo& info) {
  info.session = process.u32("sessionId");
  info.pid = process.u32("pid");
  walk.text(process.textOrNull("name"), info.name);
  walk.sid(process.sid("sid"), info.sid);
}

void processRow(const Record& process, Walk& walk, std::uint8_t* row) {
  ProcessInfo brief{};
  processBase(process, walk, brief);
  if (row != nullptr) std::memcpy(row, &brief, sizeof brief);
}

void processRow1(const Record& process, Walk& walk, std::uint8_t* row) {
  ProcessInfo1 full{};
  processBase(process, walk, full.base);
  if (row == nullptr) return;
  full.threads = process.u32("threads");
  full.handles = process.u32("handles");
  full.pagefileUsage = process.u32("pagefileUsage");
  full.peakPagefileUsage = process.u32("peakPagefileUsage");
  full.workingSetSize = process.u32("workingSetSize");
  full.peakWorkingSetSize = process.u32("peakWorkingSetSize");
  full.userTime = process.ticks("userTime");
  full.kernelTime = process.ticks("kernelTime");
  std::memcpy(row, &full, sizeof full);
}

void walkRows(Rows kind, List list, Walk walk, std::uint8_t* rows) {
  for (std::uint32_t i = 0; i < list.count(); ++i) {
    const Record record = list.nextRecord();
    std::uint8_t* row = rows == nullptr ? nullptr : rows + i * rowSize(kind);
    switch (kind) {
      case Rows::sessions:
        sessionRow(record, walk, row);
        break;
      case Rows::sessions1:
        sessionRow1(record, walk, row);
        break;
      case Rows::processes:
        processRow(record, walk, row);
        break;
      case Rows::processes1:
        processRow1(record, walk, row);
        break;
    }
  }
}

}  // namespace

Built buildRows(Rows kind, const Answer& answer) {
  if (answer.shape == Shape::null) return {nullptr, 1, 0};
  const List list = answer.value().list();
  Pieces pieces(list.count() * rowSize(kind));
  walkRows(kind, list, Walk(pieces, false), nullptr);
  std::uint8_t* rows = pieces.make();
  if (rows != nullptr) walkRows(kind, list, Walk(pieces, true), rows);
  return {rows, list.count(), 0};
}

}  // namespace lab
