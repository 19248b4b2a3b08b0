#include "bridge/calls.h"

#include "base/counters.h"
#include "bridge/environment.h"
#include "bridge/thread.h"
#include "bridge/values.h"

namespace winstation::bridge {
namespace {

/** The texts of an array of strings. */
bool readTexts(napi_env env, napi_value array, Question* question) {
  uint32_t count = 0;
  if (napi_get_array_length(env, array, &count) != napi_ok) return false;
  for (uint32_t i = 0; i < count; ++i) {
    napi_handle_scope scope;
    if (napi_open_handle_scope(env, &scope) != napi_ok) return false;
    napi_value text;
    const bool isRead = napi_get_element(env, array, i, &text) == napi_ok && read(env, text, &question->units);
    napi_close_handle_scope(env, scope);
    if (!isRead) return false;
    question->ends.push(question->units.size() - 1);
  }
  return true;
}

}  // namespace

napi_value mailbox(napi_env env, napi_callback_info info) {
  auto* const environment = Environment::called(env, info);
  return environment == nullptr ? nullptr : environment->mailbox.value(env);
}

napi_value listen(napi_env env, napi_callback_info info) {
  napi_value arguments[1];
  auto* const environment = Environment::called(env, info, arguments);
  return boolean(env, environment != nullptr && environment->listen(env, arguments[0]));
}

napi_value keepAlive(napi_env env, napi_callback_info info) {
  napi_value arguments[1];
  bool alive = false;
  auto* const environment = Environment::called(env, info, arguments);
  if (environment != nullptr && read(env, arguments[0], &alive)) environment->doorbell->ref(env, alive);
  return nullptr;
}

napi_value fallBackOn(napi_env env, napi_callback_info info) {
  napi_value arguments[1];
  auto* const environment = Environment::called(env, info, arguments);
  if (environment == nullptr) return nullptr;
  environment->fallbackOn.clear();
  read(env, arguments[0], &environment->fallbackOn);
  return nullptr;
}

bool readHost(napi_env env, const napi_value (&arguments)[2], Text* host, Array<uint32_t>* fallbackOn) {
  return (isMissing(env, arguments[0]) || read(env, arguments[0], host)) && read(env, arguments[1], fallbackOn);
}

napi_value openThread(napi_env env, napi_callback_info info, const Domain& domain) {
  napi_value arguments[2];
  auto* const environment = Environment::called(env, info, arguments);
  if (environment == nullptr) return nullptr;
  auto* const thread = make<Thread>(environment->doorbell, environment->nextResident(), domain);
  if (readHost(env, arguments, &thread->host, &thread->fallbackOn)) return number(env, environment->admit(thread));
  thread->release();
  return nullptr;
}

napi_value ask(napi_env env, napi_callback_info info) {
  napi_value arguments[4];
  auto* const environment = Environment::called(env, info, arguments);
  uint32_t id = 0;
  if (environment == nullptr || !read(env, arguments[0], &id)) return number(env, uint32_t{0});
  Resident* const resident = environment->resident(id);
  Owned<Question> question(make<Question>());
  if (resident == nullptr || !read(env, arguments[1], &question->kind) || !read(env, arguments[2], &question->words) ||
      !readTexts(env, arguments[3], question.get()) || !resident->isComplete(*question)) {
    return number(env, uint32_t{0});
  }
  const uint32_t ticket = environment->nextTicket();
  question->ticket = ticket;
  return number(env, resident->ask(std::move(question)) ? ticket : 0);
}

napi_value stop(napi_env env, napi_callback_info info) {
  napi_value arguments[1];
  auto* const environment = Environment::called(env, info, arguments);
  uint32_t id = 0;
  if (environment == nullptr || !read(env, arguments[0], &id)) return nullptr;
  if (Resident* const resident = environment->resident(id)) resident->stop();
  return nullptr;
}

napi_value writeOff(napi_env env, napi_callback_info info) {
  napi_value arguments[1];
  auto* const environment = Environment::called(env, info, arguments);
  uint32_t id = 0;
  if (environment == nullptr || !read(env, arguments[0], &id)) return boolean(env, false);
  Resident* const resident = environment->resident(id);
  if (resident != nullptr && !resident->writeOff()) return boolean(env, false);
  environment->close(id);
  return boolean(env, true);
}

napi_value flush(napi_env env, napi_callback_info info) {
  napi_value arguments[1];
  auto* const environment = Environment::called(env, info, arguments);
  uint32_t id = 0;
  if (environment == nullptr || !read(env, arguments[0], &id)) return nullptr;
  if (Resident* const resident = environment->resident(id)) resident->flush();
  return nullptr;
}

napi_value close(napi_env env, napi_callback_info info) {
  napi_value arguments[1];
  auto* const environment = Environment::called(env, info, arguments);
  uint32_t id = 0;
  if (environment != nullptr && read(env, arguments[0], &id)) environment->close(id);
  return nullptr;
}

napi_value takeAnswer(napi_env env, napi_callback_info info) {
  auto* const environment = Environment::called(env, info);
  return number(env, environment == nullptr ? 0 : environment->takeAnswer(env));
}

napi_value takeNews(napi_env env, napi_callback_info info) {
  auto* const environment = Environment::called(env, info);
  return number(env, environment == nullptr ? 0 : environment->takeNews(env));
}

napi_value more(napi_env env, napi_callback_info info) {
  napi_value arguments[1];
  auto* const environment = Environment::called(env, info, arguments);
  uint32_t ticket = 0;
  return boolean(env, environment != nullptr && read(env, arguments[0], &ticket) && environment->more(env, ticket));
}

napi_value drop(napi_env env, napi_callback_info info) {
  napi_value arguments[1];
  auto* const environment = Environment::called(env, info, arguments);
  uint32_t ticket = 0;
  if (environment != nullptr && read(env, arguments[0], &ticket)) environment->drop(ticket);
  return nullptr;
}

napi_value counts(napi_env env, napi_callback_info info) {
  auto* const environment = Environment::called(env, info);
  if (environment == nullptr) return nullptr;
  PackWriter& pack = environment->writer;
  pack.clear();
  pack.word(counters.threads.value());
  pack.word(counters.writtenOff.value() + counters.leftThreads.value() + counters.leftWindows.value() +
            counters.leftWaiters.value());
  pack.word(counters.handles.value());
  pack.word(counters.buffers.value());
  pack.word(counters.packs.value());
  pack.word(counters.windows.value());
  pack.word(counters.registrations.value());
  environment->mailbox.post(env, pack);
  return nullptr;
}

}  // namespace winstation::bridge
