#include "answer.h"

#include <utility>

#include "notes.h"

namespace lab {
namespace {

constexpr LONG kMostReports = 20;
volatile LONG g_reports = 0;

constexpr const char* kForms[] = {"nothing", "u32",   "i32", "flag",   "text", "textOrNull",
                                  "bytes",   "ticks", "sid", "record", "list"};

std::string nameOf(Form form) {
  const auto index = static_cast<std::size_t>(form);
  return index < sizeof kForms / sizeof kForms[0] ? kForms[index] : "a form that is not known";
}

// Each row of a long list has the same mistake, so only the first ones are reported.
void report(std::string_view call, std::string what) {
  if (InterlockedIncrement(&g_reports) > kMostReports) return;
  constexpr std::size_t kMost = 255;
  what.resize(what.size() < kMost ? what.size() : kMost);
  note::unfit(call, what);
}

Layout readLayout(Reader& reader) {
  Layout layout;
  layout.form = static_cast<Form>(reader.u8());
  if (layout.form == Form::list) layout.parts.push_back(readLayout(reader));
  if (layout.form != Form::record) return layout;
  for (std::uint8_t left = reader.u8(); left > 0 && reader.good(); --left) {
    layout.names.emplace_back(reader.ascii());
    layout.parts.push_back(readLayout(reader));
  }
  return layout;
}

void skip(const Layout& layout, Reader& reader) {
  switch (layout.form) {
    case Form::nothing:
      return;
    case Form::u32:
    case Form::i32:
      reader.u32();
      return;
    case Form::flag:
      reader.u8();
      return;
    case Form::text:
    case Form::textOrNull:
      reader.text();
      return;
    case Form::bytes:
    case Form::sid:
      reader.span();
      return;
    case Form::ticks:
      reader.u64();
      return;
    case Form::record:
      for (const Layout& part : layout.parts) skip(part, reader);
      return;
    case Form::list:
      for (std::uint32_t left = reader.u32(); left > 0 && reader.good(); --left) skip(layout.parts[0], reader);
      return;
  }
}

}  // namespace

bool Value::is(Form form) const {
  if (layout_ == nullptr) return false;
  if (layout_->form == form) return true;
  const std::string subject = name_.empty() ? "its answer" : "'" + std::string(name_) + "' of its answer";
  report(call_, "takes " + subject + " for " + nameOf(form) + ", but it is " + nameOf(layout_->form));
  return false;
}

std::uint32_t Value::u32() const { return is(Form::u32) ? Reader(at_).u32() : 0; }

std::int32_t Value::i32() const { return is(Form::i32) ? static_cast<std::int32_t>(Reader(at_).u32()) : 0; }

bool Value::flag() const { return is(Form::flag) && Reader(at_).u8() != 0; }

Text Value::text() const { return is(Form::text) ? Reader(at_).text() : Text(); }

Text Value::textOrNull() const { return is(Form::textOrNull) ? Reader(at_).text() : Text(); }

Span Value::bytes() const { return is(Form::bytes) ? Reader(at_).span() : Span(); }

std::uint64_t Value::ticks() const { return is(Form::ticks) ? Reader(at_).u64() : 0; }

Span Value::sid() const { return is(Form::sid) ? Reader(at_).span() : Span(); }

Record Value::record() const {
  Reader at = at_;
  return {call_, is(Form::record) ? layout_ : nullptr, at};
}

List Value::list() const { return {call_, is(Form::list) ? layout_ : nullptr, at_}; }

Record::Record(std::string_view call, const Layout* layout, Reader& at) : call_(call), layout_(layout), end_(at.end()) {
  if (layout == nullptr) return;
  if (layout->parts.size() > kMostMembers) {
    report(call, "is given a record of more members than the stand-in has room for");
    layout_ = nullptr;
    return;
  }
  for (std::size_t i = 0; i < layout->parts.size(); ++i) {
    members_[i] = at.at();
    skip(layout->parts[i], at);
  }
}

Value Record::member(std::string_view name) const {
  if (layout_ == nullptr) return {call_, name, nullptr, {nullptr, nullptr}};
  const std::vector<std::string>& names = layout_->names;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (names[i] == name) return {call_, name, &layout_->parts[i], {members_[i], end_}};
  }
  std::string all;
  for (const std::string& it : names) all += (all.empty() ? "" : ", ") + it;
  report(call_, "asks its answer for '" + std::string(name) + "', but it has " + all);
  return {call_, name, nullptr, {nullptr, nullptr}};
}

List Record::list(std::string_view name) const { return member(name).list(); }

List::List(std::string_view call, const Layout* layout, Reader at)
    : call_(call),
      layout_(layout == nullptr ? nullptr : &layout->parts[0]),
      count_(layout == nullptr ? 0 : at.u32()),
      at_(at) {}

Value List::next() {
  const Value item(call_, {}, layout_, at_);
  if (layout_ != nullptr) skip(*layout_, at_);
  return item;
}

Record List::nextRecord() {
  // What is no record is reported as such.
  if (layout_ == nullptr || layout_->form != Form::record) return next().record();
  return {call_, layout_, at_};
}

Value Answer::value() const {
  return {call, {}, ok ? &layout : nullptr, {body.data() + start, body.data() + body.size()}};
}

Answer readAnswer(std::string_view call, Bytes body) {
  Answer answer;
  answer.call = call;
  answer.body = std::move(body);
  Reader reader(answer.body);
  answer.ok = reader.u8() != 0;
  answer.shape = static_cast<Shape>(reader.u8());
  if (answer.ok) {
    answer.layout = readLayout(reader);
  } else {
    answer.code = reader.u32();
  }
  answer.start = static_cast<std::size_t>(reader.at() - answer.body.data());
  Reader rest = reader;
  if (answer.ok) skip(answer.layout, rest);
  if (!rest.good() || rest.at() != rest.end()) {
    report(call, "is given an answer that does not end where its form does");
    answer.ok = false;
    answer.code = ERROR_INVALID_DATA;
  }
  return answer;
}

}  // namespace lab
