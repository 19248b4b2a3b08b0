#include "bridge/calls.h"

#include "bridge/counters.h"
#include "bridge/environment.h"
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

napi_value openThread(napi_env env, napi_callback_info info, const Domain& domain) {
  napi_value arguments[2];
  auto* const environment = Environment::called(env, info, arguments);
  if (environment == nullptr) return nullptr;
  Text host;
  Array<uint32_t> codes;
  if (!isMissing(env, arguments[0]) && !read(env, arguments[0], &host)) return nullptr;
  if (!read(env, arguments[1], &codes)) return nullptr;
  return number(env, environment->openThread(std::move(host), std::move(codes), domain));
}

napi_value ask(napi_env env, napi_callback_info info) {
  napi_value arguments[4];
  auto* const environment = Environment::called(env, info, arguments);
  uint32_t id = 0;
  if (environment == nullptr || !read(env, arguments[0], &id)) return number(env, uint32_t{0});
  Thread* const thread = environment->thread(id);
  Owned<Question> question(make<Question>());
  if (thread == nullptr || !read(env, arguments[1], &question->kind) || !read(env, arguments[2], &question->words) ||
      !readTexts(env, arguments[3], question.get()) || !thread->domain.isComplete(*question)) {
    return number(env, uint32_t{0});
  }
  const uint32_t ticket = environment->nextTicket();
  question->ticket = ticket;
  return number(env, thread->ask(std::move(question)) ? ticket : 0);
}

napi_value writeOff(napi_env env, napi_callback_info info) {
  napi_value arguments[1];
  auto* const environment = Environment::called(env, info, arguments);
  uint32_t id = 0;
  if (environment == nullptr || !read(env, arguments[0], &id)) return boolean(env, false);
  Thread* const thread = environment->thread(id);
  if (thread != nullptr && !thread->writeOff()) return boolean(env, false);
  environment->closeThread(id);
  return boolean(env, true);
}

napi_value closeThread(napi_env env, napi_callback_info info) {
  napi_value arguments[1];
  auto* const environment = Environment::called(env, info, arguments);
  uint32_t id = 0;
  if (environment != nullptr && read(env, arguments[0], &id)) environment->closeThread(id);
  return nullptr;
}

napi_value take(napi_env env, napi_callback_info info) {
  auto* const environment = Environment::called(env, info);
  return number(env, environment == nullptr ? 0 : environment->take(env));
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
  pack.word(counters.writtenOff.value());
  pack.word(counters.handles.value());
  pack.word(counters.buffers.value());
  pack.word(counters.packs.value());
  environment->mailbox.post(env, pack);
  return nullptr;
}

}  // namespace winstation::bridge
