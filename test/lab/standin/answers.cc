#include "answers.h"

#include <algorithm>
#include <cstring>

#include "buffers.h"
#include "info.h"
#include "layouts.h"

namespace lab {
namespace {

// With more texts than this they share one piece: a guard behind each of 50,000 names would be too many mappings.
constexpr std::size_t kGuardedTexts = 400;

constexpr std::size_t kSessionTexts = 5;
constexpr std::size_t kShortSessionTexts = 1;

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

  void sid(const std::uint8_t* bytes, std::uint32_t size, void*& field) {
    if (bytes == nullptr) {
      if (fill_) field = nullptr;
      return;
    }
    if (!fill_) return pieces_.measure(size);
    field = std::memcpy(pieces_.take(), bytes, size);
  }

 private:
  Pieces& pieces_;
  bool fill_;
};

void sessionRow(Reader& reader, Walk& walk, Rows kind, std::uint8_t* row) {
  SessionInfo1 full{};
  full.execEnvId = full.id = reader.u32();
  full.state = reader.u32();
  const std::size_t texts = kind == Rows::sessions1 ? kSessionTexts : kShortSessionTexts;
  for (std::size_t i = 0; i < texts; ++i) walk.text(reader.text(), full.texts[i]);
  if (row == nullptr) return;
  if (kind == Rows::sessions1) {
    std::memcpy(row, &full, sizeof full);
  } else {
    const SessionInfo brief{full.id, full.texts[0], full.state};
    std::memcpy(row, &brief, sizeof brief);
  }
}

void processRow(Reader& reader, Walk& walk, Rows kind, std::uint8_t* row) {
  ProcessInfo1 full{};
  full.base.session = reader.u32();
  full.base.pid = reader.u32();
  walk.text(reader.text(), full.base.name);
  std::uint32_t size = 0;
  const std::uint8_t* sid = reader.bytes(size);
  walk.sid(sid, size, full.base.sid);
  if (kind == Rows::processes1) {
    for (DWORD& counter : full.counters) counter = reader.u32();
    full.userTime = reader.u64();
    full.kernelTime = reader.u64();
  }
  if (row != nullptr) std::memcpy(row, &full, rowSize(kind));
}

void walkRows(Rows kind, Reader reader, Walk walk, std::uint8_t* rows) {
  const std::uint32_t count = reader.u32();
  const bool sessions = kind == Rows::sessions || kind == Rows::sessions1;
  for (std::uint32_t i = 0; i < count && reader.good(); ++i) {
    std::uint8_t* row = rows == nullptr ? nullptr : rows + i * rowSize(kind);
    (sessions ? sessionRow : processRow)(reader, walk, kind, row);
  }
}

}  // namespace

Built buildRows(Rows kind, const Reply& reply) {
  if (reply.shape == Shape::null) return {nullptr, 1, 0};
  const std::uint32_t count = reply.value().u32();
  Pieces pieces(count * rowSize(kind));
  walkRows(kind, reply.value(), Walk(pieces, false), nullptr);
  std::uint8_t* rows = pieces.make();
  if (rows != nullptr) walkRows(kind, reply.value(), Walk(pieces, true), rows);
  return {rows, count, 0};
}

Built buildInfo(DWORD infoClass, const Reply& reply) {
  if (reply.shape == Shape::null) return {};
  Bytes image = infoImage(infoClass, reply.value());
  if (reply.shape == Shape::cut && !image.empty()) image.pop_back();
  if (reply.shape == Shape::unterminated && image.size() >= sizeof(wchar_t))
    image.resize(image.size() - sizeof(wchar_t));
  const auto pieces = allocate({image.size()});
  if (pieces.empty()) return {};
  std::copy(image.begin(), image.end(), static_cast<std::uint8_t*>(pieces[0]));
  return {pieces[0], 0, static_cast<DWORD>(image.size())};
}

}  // namespace lab
