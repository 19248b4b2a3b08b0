#include "question.h"

#include <algorithm>
#include <utility>

#include "javascript_threads.h"
#include "notes.h"
#include "wire.h"

namespace lab {
namespace {

constexpr DWORD kNoWorld = ERROR_NOT_CONNECTED;

// What stands before each name.
enum Group : std::uint8_t { kArgument = 1, kLab = 2 };

}  // namespace

Question::Question(std::string_view call, Host host) : call_(call), host_(std::move(host)) {}

Question::Question(std::string_view call, Server server) : call_(call), host_(hostOf(server.handle)) {
  lab("handle", numberOf(server.handle));
}

Question::Question(std::string_view call, std::uint32_t object) : call_(call) { lab("handle", object); }

Question onMachine(std::string_view call) { return {call, Host()}; }

Question onHost(const wchar_t* name, std::string_view call) {
  return {call, name == nullptr ? Host() : Host{name, false, true}};
}

Question onServer(HANDLE server, std::string_view call) { return {call, Question::Server{server}}; }

Question onObject(std::uint32_t object, std::string_view call) { return {call, object}; }

Writer& Question::say(std::string_view name, Form form) {
  Writer& writer = args_.emplace_back(name, Writer()).second;
  return writer.u8(kArgument).ascii(name).u8(static_cast<std::uint8_t>(form));
}

Question& Question::u32(std::string_view name, std::uint32_t value) {
  say(name, Form::u32).u32(value);
  return *this;
}

Question& Question::i32(std::string_view name, std::int32_t value) {
  say(name, Form::i32).u32(static_cast<std::uint32_t>(value));
  return *this;
}

Question& Question::flag(std::string_view name, BOOL value) {
  say(name, Form::flag).u8(value != FALSE);
  return *this;
}

Question& Question::text(std::string_view name, const wchar_t* value) {
  say(name, Form::text).text(value);
  return *this;
}

Question& Question::text(std::string_view name, const wchar_t* value, std::size_t length) {
  say(name, Form::text).text(value, length);
  return *this;
}

Question& Question::textOrNull(std::string_view name, const wchar_t* value) {
  say(name, Form::textOrNull).text(value);
  return *this;
}

Question& Question::bytes(std::string_view name, const void* value, std::size_t size) {
  say(name, Form::bytes).span(value, size);
  return *this;
}

Question& Question::ticks(std::string_view name, std::uint64_t value) {
  say(name, Form::ticks).u64(value);
  return *this;
}

Question& Question::sid(std::string_view name, const void* value, std::size_t size) {
  say(name, Form::sid).span(value, size);
  return *this;
}

Said& Said::u32(std::string_view name, std::uint32_t value) {
  ++count_;
  kinds_.ascii(name).u8(static_cast<std::uint8_t>(Form::u32));
  values_.u32(value);
  return *this;
}

Said& Said::text(std::string_view name, const wchar_t* value, std::size_t length) {
  ++count_;
  kinds_.ascii(name).u8(static_cast<std::uint8_t>(Form::text));
  values_.text(value, length);
  return *this;
}

Question& Question::record(std::string_view name, const Said& value) {
  const Bytes& kinds = value.kinds_.body();
  const Bytes& values = value.values_.body();
  say(name, Form::record).u8(value.count_).raw(kinds.data(), kinds.size()).raw(values.data(), values.size());
  return *this;
}

Question& Question::lab(std::string_view name, std::uint32_t value) {
  lab_.u8(kLab).ascii(name).u8(static_cast<std::uint8_t>(Form::u32)).u32(value);
  return *this;
}

Question& Question::neverHeld() {
  neverHeld_ = true;
  return *this;
}

bool Question::misused(bool wrong) {
  if (wrong) note::misuse(call_);
  return wrong;
}

Answer Question::ask() {
  Answer refused;
  refused.call = call_;
  refused.code = host_.good ? kNoWorld : ERROR_INVALID_HANDLE;
  if (!host_.good) return refused;
  Writer writer;
  writer.u8(static_cast<std::uint8_t>(Kind::ask)).u8(neverHeld_ || isJavaScriptThread() ? 1 : 0);
  writer.ascii(call_).text(host_.wire());
  for (const auto& [name, said] : args_) writer.raw(said.body().data(), said.body().size());
  writer.raw(lab_.body().data(), lab_.body().size());
  Bytes body;
  return askWorld(writer, body) ? readAnswer(call_, std::move(body)) : refused;
}

BOOL Question::succeeds() {
  const Answer answer = ask();
  return answer.ok ? TRUE : fail(answer.code);
}

std::string Question::key() const {
  Writer writer;
  writer.ascii(call_).text(host_.wire());
  std::vector<const std::pair<std::string_view, Writer>*> sorted;
  for (const auto& argument : args_) sorted.push_back(&argument);
  std::sort(sorted.begin(), sorted.end(), [](const auto* one, const auto* other) { return one->first < other->first; });
  for (const auto* argument : sorted) {
    const Bytes& said = argument->second.body();
    writer.raw(said.data(), said.size());
  }
  return {writer.body().begin(), writer.body().end()};
}

}  // namespace lab
