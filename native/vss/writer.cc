#include "vss/writer.h"

#include "base/process.h"
#include "bridge/arguments.h"
#include "bridge/facts.h"
#include "bridge/handler.h"
#include "vss/gate.h"

namespace winstation::vss {
namespace {

namespace vssapi = windows::vssapi;
namespace impl = vssapi::writer;

/** How many closed writers may have threads that Windows still holds, before new ones are refused. */
constexpr int32_t kMostLeft = 32;
/** How many calls may wait to be told of, where the loop is blocked for so long that they are answered already. */
constexpr size_t kMostNews = 1024;
/** Of how many sessions the components are kept from one call to the next. */
constexpr size_t kMostRemembered = 16;
/** How often it is seen whether Windows ends its writers. */
constexpr int64_t kPatience = 250;

Chosen copyOf(const Chosen& chosen) {
  Chosen copy;
  copy.areChosen = chosen.areChosen;
  copy.count = chosen.count;
  copy.texts.append(chosen.texts.data(), chosen.texts.size());
  return copy;
}

template <class T>
T takeFirst(Array<T>& queue) {
  const T first = queue[0];
  for (size_t i = 1; i < queue.size(); ++i) queue[i - 1] = queue[i];
  queue.cut(queue.size() - 1);
  return first;
}

}  // namespace

Writer::~Writer() {
  for (Remembered* each : remembered_) winstation::dispose(each);
}

// For JavaScript.

bool Writer::isComplete(const bridge::Question& question) const {
  switch (static_cast<WriterQuestion>(question.kind)) {
    case WriterQuestion::open:
      return Definition(question).isWhole();
    case WriterQuestion::answer:
      return bridge::has<5, 1>(question);
    case WriterQuestion::shut:
      return bridge::has<0, 0>(question);
  }
  return false;
}

bool Writer::ask(Owned<bridge::Question> question) {
  Failure failure;
  {
    const Held held(doorbell_->lock);
    switch (static_cast<WriterQuestion>(question->kind)) {
      case WriterQuestion::answer:
        return answerTicket(*question);
      case WriterQuestion::open:
        if (wasStarted_ || isClosing_) return false;
        wasStarted_ = true;
        opening_ = std::move(question);
        definition_ = Owned<Definition>(make<Definition>(*opening_));
        failure = start();
        if (!failure) return true;
        question = std::move(opening_);
        break;
      case WriterQuestion::shut:
        shut();
        if (isRunning_ && !shutting_) {
          shutting_ = std::move(question);
          return true;
        }
        break;
    }
  }
  bridge::PackWriter writer;
  bridge::Answer answer(writer, *question);
  bridge::writeAnswer(answer.pack, failure);
  handIn(*question, answer);
  return true;
}

Failure Writer::start() {
  if (counters.leftWriters.value() >= kMostLeft) return {"CreateThread", kBusy};
  // Threads of Windows run through the addon, and nobody knows when the last of them has left it.
  ownModule(GET_MODULE_HANDLE_EX_FLAG_PIN);
  retain();
  isRunning_ = startThread(kStackBytes, main, this);
  if (isRunning_) return {};
  const auto code = static_cast<uint32_t>(::GetLastError());
  // The loop holds a reference of its own, so this is not the last one.
  references_.fetch_sub(1, std::memory_order_acq_rel);
  return {"CreateThread", code};
}

bool Writer::answerTicket(const bridge::Question& question) {
  bridge::Arguments given(question);
  const uint32_t wanted = given.word();
  for (Ticket* const ticket : waiting_) {
    if (ticket->id != wanted || ticket->ending != Ending::none) continue;
    TicketAnswer& answer = ticket->answer;
    answer.returns = given.word() != 0;
    answer.code = given.word();
    answer.applicationCode = given.word();
    if (const char16_t* const message = given.textOrNull()) {
      ticket->message.append(message, given.lastTextUnits() + 1);
      answer.message = ticket->message.data();
    }
    ticket->ending = Ending::answered;
    ::WakeConditionVariable(&ticket->ended);
    return true;
  }
  return false;
}

/** What waits is answered now, and nothing more is delivered. */
void Writer::shut() {
  isClosing_ = true;
  for (Ticket* const ticket : waiting_) {
    if (ticket->ending == Ending::none) ticket->ending = Ending::closed;
    ::WakeConditionVariable(&ticket->ended);
  }
  ::WakeAllConditionVariable(&changed_);
}

void Writer::close() {
  const Held held(doorbell_->lock);
  shut();
  isClosed_ = true;
  if (isRunning_ && !isLeft_) {
    isLeft_ = true;
    counters.leftWriters.up();
  }
  for (const News& news : news_) {
    if (news.ticket == nullptr) continue;
    // One whose call has not come back yet belongs to its thread from now on.
    bool isWaiting = false;
    for (const Ticket* const ticket : waiting_) isWaiting = isWaiting || ticket == news.ticket;
    if (isWaiting) {
      news.ticket->isDelivered = true;
    } else {
      winstation::dispose(news.ticket);
    }
  }
  news_.clear();
}

/** What it is, then a call with what was asked in it; or its id, and a code. */
bool Writer::writeNews(bridge::PackWriter& pack) {
  const Held held(doorbell_->lock);
  if (news_.size() == 0) return false;
  const News news = takeFirst(news_);
  pack.clear();
  pack.word(static_cast<uint32_t>(news.kind));
  if (news.ticket == nullptr) {
    pack.word(news.id);
    pack.word(news.code);
    return true;
  }
  Ticket& ticket = *news.ticket;
  ticket.isDelivered = true;
  ticket.write(pack, static_cast<uint32_t>(bridge::steadyMilliseconds() - ticket.calledAt));
  bool isWaiting = false;
  for (const Ticket* const each : waiting_) isWaiting = isWaiting || each == &ticket;
  if (!isWaiting) winstation::dispose(&ticket);
  return true;
}

// The thread of the writer.

DWORD WINAPI Writer::main(void* self) {
  auto* const writer = static_cast<Writer*>(self);
  writer->serve();
  writer->release();
  leaveThread();
}

void Writer::serve() {
  bridge::PackWriter packWriter;
  {
    windows::Apartment apartment;
    bool isInactive = false;
    Failure failure = apartment.enter();
    if (!failure) failure = subscribe(&isInactive);
    bridge::Answer opened(packWriter, *opening_);
    bridge::writeAnswer(opened.pack, failure, isInactive ? 1 : 0);
    handIn(*opening_, opened);
    if (!failure) {
      Held held(doorbell_->lock);
      while (!isClosing_) held.wait(changed_, INFINITE);
    }
    unsubscribe();
  }
  Owned<bridge::Question> shutting;
  bool wasLeft;
  {
    const Held held(doorbell_->lock);
    isRunning_ = false;
    shutting = std::move(shutting_);
    wasLeft = isLeft_;
  }
  if (wasLeft) counters.leftWriters.down();
  if (!shutting) return;
  bridge::Answer shut(packWriter, *shutting);
  bridge::writeSuccess(shut.pack);
  handIn(*shutting, shut);
}

Failure Writer::subscribe(bool* isInactive) {
  auto& create = vssapi::CreateWriterEx;
  if (const Failure failure = refusal(create)) return failure;
  object_.table = &kWriterTable;
  object_.writer = this;
  if (const Failure failure = create.call(&object_, &object_.impl)) return failure;
  constexpr uint32_t version = 0;
  const Definition& it = *definition_;
  int32_t result = impl::Initialize.call(object_.impl, it.id, it.name, it.instanceName, version, version, it.usage,
                                         it.source, it.level, it.freezeTimeout, impl::kNoAlternate, false);
  if (result < 0) return {"IVssWriterImpl.Initialize", static_cast<uint32_t>(result)};
  isInitialized_ = true;
  *isInactive = result == impl::kInactive;
  {
    const Held held(doorbell_->lock);
    if (isClosing_) return {};
  }
  constexpr uint32_t patience = 0;
  result = impl::Subscribe.call(object_.impl, patience, impl::kEvents);
  if (result < 0) return {"IVssWriterImpl.Subscribe", static_cast<uint32_t>(result)};
  isSubscribed_ = true;
  return {};
}

/** All that it has of Windows goes, and Windows calls it no more. */
void Writer::unsubscribe() {
  awaitCalls();
  if (isSubscribed_) impl::Unsubscribe.call(object_.impl);
  awaitCalls();
  if (isInitialized_) impl::Uninitialize.call(object_.impl);
  if (object_.impl != nullptr) windows::release(object_.impl);
}

/** Each of them is answered by now, and comes back. */
void Writer::awaitCalls() {
  Held held(doorbell_->lock);
  while (inside_ > 0) held.wait(changed_, INFINITE);
}

// Threads of Windows.

/** What is given to Windows here is freed by the last one who leaves. */
void Writer::arrive() {
  retain();
  const Held held(doorbell_->lock);
  ++inside_;
}

void Writer::depart() {
  {
    const Held held(doorbell_->lock);
    --inside_;
    ::WakeAllConditionVariable(&changed_);
  }
  release();
}

bool Writer::describe(void* metadata) {
  arrive();
  const Failure failure = definition_->describe(metadata);
  if (failure) refused(NewsKind::leftOut, 0, failure.code);
  depart();
  return !failure;
}

bool Writer::called(Call call, void* components, const Guid* set) {
  const bool isWanted = definition_->time(call) != Definition::kNotDelivered;
  const bool isRemembered =
      call == Call::prepareBackup && definition_->time(Call::prepareSnapshot) != Definition::kNotDelivered;
  if (!isWanted && !isRemembered) return true;
  arrive();
  auto* const ticket = make<Ticket>(call, bridge::steadyMilliseconds());
  ticket->read(object_.impl, set);
  ticket->chosen = chosenFor(*ticket, components);
  const Waited waited = isWanted ? wait(*ticket) : Waited{.answer = {}, .id = 0, .isOurs = true};
  const TicketAnswer& answer = waited.answer;
  if (answer.code != 0) {
    const int32_t result =
        impl::SetWriterFailureEx.call(object_.impl, answer.code, answer.applicationCode, answer.message);
    if (result < 0) refused(NewsKind::unsaid, waited.id, static_cast<uint32_t>(result));
  }
  if (waited.isOurs) winstation::dispose(ticket);
  depart();
  return answer.returns;
}

/** Windows goes on without what the writer has said, and nobody but JavaScript can do something about it. */
void Writer::refused(NewsKind kind, uint32_t ticket, uint32_t code) {
  const Held held(doorbell_->lock);
  if (isClosed_ || news_.size() >= kMostNews) return;
  news_.push({.kind = kind, .id = ticket, .code = code});
  doorbell_->ring();
}

/**
 * Windows gives the components in one call, and JavaScript is told of them in the next one of that session, too. Where
 * the session has no id, nobody knows which that is.
 */
Chosen Writer::chosenFor(const Ticket& ticket, void* components) {
  const Call call = ticket.call;
  const Guid& sessionId = ticket.sessionId;
  const bool isKnown = ticket.sessionCode == 0 && !(sessionId == Guid{});
  if (call == Call::prepareBackup) {
    Chosen chosen = readChosen(object_.impl, components);
    if (!isKnown || definition_->time(Call::prepareSnapshot) == Definition::kNotDelivered) return chosen;
    Owned<Remembered> remembered(make<Remembered>(sessionId, copyOf(chosen)));
    Owned<Remembered> oldest;
    const Held held(doorbell_->lock);
    if (remembered_.size() == kMostRemembered) oldest = Owned<Remembered>(takeFirst(remembered_));
    remembered_.push(remembered.take());
    return chosen;
  }
  if (!isKnown || call != Call::prepareSnapshot) return {};
  const Held held(doorbell_->lock);
  for (size_t i = 0; i < remembered_.size(); ++i) {
    if (!(remembered_[i]->sessionId == sessionId)) continue;
    const Owned<Remembered> found(remembered_[i]);
    remembered_.removeAt(i);
    return std::move(found->chosen);
  }
  return {};
}

/** Until it is answered, by whomever. */
Writer::Waited Writer::wait(Ticket& ticket) {
  const int64_t until = ticket.calledAt + definition_->time(ticket.call);
  bool isShuttingDown = false;
  bool isEntered = false;
  for (;;) {
    {
      Held held(doorbell_->lock);
      if (!isEntered && !enter(ticket)) return {.answer = definition_->closed, .id = 0, .isOurs = true};
      isEntered = true;
      const int64_t left = until - bridge::steadyMilliseconds();
      if (ticket.ending == Ending::none && isShuttingDown) ticket.ending = Ending::shuttingDown;
      if (ticket.ending == Ending::none && left <= 0) ticket.ending = Ending::late;
      if (ticket.ending == Ending::none) {
        held.wait(ticket.ended, static_cast<uint32_t>(left < kPatience ? left : kPatience));
      }
      if (ticket.ending != Ending::none) return leave(ticket);
    }
    // It is a call of Windows, so nobody must wait for it here.
    isShuttingDown = impl::IsWriterShuttingDown.call(object_.impl);
  }
}

bool Writer::enter(Ticket& ticket) {
  if (isClosing_ || waiting_.size() >= definition_->most || news_.size() >= kMostNews) return false;
  if (++lastTicket_ == 0) ++lastTicket_;
  ticket.id = lastTicket_;
  waiting_.push(&ticket);
  news_.push({.kind = NewsKind::called, .id = ticket.id, .ticket = &ticket});
  doorbell_->ring();
  return true;
}

/** One that was not delivered yet is disposed of when it is: nobody looks at it here any more. */
Writer::Waited Writer::leave(Ticket& ticket) {
  for (size_t i = 0; i < waiting_.size(); ++i) {
    if (waiting_[i] != &ticket) continue;
    waiting_.removeAt(i);
    break;
  }
  const auto inItsName = [&](NewsKind kind, const TicketAnswer& answer) -> Waited {
    if (ticket.isDelivered && !isClosed_) {
      news_.push({.kind = kind, .id = ticket.id});
      doorbell_->ring();
    }
    return {.answer = answer, .id = ticket.id, .isOurs = ticket.isDelivered};
  };
  switch (ticket.ending) {
    case Ending::late:
      return inItsName(NewsKind::late, definition_->late);
    case Ending::shuttingDown:
      return inItsName(NewsKind::shuttingDown, definition_->shuttingDown);
    case Ending::closed:
      return inItsName(NewsKind::closed, definition_->closed);
    default:
      return {.answer = ticket.answer, .id = ticket.id, .isOurs = ticket.isDelivered};
  }
}

}  // namespace winstation::vss
